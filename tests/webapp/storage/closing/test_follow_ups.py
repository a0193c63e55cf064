"""Before and after are pairs of the later attempt: of one person alone, never more than were finished before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from quizlib import Outline, load_library
from quizlib.measures import Record
from tests.places import LIBRARY
from tests.webapp.storage.gathering import House, sums_of
from webapp.storage.database.engine import Database

MONDAY = date(2026, 11, 16)
ORDER = "AB@0123abcd"
BEFORE = {
    "order": "AB",
    "edition": "0123abcd",
    "short": False,
    "month": "2026-11",
    "scams": [2, 1, 1],
    "genuine": [3, 0, 1],
}


@pytest.fixture
def houses(database: Database) -> tuple[House, House]:
    """Return a site's storage twice: for the check-up's form A, and for form B."""
    quizzes = load_library(LIBRARY).quizzes
    first, second = House(database, quizzes["tjek-a"]), House(database, quizzes["tjek-b"])
    for house in (first, second):
        house.records.know([Outline.of(quizzes["tjek-a"]), Outline.of(quizzes["tjek-b"])])
    return first, second


def pairs(house: House) -> Mapping[str, Mapping[str, object]]:
    """Return the pairs of the record of form B: measure → order → sums."""
    rows = house.rows("SELECT numbers FROM block WHERE quiz = 'tjek-b'")
    return {
        measure: orders
        for (numbers,) in rows
        for measure, orders in (Record.from_plain(json.loads(str(numbers))).pairs or {}).items()
    }


def test_pairs_rest_on_the_later_attempt_and_name_no_other(houses: tuple[House, House]) -> None:
    first, second = houses
    batch = first.workshop("w", "library", MONDAY)
    first.people(15, batch)
    second.people(15, batch, before=BEFORE)
    first.close(MONDAY)
    assert set(pairs(first)) == {"score", "believed", "rejected"}
    assert set(pairs(first)["score"]) == {ORDER}
    assert first.count("liveattempt") == 0


def test_a_month_later_they_are_follow_ups(houses: tuple[House, House]) -> None:
    first, second = houses
    first.people(15, first.workshop("w", "library", MONDAY))
    first.close(MONDAY)
    second.people(15, second.workshop("v", "library", date(2026, 12, 16)), before=BEFORE)
    first.close(date(2026, 12, 16))
    assert set(pairs(first)) == {"later:score", "later:believed", "later:rejected"}


def test_in_a_week_that_ends_in_another_month_nobody_is_their_own_follow_up(houses: tuple[House, House]) -> None:
    first, second = houses
    monday = date(2026, 11, 30)
    batch = first.workshop("w", "library", monday)
    first.people(15, batch)
    second.people(15, batch, before=BEFORE)
    first.close(monday)
    assert set(pairs(first)) == {"score", "believed", "rejected"}
    home = "home-2026-W49-tjek-"
    first.people(15, f"{home}a")
    second.people(15, f"{home}b", before=BEFORE)
    first.close(monday + timedelta(weeks=2))
    assert set(pairs(first)) == {"score", "believed", "rejected"}


@pytest.mark.parametrize(("finished", "kept"), [(30, True), (9, False), (0, False)])
def test_there_are_never_more_pairs_than_were_finished_of_the_form_before(
    houses: tuple[House, House], finished: int, *, kept: bool
) -> None:
    first, second = houses
    first.people(finished, first.workshop("w", "library", MONDAY))
    first.close(MONDAY)
    second.people(20, second.workshop("v", "library", MONDAY + timedelta(days=1)), before=BEFORE)
    first.close(MONDAY + timedelta(days=1))
    assert bool(pairs(first)) == kept


def test_a_code_that_many_type_is_paired_as_often_as_it_can_have_been_given(houses: tuple[House, House]) -> None:
    first, second = houses
    first.people(15, first.workshop("w", "library", MONDAY))
    first.close(MONDAY)
    for day in range(1, 5):
        second.people(12, second.workshop(f"v{day}", "library", MONDAY + timedelta(days=day)), before=BEFORE)
        first.close(MONDAY + timedelta(days=day))
    summed = sums_of(first.database, "campaign", "", "workshop")["tjek-b", second.quiz.version].summed
    assert 9 <= summed.orders["score"][ORDER].pairs.n <= 15


@pytest.mark.parametrize("people", [2, 3])
def test_two_at_one_screen_are_one_of_the_ten_and_never_a_pair(houses: tuple[House, House], people: int) -> None:
    first, second = houses
    batch = first.workshop("w", "library", MONDAY)
    first.people(15, batch)
    second.people(15, batch, before=BEFORE, people=people)
    assert first.close(MONDAY).counted == 30
    assert pairs(first) == {}


@pytest.mark.parametrize("paired", [9, 10])
def test_under_ten_pairs_are_not_kept_and_of_ten_none_is_left_out(houses: tuple[House, House], paired: int) -> None:
    first, second = houses
    batch = first.workshop("w", "library", MONDAY)
    first.people(20, batch)
    second.people(20 - paired, batch)
    second.people(paired, batch, before=BEFORE)
    first.close(MONDAY)
    assert bool(pairs(first)) == (paired == 10)
