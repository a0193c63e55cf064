"""The webapp command."""
