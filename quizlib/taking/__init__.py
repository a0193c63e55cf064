"""Taking a quiz: an attempt with its answers, and the reminder code of its result."""
