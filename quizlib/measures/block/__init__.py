"""The record of a block: numbers that are rounded once, and all that is stored."""
