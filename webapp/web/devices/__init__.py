"""Devices: what a browser remembers for the person, in sealed cookies, and nowhere else."""
