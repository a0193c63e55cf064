"""SQLite files with this version's tables: migrated once for all tests, then copied."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate


def put_tables(file: Path) -> Path:
    """Make a SQLite file with this version's tables, all of them empty, unless there is such a file; return it."""
    if not file.exists():
        file.touch(0o600)
        file.write_bytes(_migrated())
    return file


@cache
def _migrated() -> bytes:
    """Return the bytes of such a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tryg.sqlite")
        database = Database(f"sqlite:///{file}")
        migrate(database)
        database.close()
        return file.read_bytes()
