"""A workshop that is taken together: its questions in order, the steps of each, and what the wall may show."""
