"""Translating: the texts of a folder leave for a translator, and come back with the words of one language."""
