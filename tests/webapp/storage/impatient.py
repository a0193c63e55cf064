"""A database that waits for a lock only as long as a test wants to."""

from __future__ import annotations

import sqlite3

from sqlalchemy import event

from webapp.storage.database.engine import Database

MILLISECONDS = 200


def make_impatient(database: Database, milliseconds: int = MILLISECONDS) -> None:
    """Let a SQLite database give up a lock after a moment, where a test is not about how long that is."""
    database.close()  # connections that are open already would stay patient

    def hurry(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout={milliseconds}")

    event.listen(database.kind.engine, "connect", hurry)
