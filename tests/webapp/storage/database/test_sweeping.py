"""A work that sweeps deletes what refers to its rows by itself; no other work is spared what SQLite looks for."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlmodel import SQLModel

from quizlib import Quiz
from tests.webapp.storage.gathering import House
from webapp.storage.closing.live_rows import Closed
from webapp.storage.database.engine import Database, Transaction

ORPHAN = "INSERT INTO waitingsource VALUES ('nobody', 'workshop-1')"
FOLLOWED = "PRAGMA foreign_keys"
MONDAY = date(2026, 11, 16)
HOME = "home-2026-W47-sample"


def follows(transaction: Transaction) -> bool:
    return transaction.execute(FOLLOWED).fetchall() == [(1,)]


def orphan(transaction: Transaction) -> None:
    transaction.execute(ORPHAN)


def refuse(_: Transaction) -> None:
    raise LookupError


def test_works_that_wait_beside_one_that_sweeps_have_their_rows_looked_at(sqlite: Database) -> None:
    ready, go = threading.Event(), threading.Event()

    def first(_: Transaction) -> None:
        ready.set()
        go.wait()

    with ThreadPoolExecutor(6) as threads:
        held = threads.submit(sqlite.write, first)
        ready.wait()
        works: list[tuple[Callable[[Transaction], object], bool]] = [
            (orphan, False),
            (follows, True),
            (orphan, False),
            (follows, True),
            (follows, False),
        ]
        waiting = [threads.submit(sqlite.write, work, sweeps=sweeps) for work, sweeps in works]
        while sqlite._writer is None or sqlite._writer._queue.qsize() < len(works):  # noqa: SLF001 - to have all in one group
            pass
        go.set()
        held.result()
    for one, (work, sweeps) in zip(waiting, works, strict=True):
        if work is orphan:
            assert isinstance(one.exception(), sqlite3.IntegrityError)
        else:
            assert one.result() is not sweeps


def test_after_one_that_is_refused_the_next_has_its_rows_looked_at(sqlite: Database) -> None:
    with pytest.raises(LookupError):
        sqlite.write(refuse, sweeps=True)
    assert sqlite.write(follows) is True
    with pytest.raises(sqlite3.IntegrityError):
        sqlite.write(orphan)


def test_connections_that_are_opened_after_the_writer_has_stopped_follow_keys(sqlite: Database) -> None:
    sqlite.write(lambda _: None, sweeps=True)
    assert sqlite._writer is not None  # noqa: SLF001 - closing the database would close what it hands back
    sqlite._writer.stop()  # noqa: SLF001 - as above
    assert all(sqlite.alone(follows) for _ in range(3))


def test_nothing_that_refers_to_an_attempt_outlives_it(database: Database, quiz: Quiz) -> None:
    house = House(database, quiz)
    counted, waits = house.crowd(12, HOME), house.crowd(6, "wait-2026-W44-home-sample")
    keys = [key for table in SQLModel.metadata.tables.values() for key in table.foreign_keys]
    hanging = sorted(str(key.parent) for key in keys if key.target_fullname == "liveattempt.id")
    assert hanging == ["liveanswer.attempt", "waitingsource.attempt"], "each is filled below"

    def mark(transaction: Transaction) -> None:
        for name in (*counted, *waits):
            transaction.execute(f"INSERT INTO waitingsource VALUES ('{name}', 'workshop-1')")  # noqa: S608 - our names

    database.write(mark)
    assert house.close(MONDAY + timedelta(weeks=2)) == Closed(counted=12, blocks=1, dropped=6)
    assert house.count("liveattempt") == house.count("liveanswer") == house.count("waitingsource") == 0
