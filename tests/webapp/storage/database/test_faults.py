"""When the storage fails, callers are told so, and everything works again once the fault is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from quizlib import Quiz
from tests.webapp.disks import full_disk
from tests.webapp.storage.conftest import Place, stored
from tests.webapp.storage.impatient import MILLISECONDS, make_impatient
from webapp.storage.database import postgresql
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.database.migrate import migrate

HOLD_THE_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def lock_held_elsewhere(file: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        yield
        process.stdin.close()


@contextmanager
def unprivileged() -> Iterator[None]:
    """Drop root's right to write to anything, if it is root that runs the tests."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_lock_held_too_long_is_reported_and_a_retry_succeeds(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    make_impatient(sqlite)  # `test_writing` sees how long it waits
    with lock_held_elsewhere(file):
        begun = time.monotonic()
        with pytest.raises(StorageUnavailable, match="SQLITE_BUSY"):
            at.save()
        assert time.monotonic() - begun >= MILLISECONDS / 1000, "it waits for the lock"
        assert at.live.attempt(at.attempt.id, quiz) == at.attempt  # reading goes on
    assert at.save() == at.answer()


def test_a_full_disk_is_reported_and_a_retry_succeeds(sqlite: Database, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    with full_disk(4096), pytest.raises(StorageUnavailable):
        at.save()
    assert at.save() == at.answer()


def test_a_full_database_fails_all_who_wait_and_loses_nothing(sqlite: Database, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    at.save()

    def fill(connection: Transaction) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # raised by SQLite to the pages there are
        connection.execute("CREATE TABLE more (n)")

    with pytest.raises(StorageUnavailable, match="SQLITE_FULL"):
        sqlite.write(fill)
    assert at.save() == at.answer()
    assert at.save("call", ("talk",)) == at.answer("call", ("talk",))


def test_a_read_only_file_is_reported_and_a_retry_succeeds(quiz: Quiz) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name, "tryg.sqlite")
        database = Place(f"sqlite:///{file}").open()
        at = stored(database, quiz)
        database.close()
        folder.chmod(0o555)
        file.chmod(0o444)
        with unprivileged():
            with pytest.raises(StorageUnavailable):
                at.save()
            with pytest.raises(StorageUnavailable):
                database.check()
        folder.chmod(0o777)
        file.chmod(0o666)
        with unprivileged():
            assert at.save() == at.answer()
            database.close()


@pytest.mark.parametrize("content", [b"This is no database, whatever its name says." * 100, b"\0" * 5000])
def test_a_broken_file_is_reported(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(StorageUnavailable):
        migrate(Database(f"sqlite:///{file}"))


def test_a_server_that_is_not_there_is_reported() -> None:
    with pytest.raises(StorageUnavailable):
        Database("postgresql://nobody@127.0.0.1:1/nothing").check()


def test_a_lock_held_too_long_on_postgresql_is_reported(
    server: Callable[[], str], quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server()
    patient = Place(url).open()
    waits = ("SHOW lock_timeout", "SHOW statement_timeout")
    assert patient.read(lambda reading: [reading.execute(sql).fetchone() for sql in waits]) == [("5s",), ("10s",)]
    patient.close()
    monkeypatch.setattr(postgresql, "PATIENCE", 1)
    database = Database(url)
    at = stored(database, quiz)
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE liveanswer IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StorageUnavailable):
            at.save()
    assert at.save() == at.answer()
    database.close()


def test_nobody_waits_longer_than_two_locks(sqlite: Database, file: Path, quiz: Quiz) -> None:
    at = stored(sqlite, quiz)
    make_impatient(sqlite, 1000)  # all have come within the first second
    outcomes: list[object] = []
    waits: list[object] = []
    # every wait has a connection of its own: one that could not write is closed
    event.listen(sqlite.kind.engine, "connect", lambda connection, _: waits.append(connection))

    def save() -> None:
        try:
            outcomes.append(at.save())
        except StorageUnavailable as error:
            outcomes.append(error)

    with lock_held_elsewhere(file):
        callers = [threading.Thread(target=save) for _ in range(8)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
    assert [type(outcome) for outcome in outcomes] == [StorageUnavailable] * 8
    assert len(waits) <= 2, "those who come while the first waits, wait once more together"
    assert at.save() == at.answer()
