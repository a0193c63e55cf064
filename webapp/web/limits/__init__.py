"""Limits: how often an address, a name or a person may do what others suffer from. Nothing of it lasts."""
