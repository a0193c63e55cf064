"""The record of a block: rounded once, and all that is kept."""
