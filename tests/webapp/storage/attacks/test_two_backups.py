"""Two backups of different days, subtracted, concern nobody or a whole block of ten people or more.

Every group has a multiple of 3 people: rounding leaves such numbers as they are, so that what is read is what was. One
of 9 people that was told, or of 3 among the bare numbers, would be seen.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from random import Random

import pytest

from tests.webapp.storage.attacks.dumps import Dump
from tests.webapp.storage.gathering import House, lineage
from tests.webapp.storage.machines import CHANGED, QUIZ, copies
from webapp.storage.batches import home_batch
from webapp.storage.database.engine import Database
from webapp.storage.tables.every import KEPT
from webapp.storage.transfer.backup import back_up

pytestmark = pytest.mark.trial

FIRST = date(2026, 11, 16)
DAYS = 56
LARGE_AT, SMALL_AT = ("library", "branch", "other"), ("branch", "other", "third", "fourth", "fifth", "sixth")
SIZES = (3, 3, 6, 6, 9, 9, 12, 15, 21, 24, 30, 54)


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> list[Dump]:
    """Let eight weeks pass, and return the backup of each day, taken after closing."""
    folder = tmp_path_factory.mktemp("days")
    database = Database(copies(f"sqlite:///{folder / 'empty'}", folder)())
    houses, random = (House(database, QUIZ), House(database, CHANGED)), Random(8)  # noqa: S311 - nothing is secret
    found = []
    for number in range(DAYS):
        today = FIRST + timedelta(days=number)
        for house in houses:
            if random.random() < 0.4:
                house.crowd(random.choice(SIZES), home_batch("sample", today))
        for name in range(random.choice([0, 1, 2, 3])):
            size = random.choice(SIZES)
            head_count = random.choice([size, size, None, max(size - 6, 1)])
            place = random.choice(LARGE_AT if size > 9 else SMALL_AT)
            ended = random.random() < 0.8
            batch = houses[0].workshop(f"w{number}-{name}", place, today, head_count=head_count, ended=ended)
            for house in houses[: random.choice([1, 2])]:
                house.crowd(size, batch)
        houses[0].close(today)
        _decide(houses[0], random)
        back_up(database, folder / "backup")
        found.append(Dump.of(folder / "backup"))
    database.close()
    return found


def _decide(house: House, random: Random) -> None:
    """Take or leave, now and then, what stands aside."""
    for (name,) in house.rows("SELECT DISTINCT workshop FROM attendance WHERE aside"):
        decide = random.choice([house.records.take, house.records.leave, None, None])
        if decide is not None:
            house.database.write(partial(decide, workshop=str(name)))


def pairs(dumps: list[Dump]) -> list[tuple[Dump, Dump]]:
    """Return each day with the next, and some days far apart."""
    random = Random(9)  # noqa: S311 - as above
    apart = [sorted(random.sample(range(len(dumps)), 2)) for _ in range(20)]
    return [*pairwise(dumps), *((dumps[one], dumps[other]) for one, other in apart)]


def test_a_lot_happened(dumps: list[Dump]) -> None:
    last = dumps[-1].rows
    assert {row["mode"] for row in last["block"].values()} == {"home", "workshop"}
    assert {row["place"] for row in last["block"].values()} >= {"", "library", "aarhus", "campaign"}
    assert any(row["aside"] for dump in dumps for row in dump.rows["block"].values())
    assert any(row["head_count"] is None for row in last["workshop"].values())
    assert any(not row["closed"] for dump in dumps for row in dump.rows["workshop"].values())


def test_what_is_new_is_a_whole_block_of_ten_or_a_bare_number_of_five(dumps: list[Dump]) -> None:
    for before, after in pairs(dumps):
        assert all(json.loads(row["numbers"])["n"] >= 12 for row in after.new(before, "block"))
        for row in after.new(before, "attendance"):
            assert row["starts"] >= 6
            assert row["finishes"] is None or row["finishes"] >= 6
        for row in after.new(before, "workshop"):
            assert row["head_count"] is None or row["head_count"] >= 5


def test_what_was_there_never_changes_but_for_what_stood_aside_and_plans_that_are_over(dumps: list[Dump]) -> None:
    for before, after in pairs(dumps):
        for table in ("block", "attendance"):
            for key, row in before.rows[table].items():
                now = after.rows[table].get(key)
                assert now == row or (row["aside"] and (now is None or now == row | {"aside": False}))
        for key, row in before.rows["workshop"].items():
            now = after.rows["workshop"][key]
            assert now == row if row["closed"] else now["closed"] or now == row


def test_sums_differ_by_whole_gatherings_and_by_nothing_else(dumps: list[Dump]) -> None:
    for before, after in pairs(dumps):
        was, now, added = before.sums, after.sums, after.adds(before, lineage)
        assert now.keys() == was.keys() | added.keys()
        for key, found in now.items():
            expected = was[key] + added[key] if key in was and key in added else was.get(key) or added[key]
            assert found == expected, key


def test_a_workshop_that_runs_says_nothing_of_who_has_come(dumps: list[Dump]) -> None:
    running = [row for dump in dumps for row in dump.rows["workshop"].values() if not row["closed"]]
    for row in running:
        assert (row["begun"], row["joined"], row["head_count"], row["ending"]) == (None, 0, None, None)


DAY_OR_TIME = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}")
SECONDS = re.compile(r"^1[6-9]\d{8}")  # since 1970


def finer(name: str, value: object) -> bool:
    """Say whether a column holds a day, or a time; sums may be any number."""
    return bool(DAY_OR_TIME.search(str(value)) or (name != "numbers" and SECONDS.search(str(value))))


def test_nothing_finer_than_the_week_is_in_any_table_but_plans_and_what_the_staff_did(dumps: list[Dump]) -> None:
    days = {"workshop": ("day", "time"), "audit": ("day",), "staff": ("starting",)}
    for dump in dumps:
        for table in KEPT:
            name = str(table.__tablename__)
            for row in dump.rows[name].values():
                planned = name != "workshop" or not row["closed"]
                may = days.get(name, ()) if planned else ()
                assert not [one for one, value in row.items() if one not in may and finer(one, value)], (name, row)


def test_a_day_or_a_time_would_be_found() -> None:
    assert all(finer("week", value) for value in ("2026-11-16", "2026-11-16T12:00", "13:05", 1795000000, 1795000000.5))
    assert finer("numbers", '{"at":"13:05"}')
    assert not finer("week", "2026-W47 2026-11 2026 17")
