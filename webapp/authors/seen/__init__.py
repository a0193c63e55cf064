"""What an author sees of a quiz: every state of every question, drawn by the views of the site, without storage."""
