"""The attackers' own arithmetic: the chances they work with are those of the rounding that records go through."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from quizlib.measures.block.rounding import rounded, shared
from tests.quizlib.measures.attacks.attackers.chances import chance_rounded, chance_shared
from tests.quizlib.measures.people import chance


@pytest.mark.parametrize(("exact", "step"), [(10, 3), (12, 3), (Fraction(29, 4), 12), (-5, 48)])
def test_the_chances_of_rounding(exact: Fraction, step: int) -> None:
    random = chance(1)
    drawn = Counter(rounded(exact, random, step) for _ in range(4000))
    for kept in range(-96, 96, step):
        assert chance_rounded(kept, exact, step) == pytest.approx(drawn[kept] / 4000, abs=0.04)


@pytest.mark.parametrize(
    ("exact", "total"), [((4, 5, 2), 12), ((4, 5, 2), 9), ((1, 0, 9, 1, 1), 12), ((2, 2, 2, 1), 6), ((10, 0), 9)]
)
def test_the_chances_of_sharing(exact: tuple[int, ...], total: int) -> None:
    random = chance(2)
    parts = dict(enumerate(exact))
    drawn = Counter(
        tuple(shared({str(name): part for name, part in parts.items()}, total, random).values()) for _ in range(6000)
    )
    assert sum(chance_shared(kept, exact, total) for kept in drawn) == pytest.approx(1)
    for kept, times in drawn.items():
        assert chance_shared(kept, exact, total) == pytest.approx(times / 6000, abs=0.04)


def test_what_cannot_be_has_no_chance() -> None:
    assert chance_shared((6, 6, 0), (4, 5, 2), 12) > 0
    assert chance_shared((6, 9, 0), (4, 5, 2), 12) == 0
    assert chance_shared((3, 6, 0), (4, 5, 2), 12) == 0
    assert chance_shared((6, 3, 3), (6, 5, 1), 15) == 0
