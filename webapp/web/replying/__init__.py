"""Replying: pages, redirects and static files, as browsers are given them."""
