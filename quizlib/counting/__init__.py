"""The parts of a quiz that counting needs, kept so that answers can be counted when the quiz is gone."""
