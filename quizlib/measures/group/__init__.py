"""The answers of a group, counted in memory and never stored."""
