"""Serving: the site or a bare application under a server, and the clients that ask it."""
