"""A number of people is kept for good from five on, rounded to threes, and never as a three."""

from __future__ import annotations

from random import Random

import pytest

from webapp.storage.records.small_counts import number_to_keep


@pytest.mark.parametrize("n", range(40))
def test_a_number_is_kept_as_one_of_the_threes_beside_it_from_six_on(n: int) -> None:
    random = Random(n)  # noqa: S311 - every draw of a test is the same
    found = {number_to_keep(n, random) for _ in range(200)}
    beside = {n // 3 * 3, -(-n // 3) * 3}
    assert found == ({None} if n < 5 else {kept if kept >= 6 else None for kept in beside})


@pytest.mark.parametrize(("n", "kept"), [(9, {None}), (10, {9, 12}), (12, {12})])
def test_where_one_person_counts_twice_it_is_kept_from_ten_on(n: int, kept: set[int | None]) -> None:
    random = Random(1)  # noqa: S311 - as above
    assert {number_to_keep(n, random, 2) for _ in range(200)} == kept
