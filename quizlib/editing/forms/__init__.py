"""Forms: what an author fills in for a question, made from its model, and how that changes the text of a file."""
