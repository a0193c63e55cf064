"""Benchmarks: each measures a limit and the project in one run, and prints the ratio between them."""
