"""Driver: how one kind of database is opened, what SQL it wants, and which of its errors are the storage's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.engine import Dialect

PATIENCE = 5  # seconds that a connection waits for a lock, or for the server, before it gives up


class StorageUnavailable(Exception):  # noqa: N818 - it is a state of the site, shown with 503, not a mistake in it
    """The storage cannot be used now (locked, full, read-only, unreachable); the same call may succeed later.

    A write that ends so was not acknowledged, but may have been stored: works must bear being repeated.
    """


class Cursor(Protocol):
    """The outcome of one statement: rows as tuples, in the order of the selected columns."""

    @property
    def rowcount(self) -> int:
        """How many rows were inserted, changed or deleted."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, or None."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""

    def executemany(self, sql: str, parameters: Iterable[Mapping[str, Any]], /) -> object:
        """Run one statement for each row of parameters."""


class Connection(Protocol):
    """What `sqlite3` and `psycopg` connections have in common; parameters go by name."""

    def execute(self, sql: str, parameters: Mapping[str, Any] = ..., /) -> Cursor:
        """Run one statement."""

    def cursor(self) -> Cursor:
        """Return what runs a statement for many rows."""

    def close(self) -> None:
        """Close; what was not committed is undone."""


@dataclass(frozen=True)
class Driver:
    """One kind of database, at one address. Connections begin no transaction by themselves."""

    connect: Callable[[], Connection]
    is_fault: Callable[[BaseException], bool]
    error: type[Exception]
    dialect: Dialect
    insert: Callable[..., Any]  # SQLAlchemy's two that know ON CONFLICT share no type
    begin_reading: str
    begin_writing: str
    join: str  # the function that joins texts of several rows
    take_turns: tuple[str, ...]  # run first in a write that must not meet another of its kind, and may take its time

    def unavailable(self, error: BaseException) -> StorageUnavailable:
        """Return what callers get for the storage's own error."""
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        told = StorageUnavailable(f"the database cannot be used now ({name})")
        told.__cause__ = error
        return told
