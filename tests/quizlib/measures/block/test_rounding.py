"""Rounding: to a neighbouring multiple of 3, and right on average."""

from __future__ import annotations

from fractions import Fraction
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib.measures.block.rounding import rounded, shared
from tests.quizlib.measures.people import chance

pytestmark = pytest.mark.slow

PARTS = st.lists(st.integers(0, 20), min_size=1, max_size=6).map(
    lambda numbers: dict(zip("fedcba", numbers, strict=False))
)


@given(st.integers(-50, 50) | st.floats(-50, 50), st.integers())
def test_a_number_becomes_a_neighbouring_multiple_of_3(number: float, seed: int) -> None:
    found = rounded(number, chance(seed))
    assert found % 3 == 0
    assert abs(found - Fraction(number)) < 3


@pytest.mark.parametrize(
    ("number", "unit", "mean"), [(12, 1, 12), (10, 1, 10), (11, 1, 11), (0.5, 1, 0.5), (7_250_000, 1_000_000, 7.25)]
)
def test_its_mean_is_the_number(number: float, unit: int, mean: float) -> None:
    random = chance(3)
    draws = [rounded(number, random, unit=unit) for _ in range(20_000)]
    assert fmean(draws) == pytest.approx(mean, abs=0.05)
    assert len(set(draws)) == (1 if mean == 12 else 2)


@given(PARTS, st.integers())
def test_parts_become_neighbouring_multiples_of_3_that_add_up(parts: dict[str, int], seed: int) -> None:
    random = chance(seed)
    total = rounded(sum(parts.values()), random)
    found = shared(parts, total, random)
    assert sum(found.values()) == total
    assert all(
        found[name] >= 0 and found[name] % 3 == 0 and abs(found[name] - part) < 3 for name, part in parts.items()
    )
    assert list(found) == list(parts), "the order in which they were drawn must stay unknown"


@pytest.mark.parametrize("parts", [{"a": 4, "b": 5, "c": 2}, {"a": 1, "b": 0, "c": 9}, {"a": 3, "b": 6, "c": 3}])
def test_the_mean_of_each_part_is_the_part(parts: dict[str, int]) -> None:
    random = chance(4)
    draws = [shared(parts, rounded(sum(parts.values()), random), random) for _ in range(20_000)]
    assert {name: fmean(draw[name] for draw in draws) for name in parts} == pytest.approx(parts, abs=0.06)


def test_each_part_is_as_likely_to_be_drawn_first() -> None:
    # 1 and 1 and 1 of 3: whichever comes where the running sum passes a three gets it all
    random = chance(5)
    draws = [shared({"a": 1, "b": 1, "c": 1}, 3, random) for _ in range(6000)]
    assert [sum(draw[name] for draw in draws) / 3 for name in "abc"] == pytest.approx([2000] * 3, abs=200)


def test_which_parts_make_up_a_three_together_changes_from_draw_to_draw() -> None:
    random = chance(6)
    draws = [shared({"a": 1, "b": 2, "c": 1, "d": 2}, 6, random) for _ in range(200)]
    assert {draw["a"] + draw["b"] for draw in draws} == {0, 3, 6}


def test_a_total_that_the_parts_cannot_become_is_refused() -> None:
    with pytest.raises(ValueError, match="15 is not what 10 can be rounded to"):
        shared({"a": 10}, 15, chance(1))
