"""What may be said of a number, how, and why not."""
