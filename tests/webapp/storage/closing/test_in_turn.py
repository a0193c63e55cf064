"""On PostgreSQL several processes close, decide and import: each waits until the others have finished."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from random import Random

import pytest

from quizlib import Quiz
from tests.webapp.storage.conftest import Place
from tests.webapp.storage.gathering import House
from webapp.storage.closing.live_rows import Closed
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.set_aside import SetAside
from webapp.storage.tallies import Tallies

MONDAY = date(2026, 11, 16)  # of week 47
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def house(server: Callable[[], str], quiz: Quiz) -> Iterator[House]:
    database = Place(server()).open()
    yield House(database, quiz)
    database.close()


def result_of(house: House, work: Callable[[], object], waiting: int = 1) -> object:
    """Return what a work returns that begins while another process imports; that many writes must wait for it."""
    url = house.database.kind.engine.url.render_as_string(hide_password=False)
    with ThreadPoolExecutor(1) as thread, contextlib.closing(Database(url)) as other:

        def importing(transaction: Transaction) -> Future[object]:
            begun = thread.submit(work)
            while transaction.execute(WAITING).fetchall()[0][0] < waiting:
                assert not begun.done(), "it did not wait"
            return begun

        return other.alone(importing).result()


def test_a_batch_is_closed_when_no_other_process_closes_or_imports(house: House) -> None:
    house.crowd(12, "home-2026-W47-sample")
    assert result_of(house, lambda: house.close(MONDAY + timedelta(weeks=2))) == Closed(counted=12, blocks=1)


def test_what_was_counted_in_a_month_is_kept_once_however_many_processes_close_it(house: House) -> None:
    tallies = Tallies(house.database)
    tallies.count("2026-10", "visits", "poster", 9)

    def both() -> list[int]:
        def closed(_: int) -> int:
            return tallies.close(MONDAY, Random(1))  # noqa: S311 - the test wants to have the same again

        with ThreadPoolExecutor(2) as threads:
            return sorted(threads.map(closed, range(2)))

    assert result_of(house, both, waiting=2) == [0, 1]
    assert house.database.read(lambda one: one.execute("SELECT name, n FROM monthly").fetchall()) == [("poster", 9)]


def test_whether_a_workshop_counts_is_decided_when_no_other_process_closes_or_imports(house: House) -> None:
    house.crowd(15, house.workshop("w", "library", MONDAY, head_count=12))
    house.close(MONDAY)
    aside = SetAside(house.database, house.records)
    assert result_of(house, lambda: aside.take("w", "somebody", lambda _: None)) is True
