"""Left before half: what the rounded number of those who began tells somebody who knows how many came.

A record keeps N, the rounded number n of people who count, and B, the rounded number of those who answered anything.
Who left before half is one of these, and none of the n.
"""

from __future__ import annotations

from itertools import product

import pytest

from quizlib.measures import STEP

LEAST = 10
ROOMS = range(LEAST, 41)


def kept(number: int) -> set[int]:
    """Return the multiples of 3 that a number can become."""
    low = STEP * (number // STEP)
    return {low} if low == number else {low, low + STEP}


def possible(room: int, n_kept: int, begun_kept: int | None) -> set[tuple[int, int]]:
    """Return every (n, left) that leaves these numbers in a room of so many, some of whom may have answered nothing."""
    return {
        (n, left)
        for n in range(LEAST, room + 1)
        for left in range(room - n + 1)
        if n_kept in kept(n) and (begun_kept is None or begun_kept in kept(n + left))
    }


@pytest.mark.parametrize("room", ROOMS)
def test_where_all_who_came_began_it_tells_nothing_that_the_head_count_does_not(room: int) -> None:
    for n in range(LEAST, room + 1):
        for n_kept, begun_kept in product(kept(n), kept(room)):
            told = {one for one in possible(room, n_kept, begun_kept) if sum(one) == room}
            assert told == {one for one in possible(room, n_kept, None) if sum(one) == room}


@pytest.mark.parametrize("room", ROOMS)
def test_that_just_one_person_left_is_never_certain_and_neither_is_that_somebody_did(room: int) -> None:
    for n in range(LEAST, room):
        for n_kept, begun_kept in product(kept(n), kept(n + 1)):
            lefts = {left for _n, left in possible(room, n_kept, begun_kept)}
            assert 0 in lefts
            assert lefts != {1}


def test_the_last_of_all_whose_others_are_known_is_told_at_most_as_much_as_by_any_number() -> None:
    # the attacker knows n and who else began; the last one did or did not, and either is as likely
    gains = []
    for others in range(LEAST, LEAST + STEP):
        right = 0.0
        for begun_kept in kept(others) | kept(others + 1):
            chances = [chance(others + one, begun_kept) / 2 for one in (0, 1)]
            right += max(chances)
        gains.append(right - 0.5)
    assert max(gains) == pytest.approx(1 / 6)


def chance(number: int, becomes: int) -> float:
    """Return how likely a number becomes this multiple of 3: its mean is the number."""
    return max(0.0, 1 - abs(number - becomes) / STEP)
