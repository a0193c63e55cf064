"""Closing: what has ended becomes records, and its answers are deleted. It begins in `run`."""
