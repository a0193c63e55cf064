"""The sections of the report: each file turns sums into rows of figures."""
