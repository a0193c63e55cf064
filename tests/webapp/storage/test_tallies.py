"""A tally counts, and leaves at most a rounded number when its month is over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random

import pytest

from webapp.storage.database.engine import Database
from webapp.storage.tallies import Tallies

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 1)


@pytest.fixture
def tallies(database: Database) -> Tallies:
    """Return where they are stored."""
    return Tallies(database)


def rounding(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the test wants to have the same again


def rows(database: Database, table: str) -> list[tuple[object, ...]]:
    sql = f"SELECT month, kind, name, n FROM {table} ORDER BY month, kind, name"  # noqa: S608 - a table of ours
    return [tuple(row) for row in database.read(lambda connection: connection.execute(sql, {}).fetchall())]


def test_each_kind_and_name_of_each_month_has_a_number_of_its_own(database: Database, tallies: Tallies) -> None:
    for month, kind, name in (
        ("2026-11", "visits", "poster"),
        ("2026-11", "visits", "poster"),
        ("2026-11", "visits", "police"),
        ("2026-11", "age", "65-74"),
        ("2026-12", "visits", "poster"),
    ):
        tallies.count(month, kind, name)  # type: ignore[arg-type]  # a tuple of literals
    assert rows(database, "tally") == [
        ("2026-11", "age", "65-74", 1),
        ("2026-11", "visits", "police", 1),
        ("2026-11", "visits", "poster", 2),
        ("2026-12", "visits", "poster", 1),
    ]


def test_counts_on_twenty_threads_are_all_there(database: Database, tallies: Tallies) -> None:
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(lambda _: tallies.count("2026-11", "age", "65-74"), range(60)))
    assert rows(database, "tally") == [("2026-11", "age", "65-74", 60)]


def closed(database: Database, tallies: Tallies, n: int, seed: int) -> int:
    """Return what is kept of a number, 0 for nothing."""
    for _ in range(n):
        tallies.count("2026-11", "visits", "poster")
    assert tallies.close(DECEMBER, rounding(seed)) == 1
    assert rows(database, "tally") == []
    kept = [row[3] for row in rows(database, "monthly")]
    database.write(lambda connection: connection.execute("DELETE FROM monthly", {}).rowcount)
    return int(str(kept[0])) if kept else 0


@pytest.mark.parametrize(
    ("n", "possible"), [(1, {0}), (4, {0}), (5, {0, 6}), (6, {6}), (7, {6, 9}), (8, {6, 9}), (9, {9})]
)
def test_a_closed_month_keeps_rounded_numbers_from_six_on(
    database: Database, tallies: Tallies, n: int, possible: set[int]
) -> None:
    assert {closed(database, tallies, n, seed) for seed in range(20)} == possible


def test_the_month_that_runs_is_left_alone_and_closing_again_changes_nothing(
    database: Database, tallies: Tallies
) -> None:
    for _ in range(9):
        tallies.count("2026-11", "age", "65-74")
    assert tallies.close(NOVEMBER, rounding(1)) == 0
    assert rows(database, "tally") == [("2026-11", "age", "65-74", 9)]
    tallies.count("2026-12", "age", "65-74")
    for _ in range(3):
        tallies.close(DECEMBER, rounding(1))
        assert rows(database, "monthly") == [("2026-11", "age", "65-74", 9)]
        assert rows(database, "tally") == [("2026-12", "age", "65-74", 1)]


def test_what_comes_late_is_a_number_of_its_own(database: Database, tallies: Tallies) -> None:
    for _ in range(2):
        for _ in range(6):
            tallies.count("2026-11", "age", "65-74")
        tallies.close(DECEMBER, rounding(1))
    assert rows(database, "monthly") == 2 * [("2026-11", "age", "65-74", 6)]
