"""The parts of the report: each turns sums into figures."""
