"""Quizzes, programmes and the settings of a library, as data that cannot be changed."""
