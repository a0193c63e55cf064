"""Rules about the words of a quiz: their language, addresses, numbers and dates."""
