"""Attacks on a site that really runs: scripts for anybody to repeat; smaller versions of them are tests."""
