"""Workshops: what they are, and where they are stored."""
