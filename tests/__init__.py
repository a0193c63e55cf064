"""Tests: whatever a user may rely on, with real files, real databases, real servers and a real browser."""
