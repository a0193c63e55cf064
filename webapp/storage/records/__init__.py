"""Records: what blocks left for good, and the sums of them."""
