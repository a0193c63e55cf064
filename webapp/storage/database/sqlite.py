"""SQLite: one file, durable at every commit."""

from __future__ import annotations

import sqlite3

from sqlalchemy import QueuePool, create_engine, event, func
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import URL

from webapp.storage.database.faults import PATIENCE, driver_error
from webapp.storage.database.kind import Kind
from webapp.storage.database.sqlite_file import SqliteFile

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={PATIENCE * 1000}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA user_version",  # reading opens the log
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


def sqlite(url: URL) -> Kind:
    """Return how to use the SQLite file at a URL."""
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=0,  # as many as threads ever ran at once
        pool_use_lifo=True,
        pool_reset_on_return=None,  # every transaction ends before its connection goes back
        hide_parameters=True,  # an error in a log must not show what somebody answered
        paramstyle="named",
        connect_args={"timeout": PATIENCE, "isolation_level": None, "check_same_thread": False},
    )
    file = SqliteFile(url.database or "")
    event.listen(engine, "do_connect", file.before_opening)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "connect", file.after_opening)
    return Kind(
        engine=engine,
        is_fault=is_fault,
        is_undone=lambda _: False,  # a file is not away for a moment only
        insert=insert,
        begin_reading="BEGIN",
        begin_writing="BEGIN IMMEDIATE",
        join="group_concat",
        json_part=lambda column, *keys: func.json_extract(column, ".".join(("$", *keys))),
        take_turns=(),  # there is one writer at a time anyway
        see=file.see,
    )


def is_fault(error: BaseException) -> bool:
    """Return whether the file failed, not the statement."""
    cause = driver_error(error)
    return isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & PRIMARY in FAULTS


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
