"""The pages of the report: the overview, a quiz, a workshop."""
