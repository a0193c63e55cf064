"""Laptops: what they send to the campaign's server, and their own pages."""
