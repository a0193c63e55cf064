"""Over time: before and after, what lasted, weeks and years."""
