"""Database: where everything is stored, SQLite or PostgreSQL, and the two ways to it: `write` and `read`."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import ClauseElement
from sqlalchemy.engine import make_url

from webapp.storage.database.driver import Connection, Driver, StorageUnavailable
from webapp.storage.database.pool import Pool
from webapp.storage.database.writer import Writer

__all__ = ["Connection", "Database", "StorageUnavailable"]

T = TypeVar("T")


class Database:
    """The database at a URL, `sqlite:///FILE` or `postgresql://…`. Opens nothing before it is needed.

    It may be used from any thread, and after a fork. Nothing waits for ever: what takes too long is StorageUnavailable.
    """

    def __init__(self, url: str) -> None:
        self.driver = _driver(url)
        self.log_emptied = False  # since something was deleted; who knows what a process that was killed left in it
        self._start()
        if hasattr(os, "register_at_fork"):
            # SQLite connections must not be open across a fork, not even unused; locks must not be inherited held.
            close, start = weakref.WeakMethod(self.close), weakref.WeakMethod(self._start)
            os.register_at_fork(before=lambda: _call(close), after_in_child=lambda: _call(start))

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.driver.dialect.name == "sqlite"

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run a work that changes rows, in one transaction, and return its result once that is durable.

        The work may run on another thread, together with others. Its own exception undoes it alone and is raised here;
        StorageUnavailable if the storage fails.
        """
        if self._writer is not None:
            return self._writer.write(work)
        return self._pool.run(work, self.driver.begin_writing, "COMMIT")

    def alone(self, work: Callable[[Connection], T]) -> T:
        """Run a work as `write` does, but one that may take its time and meets no other of its kind.

        Importing and restoring are such works, for commands: on SQLite whatever else writes has to wait for them.
        """

        def in_turn(connection: Connection) -> T:
            self.take_turns(connection)
            return work(connection)

        return self._pool.run(in_turn, self.driver.begin_writing, "COMMIT")

    def take_turns(self, connection: Connection) -> None:
        """Let a write meet no other that closes, takes, imports or restores, and take its time."""
        for statement in self.driver.take_turns:
            connection.execute(statement)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run a work that only reads, on one consistent state, and return its result.

        Its own exception is raised here; StorageUnavailable if the storage fails.
        """
        return self._pool.run(work, self.driver.begin_reading, "ROLLBACK")

    def sql(self, statement: ClauseElement) -> str:
        """Return a statement in this database's SQL, its parameters by name. Compile once, run often."""
        return str(statement.compile(dialect=self.driver.dialect))

    def check(self) -> None:
        """Return if the database answers; StorageUnavailable if not."""
        self.read(lambda connection: connection.execute("SELECT version_num FROM alembic_version").fetchone())

    def truncate_log(self) -> None:
        """Empty SQLite's log, which still holds what was deleted; StorageUnavailable if readers are in the way."""
        self.log_emptied = not self.is_sqlite
        if not self.is_sqlite:
            return
        try:
            connection = self.driver.connect()
            try:
                row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.close()
        except self.driver.error as error:
            raise self.driver.unavailable(error) from error
        if row and row[0]:
            message = "the log is in use and cannot be emptied now"
            raise StorageUnavailable(message)
        self.log_emptied = True

    def close(self) -> None:
        """Finish what is under way and close every connection; a later call opens new ones."""
        if self._writer is not None:
            self._writer.stop()
        self._pool.close()

    def _start(self) -> None:
        self._pool = Pool(self.driver)
        self._writer = Writer(self.driver) if self.is_sqlite else None


def _call(method: weakref.WeakMethod[Callable[[], None]]) -> None:
    """Call a method, if its object still lives."""
    if (found := method()) is not None:
        found()


def _driver(url: str) -> Driver:
    """Import only what the database needs: PostgreSQL's driver is an extra."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        from webapp.storage.database import sqlite  # noqa: PLC0415 - see above

        return sqlite.driver(parsed.database or "")
    from webapp.storage.database import postgresql  # noqa: PLC0415 - see above

    return postgresql.driver(url)
