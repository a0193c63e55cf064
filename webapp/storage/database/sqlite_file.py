"""SqliteFile: the file of a SQLite database and its log; it sees when they are no longer those that were opened."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import PoolProxiedConnection

Identity = tuple[int, int]
LOG = "-wal"  # SQLite adds it to the name of the file


class DisplacedError(sqlite3.OperationalError):
    """A file of the database was deleted, moved or replaced while it was open.

    Nothing more is written to it. It is in order again when that very file is back, or when the site starts again.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        self.sqlite_errorname = (
            f"{Path(path).name} was deleted, moved or replaced: put it back, or start the site again"
        )


class SqliteFile:
    """A file that is made once. After that it is never made again, and no other file in its place is opened.

    What is written to a file that was deleted is lost when the process ends.
    """

    def __init__(self, path: str) -> None:
        self._path = os.path.realpath(path)
        self._opened: Identity | None = None

    def before_opening(self, *_: Any) -> None:  # noqa: ANN401 - what SQLAlchemy's event hands over
        """Make the file, for this user alone, if it is not there; DisplacedError if it was there before."""
        if self._opened is None:
            with contextlib.suppress(OSError):  # it is there, or SQLite says why it cannot be made
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        elif _identity(self._path) != self._opened:
            raise DisplacedError(self._path)

    def after_opening(self, _: object, record: Any) -> None:  # noqa: ANN401 - as above
        """Remember which file it is, and which log this connection has open."""
        self._opened = self._opened or _identity(self._path)
        record.info[LOG] = _identity(self._path + LOG)

    def see(self, pooled: PoolProxiedConnection) -> None:
        """Return if the connection has the files open that have their names; DisplacedError if not.

        If the log alone was removed, what it holds is put into the file: then nothing that was stored is lost.
        """
        if _identity(self._path) != self._opened:
            raise DisplacedError(self._path)
        if _identity(self._path + LOG) != pooled.info[LOG]:
            pooled.driver_connection.execute("PRAGMA wal_checkpoint(FULL)")  # type: ignore[union-attr]  # sqlite3's
            raise DisplacedError(self._path + LOG)


def _identity(path: str) -> Identity | None:
    """Return what tells a file from every other one, or None if there is no such file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - for every commit: a Path would cost as much again
    except OSError:
        return None
    return found.st_dev, found.st_ino
