"""Database: where everything is stored, SQLite or PostgreSQL, and the two ways to it: `write` and `read`."""

from __future__ import annotations

import contextlib
import os
import weakref
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sqlalchemy import ClauseElement, PoolProxiedConnection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from webapp.faults import Faults
from webapp.storage.database.faults import StorageUnavailable
from webapp.storage.database.kind import Kind
from webapp.storage.database.transaction import Cursor, Prepared, Transaction
from webapp.storage.database.writer import Writer

__all__ = ["Database", "Prepared", "StorageUnavailable", "Transaction"]

T = TypeVar("T")
_made: dict[tuple[Callable[[Database], Any], str], Any] = {}
"""What `Database.once` has made: to make a statement takes longer than to run it."""


class Database:
    """The database at a URL, `sqlite:///FILE` or `postgresql://…`. Opens nothing before it is needed.

    It may be used from any thread, and after a fork. Nothing waits for ever: after some seconds it is
    StorageUnavailable. `faults` hears when that begins, and when something is stored again.
    """

    def __init__(self, url: str, faults: Faults | None = None) -> None:
        self.kind = _kind(url)
        self._faults = faults
        self.error: type[Exception] = self.kind.engine.dialect.loaded_dbapi.Error
        """What the driver raises: for a statement that is wrong, itself; for a fault, as the cause."""
        self.log_emptied = False  # since something was deleted; a process that was killed may have left some in it
        self._start()
        if hasattr(os, "register_at_fork"):
            # SQLite connections must not be open across a fork, not even unused; locks must not be inherited held.
            close, start = weakref.WeakMethod(self.close), weakref.WeakMethod(self._start)
            os.register_at_fork(before=lambda: _call(close), after_in_child=lambda: _call(start))

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.kind.engine.dialect.name == "sqlite"

    def write(self, work: Callable[[Transaction], T], *, repeatable: bool = False) -> T:
        """Run a work that changes rows, in one transaction, and return its result once that is durable.

        The work may run on another thread, together with others, and twice: once more if the database has undone it.
        What is `repeatable` comes to the same if it is stored twice: it is also run again if its commit may be lost.
        Its own exception undoes it alone and is raised here; StorageUnavailable if the storage fails.
        """
        if self._writer is not None:
            try:
                result = self._writer.write(work)
            except StorageUnavailable as error:
                self._tell(error)
                raise
        else:
            result = self._run(work, self.kind.begin_writing, "COMMIT", repeatable=repeatable)
        if self._faults is not None:
            self._faults.over("storage")
        return result

    def alone(self, work: Callable[[Transaction], T]) -> T:
        """Run a work as `write` does, but without a limit of time, and never together with another such work.

        Commands import and restore in this way. On SQLite all other writes wait meanwhile. The work is run once.
        """

        def in_turn(transaction: Transaction) -> T:
            self.take_turns(transaction)
            return work(transaction)

        return self._run(in_turn, self.kind.begin_writing, "COMMIT", again=False)

    def take_turns(self, transaction: Transaction) -> None:
        """Make a write wait for its turn among those that close, import or restore, and take away its limit of time."""
        for statement in self.kind.take_turns:
            transaction.execute(statement)

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run a work that only reads, on one consistent state, and return its result.

        Its own exception is raised here; StorageUnavailable if the storage fails.
        """
        return self._run(work, self.kind.begin_reading, "ROLLBACK", repeatable=True)

    def rows(self, statement: Prepared, **parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of one statement that only reads: it sees one state by itself and needs no transaction.

        This is the quickest way to read. StorageUnavailable if the storage fails.
        """
        pooled: PoolProxiedConnection | None = None
        try:
            pooled, cursor = self._first(statement.sql, statement.encoded(parameters))
            found = cursor.fetchall()
        except BaseException as error:
            if pooled is not None:
                pooled.invalidate()
            if self.kind.is_fault(error):
                raise self._tell(StorageUnavailable.because(error)) from error
            raise
        self._at_hand.append(pooled)
        return statement.decoded(found)

    def prepare(self, statement: ClauseElement) -> Prepared:
        """Return a statement in this database's SQL, its parameters by name. It is compiled once and run often."""
        return Prepared(statement, self.kind.engine.dialect)

    def once(self, make: Callable[[Database], T]) -> T:
        """Return what is made of nothing but prepared statements; it is made once for all databases of this kind."""
        key = (make, self.kind.engine.dialect.name)
        if key not in _made:
            _made[key] = make(self)
        made: T = _made[key]
        return made

    def check(self) -> None:
        """Return if an answer could be stored now, StorageUnavailable if not; a row is written, and deleted again."""

        def work(transaction: Transaction) -> None:
            transaction.execute("INSERT INTO tally (month, kind, name, n) VALUES ('', '', '', 0)")
            transaction.execute("DELETE FROM tally WHERE month = ''")

        self.write(work)

    def truncate_log(self) -> None:
        """Empty SQLite's log, which still holds what was deleted; StorageUnavailable if readers are in the way."""
        self.log_emptied = not self.is_sqlite
        if not self.is_sqlite:
            return
        try:
            with contextlib.closing(self.kind.engine.raw_connection()) as pooled:
                row = pooled.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()  # type: ignore[union-attr]  # sqlite3's
        except (DBAPIError, self.error) as error:
            raise StorageUnavailable.because(error) from error
        if row and row[0]:
            message = "the log is in use and cannot be emptied now"
            raise StorageUnavailable(message)
        self.log_emptied = True

    def close(self) -> None:
        """Finish what is under way and close every connection; a later call opens new ones."""
        if self._writer is not None:
            self._writer.stop()
        while pooled := self._idle():
            pooled.close()
        self.kind.engine.pool.dispose()  # not the engine's own dispose: what is in use now goes back here

    def _tell(self, error: StorageUnavailable) -> StorageUnavailable:
        if self._faults is not None:
            self._faults.seen("storage", str(error))
        return error

    def _start(self) -> None:
        self._at_hand: list[PoolProxiedConnection] = []
        """Connections that nobody uses. To ask the pool for one, and to give it back, takes as long as a short read."""
        self.kind.engine.dispose(close=False)  # after a fork: the parent's connections are not ours to close
        self._writer = Writer(self.kind) if self.is_sqlite else None

    def _run(
        self, work: Callable[[Transaction], T], begin: str, end: str, *, again: bool = True, repeatable: bool = False
    ) -> T:
        """Return what the work returns, after `end`; its own exception undoes it and is raised.

        Where the database has undone it (the connection was lost, or another work stood in its way), it is run `again`,
        once. Where its end was asked for, nobody knows whether it is undone: then it must be `repeatable`.
        """
        pooled: PoolProxiedConnection | None = None
        transaction: Transaction | None = None
        ending = False
        try:
            pooled, _ = self._first(begin)
            transaction = Transaction(self.kind.engine, pooled)
            result = work(transaction)
            transaction.flush()
            ending = True
            transaction.execute(end)
        except BaseException as error:
            fault = self.kind.is_fault(error)
            if pooled is not None and transaction is not None:
                self._undo(pooled, transaction, keep=not fault)
                if again and (repeatable or not ending) and self.kind.is_undone(error):
                    return self._run(work, begin, end, again=False)
            if fault:
                raise self._tell(StorageUnavailable.because(error)) from error
            raise
        transaction.end()
        self._at_hand.append(pooled)
        return result

    def _first(self, sql: str, *parameters: Mapping[str, Any]) -> tuple[PoolProxiedConnection, Cursor]:
        """Run the first statement on a connection, and return both; one that was lost while it waited is replaced."""
        while True:
            pooled = self._idle() or self.kind.engine.raw_connection()
            waited = pooled.info.get("used", False)
            try:
                cursor = pooled.driver_connection.execute(sql, *parameters)  # type: ignore[union-attr]  # both drivers have it
            except self.error:
                pooled.invalidate()
                if not waited:
                    raise
            else:
                pooled.info["used"] = True
                return pooled, cursor

    def _idle(self) -> PoolProxiedConnection | None:
        try:
            return self._at_hand.pop()
        except IndexError:  # others may have been faster
            return None

    def _undo(self, pooled: PoolProxiedConnection, transaction: Transaction, *, keep: bool) -> None:
        with contextlib.suppress(self.error, DBAPIError):
            if keep:
                transaction.end()
                transaction.execute("ROLLBACK")
                self._at_hand.append(pooled)
                return
        if pooled.is_valid:  # a session that lost its connection has let go of it
            pooled.invalidate()


def _call(method: weakref.WeakMethod[Callable[[], Any]]) -> None:
    """Call a method, if its object still lives."""
    if (found := method()) is not None:
        found()


def _kind(url: str) -> Kind:
    """Import only what the database needs: PostgreSQL's driver is an extra."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        from webapp.storage.database.sqlite import sqlite  # noqa: PLC0415 - see above

        return sqlite(parsed)
    from webapp.storage.database.postgresql import postgresql  # noqa: PLC0415 - see above

    return postgresql(parsed)
