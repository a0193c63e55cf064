"""Quizzes, programmes and the settings of a library, as frozen data."""
