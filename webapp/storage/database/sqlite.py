"""SQLite: one file, durable at every commit."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from functools import partial

from sqlalchemy.dialects.sqlite import dialect, insert

from webapp.storage.database.driver import PATIENCE, Driver

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={PATIENCE * 1000}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
)
FAULTS = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
PRIMARY = 0xFF  # the low byte of an error code says which; the rest goes into detail


def driver(path: str) -> Driver:
    """Return how to use the file at this path."""
    return Driver(
        connect=partial(connect, path),
        is_fault=is_fault,
        error=sqlite3.Error,
        dialect=dialect(paramstyle="named"),
        insert=insert,
        begin_reading="BEGIN",
        begin_writing="BEGIN IMMEDIATE",
        join="group_concat",
        take_turns=(),  # there is one writer at a time anyway
    )


def connect(path: str) -> sqlite3.Connection:
    """Open the file; made for this user alone if it is not there."""
    with contextlib.suppress(OSError):  # it is there, or SQLite says below why it cannot be made
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def is_fault(error: BaseException) -> bool:
    """Say whether the file failed, not the statement."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & PRIMARY in FAULTS
