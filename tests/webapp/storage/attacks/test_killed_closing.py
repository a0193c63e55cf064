"""Closing can be killed at any moment: every part is whole in the live tier or whole in the records, and counts once.

Every group has a multiple of 3 people, which rounding leaves as it is: so what closing leaves is known to the number.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.webapp.storage.attacks.closer import MOST, NOW, closing
from tests.webapp.storage.gathering import House
from tests.webapp.storage.machines import CHANGED, QUIZ, Fresh, copies
from webapp.storage.closing.live_rows import Closed
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.verify import Verifying

pytestmark = pytest.mark.trial

MONDAY = date(2026, 11, 23)
HOMES = ("home-2026-W46-sample", "home-2026-W47-sample")
MANY, PARTS = "home-2026-W45-sample", 3
SHAPE = {
    "block": "SELECT quiz, version, place, week, mode, workshop, aside, numbers FROM block",
    "attendance": "SELECT quiz, place, week, mode, workshop, aside, starts, finishes FROM attendance",
    "workshop": "SELECT id, closed, week, day, head_count FROM workshop",
    "live": "SELECT batch, version, count(*) FROM liveattempt GROUP BY batch, version",
    "answers": "SELECT batch, count(*) FROM liveattempt JOIN liveanswer ON attempt = id GROUP BY batch",
}
UNITS = {
    "large": {"large", "workshop-large"},
    "aside": {"aside", "workshop-aside"},
    "small": {"small", "workshop-small", "wait-2026-W48-odense-sample"},
    "aarhus": {"aarhus", "wait-2026-W47-aarhus-sample", "wait-2026-W48-aarhus-sample"},
    "long ago": {"wait-2026-W44-campaign-sample"},
    "this week": {"home-2026-W49-sample"},
    "few at home": {"6", "home-2026-W47-sample", "wait-2026-W47-home-sample"},
    "in parts": {str(MOST), MANY},
    "at home": {"home", "home-2026-W46-sample"},
}
"""What one transaction closes: a word by which each of its rows is known; the first that fits. One is in parts."""
Shape = dict[str, Counter[tuple[object, ...]]]


@dataclass
class Closer:
    """The process that closes (see `closer`)."""

    process: subprocess.Popen[str]
    lasted: float = 0

    def close(self, url: str, after: float | None = None) -> int:
        """Close a database, and kill it after so many seconds; return how it ended."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(url, file=self.process.stdin, flush=True)
        child, begun = int(self.process.stdout.readline()), time.perf_counter()
        if after is not None:
            time.sleep(after)
            with suppress(ProcessLookupError):  # it was quicker
                os.kill(child, signal.SIGKILL)
        ended = int(self.process.stdout.readline())
        self.lasted = time.perf_counter() - begun
        return ended


