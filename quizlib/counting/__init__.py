"""A quiz as far as counting needs it, also when the quiz is gone."""
