"""Pool: connections that wait for the next transaction."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TypeVar

from webapp.storage.database.driver import Connection, Driver

T = TypeVar("T")


class Pool:
    """Runs works in transactions, each on a connection of its own; there are as many as threads ever ran at once."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._idle: list[Connection] = []

    def run(self, work: Callable[[Connection], T], begin: str, end: str) -> T:
        """Return what the work returns, after `end` (COMMIT or ROLLBACK).

        Its own exception undoes it and goes to the caller; StorageUnavailable if the storage fails.
        """
        connection = None
        try:
            connection = self._begin(begin)
            result = work(connection)
            connection.execute(end)
        except BaseException as error:
            fault = self._driver.is_fault(error)
            if connection is not None:
                self._undo(connection, keep=not fault)
            if fault:
                raise self._driver.unavailable(error) from error
            raise
        self._idle.append(connection)
        return result

    def close(self) -> None:
        """Close the connections that wait; a later call opens new ones."""
        while connection := self._waiting():
            connection.close()

    def _begin(self, begin: str) -> Connection:
        """Begin on a connection that waits; one that was lost while it waited is replaced, for nothing is lost yet."""
        while connection := self._waiting():
            try:
                connection.execute(begin)
            except self._driver.error:
                connection.close()
            else:
                return connection
        connection = self._driver.connect()
        connection.execute(begin)
        return connection

    def _waiting(self) -> Connection | None:
        try:
            return self._idle.pop()  # atomic: no lock
        except IndexError:
            return None

    def _undo(self, connection: Connection, *, keep: bool) -> None:
        if keep:
            with contextlib.suppress(self._driver.error):
                connection.execute("ROLLBACK")
                self._idle.append(connection)
                return
        connection.close()
