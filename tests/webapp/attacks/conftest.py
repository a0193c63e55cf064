"""The PostgreSQL of the storage's tests, for attacks on both databases."""

from __future__ import annotations

from tests.webapp.storage.conftest import server

__all__ = ["server"]
