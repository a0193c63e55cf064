"""The answers of a group, counted in memory."""
