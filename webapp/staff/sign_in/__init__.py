"""Signing in: password, second step, recovery codes, and the session that follows."""
