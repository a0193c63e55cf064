"""Somebody who chose the answers of half of a block, as a laptop that sends made-up people can at most.

One question with three answers in a block of twelve, as in `test_other_roundings.py`: of the eleven beside the one
person so many are fakes, who gave the rarest answer on purpose; the others answered as people do. docs/anonymity.md
has the figures.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from math import factorial

import pytest

from tests.quizlib.measures.attacks.test_other_roundings import CHANCES, in_steps

PEOPLE = 12
rounding = in_steps(3)
Numbers = tuple[int, int]


def others(n: int) -> dict[Numbers, float]:
    """Return how likely n people whom nobody knows give the first and the second answer so often."""
    first, second, third = CHANCES
    return {
        (a, b): factorial(n) // (factorial(a) * factorial(b) * factorial(n - a - b)) * first**a * second**b * third**c
        for a, b in product(range(n + 1), repeat=2)
        if (c := n - a - b) >= 0
    }


def learned(fakes: int) -> tuple[float, float]:
    """Return how often the attacker is certain of the one person's answer, and the gain in points."""
    kept: list[dict[Numbers, float]] = []
    for answer in range(len(CHANCES)):
        found: defaultdict[Numbers, float] = defaultdict(float)
        for (a, b), chance in others(PEOPLE - 1 - fakes).items():
            exact = a + (answer == 0), b + (answer == 1)
            for (one, likely), (other, as_likely) in product(*(rounding(number).items() for number in exact)):
                found[one, other] += chance * likely * as_likely
        kept.append(found)
    certain = right = 0.0
    for numbers in {one for each in kept for one in each}:
        joint = [chance * each.get(numbers, 0.0) for chance, each in zip(CHANCES, kept, strict=True)]
        right += max(joint)
        certain += sum(joint) if max(joint) > 0.9999 * sum(joint) else 0.0
    return certain, 100 * (right - max(CHANCES))


@pytest.mark.parametrize(("fakes", "certain", "gain"), [(11, 0.30, 5.0), (6, 0.0, 0.30)])
def test_with_half_of_a_block_an_attacker_is_never_certain_and_learns_next_to_nothing(
    fakes: int, certain: float, gain: float
) -> None:
    assert learned(fakes) == pytest.approx((certain, gain), abs=0.02)
