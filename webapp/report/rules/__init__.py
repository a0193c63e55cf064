"""The rules for figures: which numbers may be shown, how exactly, and the reasons why others are not."""
