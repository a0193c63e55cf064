"""Across quizzes: rules that look at a whole library, its programmes and its bank of messages."""
