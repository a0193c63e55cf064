"""What the site reads beside the quizzes: help, places, messages of the month, outside figures."""
