"""Fakes on a site that really runs: one browser is no block, and of what fakes still learn the documents tell."""

from __future__ import annotations

import pytest

from tests.attacks import chosen_answers, invented_people, one_browser

pytestmark = pytest.mark.trial


@pytest.mark.parametrize("replayed", [False, True], ids=["with buttons", "with an old cookie"])
def test_one_browser_makes_no_block(*, replayed: bool) -> None:
    left = one_browser.attack(replayed=replayed)
    assert (left.counted, left.records) == (1, [])


@pytest.mark.parametrize("way", chosen_answers.STOPPED)
def test_one_browser_cannot_stand_around_somebody_in_a_workshop(way: str) -> None:
    left, certain = chosen_answers.attack(way)
    assert (left.counted, left.records, certain) == (2, [], [])


@pytest.mark.parametrize("way", sorted({*chosen_answers.WAYS} - {*chosen_answers.STOPPED}))
def test_fakes_that_join_one_by_one_are_stopped_by_a_true_head_count_alone(way: str) -> None:
    # docs/anonymity.md says so: whoever leads it and types what fits reads the record
    assert chosen_answers.attack(way, head_count=1).left.aside
    assert not chosen_answers.attack(way).left.aside


@pytest.mark.parametrize(("real", "counted", "fakes"), [(1, 0, 0), (4, 0, 0), (5, 10, 5), (8, 16, 8)])
def test_a_laptop_that_invents_people_is_half_of_a_block_at_most(real: int, counted: int, fakes: int) -> None:
    assert invented_people.attack(real) == (counted, fakes)