@pytest.fixture(scope="module")
def closer() -> Iterator[Closer]:
    command = [sys.executable, "-m", "tests.webapp.storage.attacks.closer"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        yield Closer(process)
        assert process.stdin is not None
        process.stdin.close()


def prepare(database: Database) -> None:
    """Let people answer who are counted, wait, join those who wait, stand aside, are dropped, or only practise."""
    house, changed = House(database, QUIZ), House(database, CHANGED)
    house.crowd(30, HOMES[0])
    changed.crowd(12, HOMES[0])
    house.crowd(MOST * PARTS, MANY)
    house.crowd(6, HOMES[1])
    house.crowd(3, HOMES[1], counted=False)
    house.crowd(24, house.workshop("large", "library", MONDAY, head_count=24))
    changed.crowd(15, "workshop-large")
    house.crowd(18, house.workshop("aside", "branch", MONDAY, head_count=12))
    house.crowd(6, house.workshop("small", "other", MONDAY, head_count=6))
    house.crowd(9, "wait-2026-W47-aarhus-sample")
    house.crowd(6, "wait-2026-W48-aarhus-sample")
    house.crowd(3, "wait-2026-W44-campaign-sample")
    house.crowd(9, "home-2026-W49-sample")


def shape(database: Database) -> Shape:
    """Return all that is stored, but for random ids and rounded answers, unit by unit: what one transaction closes."""
    found: defaultdict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for name, sql in SHAPE.items():
        for row in database.read(partial(read, sql=sql)):
            known = (*row[:-1], json.loads(row[-1])["n"]) if name == "block" else row
            found[unit(known)][name, *map(str, known)] += 1
    return {name: found[name] for name in UNITS}


def read(connection: Transaction, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def unit(row: tuple[Any, ...]) -> str:
    """Return what a row is closed with."""
    words = set(map(str, row))
    return next(name for name, marks in UNITS.items() if words & marks)


def in_whole_parts(found: Counter[tuple[object, ...]]) -> bool:
    """Return whether every part of the large batch is whole, either counted or not."""
    parts = {name: sum(n for row, n in found.items() if row[0] == name) for name in SHAPE}
    live = {str(row[0]): int(str(row[-1])) for row in found if row[0] in {"live", "answers"}}
    left = PARTS - parts["block"]
    return parts["block"] == parts["attendance"] and live.get("live", 0) == left * MOST and left < PARTS


def verified(database: Database) -> bool:
    """Say whether all sums are what the records add up to."""
    found = Verifying(database, House(database, QUIZ).records).verify()
    return found.agrees


def kill(closer: Closer, fresh: Fresh, times: int) -> list[frozenset[str]]:
    """Kill a closing so many times, check what it left, and let another finish it; return what each had done."""
    random, left = Random(5), []  # noqa: S311 - nothing here is secret
    whole = fresh()
    assert closer.close(whole) == 0
    lasts = closer.lasted
    before, after = (Database(url) for url in (fresh(), whole))
    start, end = shape(before), shape(after)
    for database in (before, after):
        database.close()
    for _ in range(times):
        url = fresh()
        ended = closer.close(url, random.uniform(0, lasts))
        database = Database(url)
        found = shape(database)
        for name in UNITS:
            halfway = name == "in parts" and in_whole_parts(found[name])
            assert halfway or found[name] in (start[name], end[name]), f"{name} is half closed"
        assert verified(database)
        left.append(frozenset(name for name in UNITS if found[name] == end[name] != start[name]))
        assert ended in (0, -signal.SIGKILL)
        assert closer.close(url) == 0
        assert shape(database) == end, "what was left is closed by the next, and nothing twice"
        assert verified(database)
        database.close()
    return left


def test_a_hundred_kills_on_sqlite(closer: Closer, tmp_path: Path) -> None:
    prepared = copies(f"sqlite:///{tmp_path / 'empty'}", tmp_path)()
    database = Database(prepared)
    prepare(database)
    database.close()
    number = count()

    def fresh() -> str:
        name = tmp_path / f"killed{next(number)}"
        return f"sqlite:///{shutil.copy(prepared.removeprefix('sqlite:///'), name)}"

    left = kill(closer, fresh, 100)
    assert len(set(left)) >= 4, "they died at different moments"


def test_some_kills_of_clients_of_postgresql(closer: Closer, server: Callable[[], str], tmp_path: Path) -> None:
    template = copies(server(), tmp_path)()
    database = Database(template)
    prepare(database)
    database.close()
    left = kill(closer, copies(template, tmp_path), 25)
    assert len(set(left)) >= 3, "they died at different moments"


def close_and_die(url: str) -> None:
    """Close everything, and die before the log is emptied."""
    Database.truncate_log = lambda _: os._exit(9)  # type: ignore[method-assign, assignment]
    closing(url).run(NOW)


def test_what_is_in_the_log_of_one_that_was_killed_goes_with_the_next_that_has_nothing_to_do(
    sqlite: Database, file: Path
) -> None:
    prepare(sqlite)
    killed = multiprocessing.get_context("spawn").Process(target=close_and_die, args=(f"sqlite:///{file}",))
    killed.start()
    killed.join()
    assert killed.exitcode == 9
    log = file.with_name(f"{file.name}-wal")
    assert b"home-2026-W46-sample" in log.read_bytes()
    house = House(sqlite, QUIZ)
    assert house.closing.run(NOW) == Closed()
    assert log.stat().st_size == 0
