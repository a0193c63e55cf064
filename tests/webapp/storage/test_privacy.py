"""The privacy report says in plain words what is stored, and nothing by which a small group could be told."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from quizlib import Quiz
from tests.webapp.storage.gathering import House
from tests.webapp.storage.machines import Machine
from webapp.storage.batches import Retention
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.storage.laptops.packing import Packing
from webapp.storage.privacy import Privacy
from webapp.storage.workshops.hands import Counted, Hands

MONDAY = date(2026, 11, 16)
KNOWN = """\
What is stored on Wednesday 2 December 2026

Answers, one row each, until they are counted:
  at home: 10 or more attempts with 100 or more answers; the oldest of week 2026-W48, to be counted on Monday 7 December 2026
  in workshops: fewer than 10 attempts with 10 or more answers; the oldest of week 2026-W49, to be counted when they end

Groups of fewer than 10, which wait for others:
  of week 2026-W47: 2 groups, to be counted or deleted on Monday 14 December 2026 at the latest
  of week 2026-W48: 1 group, to be counted or deleted on Monday 21 December 2026 at the latest

Counted, in records of 10 attempts or more in which every number is rounded:
  week 2026-W47: 1 block, 12 attempts

Workshops with more attempts than people, which nobody has decided about: 1

Settings:
  TRYG_WORKSHOP_HOURS=12: a workshop ends, and is counted, 12 hours after it began at the latest
  TRYG_WAIT_WEEKS=4: whoever waits for others is deleted 4 weeks after their week
  At home a week's answers are counted one week after that week's end.\
"""  # noqa: E501 - as it is printed


def report(database: Database, today: date) -> str:
    return Privacy(database, Retention()).report(today)


def test_a_known_state_in_plain_words(database: Database, quiz: Quiz) -> None:
    house = House(database, quiz)
    house.crowd(12, house.workshop("counted", "library", MONDAY))
    house.crowd(15, house.workshop("aside", "library", MONDAY, head_count=12))
    house.crowd(7, house.workshop("small", "other", MONDAY))
    house.crowd(3, "home-2026-W47-sample")
    house.close(MONDAY)
    house.crowd(2, house.workshop("later", "other", MONDAY + timedelta(weeks=1)))
    house.close(MONDAY + timedelta(days=15))
    house.crowd(20, "home-2026-W48-sample")
    house.crowd(8, "home-2026-W49-sample")
    house.crowd(5, house.workshop("runs", "library", date(2026, 12, 2), ended=False))
    told = report(database, date(2026, 12, 2))
    assert told.startswith(KNOWN if database.is_sqlite else f"{KNOWN}\n\n")
    assert (told == KNOWN) is database.is_sqlite, "a server has a disk of its own to tell about"


def test_where_nothing_is_stored_it_says_so(sqlite: Database) -> None:
    told = report(sqlite, MONDAY)
    assert "at home: none\n  in workshops: none" in told
    assert told.count("  none") == 2


def test_a_workshop_of_two_quizzes_stands_aside_once(sqlite: Database) -> None:
    Machine(sqlite).workshop("branch", 12, 24, aside=True)
    assert "nobody has decided about: 1\n" in report(sqlite, MONDAY)


def test_settings_are_those_that_hold(sqlite: Database, quiz: Quiz) -> None:
    House(sqlite, quiz).crowd(3, "wait-2026-W47-home-sample")
    told = Privacy(sqlite, Retention(workshop_hours=6, wait_weeks=2)).report(MONDAY)
    assert "TRYG_WORKSHOP_HOURS=6: a workshop ends, and is counted, 6 hours" in told
    assert "TRYG_WAIT_WEEKS=2: whoever waits for others is deleted 2 weeks" in told
    assert "of week 2026-W47: 1 group, to be counted or deleted on Monday 30 November 2026" in told


def test_many_weeks_are_told_briefly(sqlite: Database) -> None:
    machine = Machine(sqlite)
    for week in range(13):
        machine.alone("home", 30, week=week)
    told = report(sqlite, MONDAY)
    assert told.count("1 block, ") == 10
    assert "  before: 3 blocks, " in told
    assert "week 2027-W04: 1 block, " in told


@pytest.mark.parametrize("others", [0, 30])
def test_two_reports_from_before_and_after_do_not_tell_how_many_they_were(
    sqlite: Database, quiz: Quiz, others: int
) -> None:
    said = set()
    house = House(sqlite, quiz)
    house.crowd(others, "home-2026-W49-sample")
    for _ in range(10, 60):
        house.crowd(1, "home-2026-W47-sample")
        before = report(sqlite, MONDAY)
        said.add("\n".join(re.findall("(?:at home|in workshops): .*", before)))
    assert len(said) <= 4


def test_neither_quiz_nor_place_of_a_small_group_is_named(sqlite: Database, quiz: Quiz) -> None:
    house = House(sqlite, quiz)
    house.crowd(7, house.workshop("small", "other", MONDAY))
    house.close(MONDAY)
    told = report(sqlite, MONDAY)
    assert "1 group" in told
    assert not re.search("sample|odense|other|small|wait-", told.replace("for others", ""))


def test_it_says_what_a_laptop_has_sealed_and_which_keys_a_server_has(sqlite: Database, quiz: Quiz) -> None:
    house = House(sqlite, quiz)
    report = Privacy(sqlite, Retention()).report
    assert not {"Sealed", "Keys"} & set(report(MONDAY).split())
    made = LaptopKeys(sqlite).new_laptop("https://tryg.example", MONDAY)
    house.closing = Closing(sqlite, house.records, packing=Packing(sqlite, made))
    house.people(7, house.workshop("w", "library", MONDAY))
    house.close(MONDAY)
    told = report(MONDAY)
    assert "read by nobody here: 1 workshop, the first until Monday 14 December 2026" in told
    assert "of 2026-11 to 2027-10, each destroyed four weeks after its month" in told


def test_hands_that_were_counted_are_told_until_their_workshop_is_closed(sqlite: Database, quiz: Quiz) -> None:
    house = House(sqlite, quiz)
    house.workshop("raised", "library", MONDAY, head_count=7, way="hands")
    Hands(sqlite).put("raised", [Counted("sample", "of-hands", {"caller": {"scam": 5}})])
    assert "by hands: what 1 room raised its hands for" in report(sqlite, MONDAY)
    house.close(MONDAY + timedelta(days=1))
    assert "by hands" not in report(sqlite, MONDAY)
