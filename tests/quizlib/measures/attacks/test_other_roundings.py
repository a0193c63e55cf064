"""Other ways to round, against somebody who chose the answers of all others: what they would save, and what they cost.

One question with three answers in a block of twelve; eleven gave the rarest answer on purpose. docs/anonymity.md has
the figures, and says why the rounding stayed as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import product
from math import comb, exp, sqrt
from typing import NamedTuple

import pytest

CHANCES = (0.75, 0.15, 0.10)
"""How often people give each answer. The fakes give the last."""
FAKES = 11
Chances = Mapping[int, float]
"""Number → how likely."""


class Price(NamedTuple):
    """How often the attacker is certain, the gain over the base rate in points, and the noise of one number (SD)."""

    certain: float
    gain: float
    noise: float


def in_steps(step: int) -> Callable[[int], Chances]:
    """Return how a number is rounded to one of the two nearest multiples of a step, so that its mean is kept."""

    def rounded(number: int) -> Chances:
        low, rest = number - number % step, number % step
        return {low: 1 - rest / step, low + step: rest / step} if rest else {low: 1.0}

    return rounded


def two_sided(number: int, epsilon: float = 1.0, reach: int = 30) -> Chances:
    """Return a number with noise to both sides, which may take it below zero (as for differential privacy)."""
    left = exp(-epsilon)
    return {number + by: (1 - left) / (1 + left) * left ** abs(by) for by in range(-reach, reach + 1)}


def kept_of(answer: int, rounding: Callable[[int], Chances], replaced: float) -> dict[tuple[int, int], float]:
    """Return how likely the first two numbers of a record are, if the one person gave this answer.

    With the chance `replaced`, each answer counts as one of the three by lot.
    """
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    lot = replaced / len(CHANCES)
    for first, second in product(range(FAKES + 1), repeat=2):
        if first + second > FAKES or (not lot and first + second):
            continue
        ways = comb(FAKES, first) * comb(FAKES - first, second)
        fakes = ways * lot ** (first + second) * (1 - 2 * lot) ** (FAKES - first - second)
        for said in range(len(CHANCES)):
            chance = fakes * ((1 - replaced) * (said == answer) + lot)
            if chance:
                exact = first + (said == 0), second + (said == 1)
                for (one, likely), (other, as_likely) in product(*(rounding(number).items() for number in exact)):
                    found[one, other] += chance * likely * as_likely
    return found


def price(rounding: Callable[[int], Chances], replaced: float = 0.0) -> Price:
    """Return what a way to round saves and costs."""
    kept = [kept_of(answer, rounding, replaced) for answer in range(len(CHANCES))]
    certain = right = 0.0
    for numbers in {one for each in kept for one in each}:
        joint = [chance * each.get(numbers, 0.0) for chance, each in zip(CHANCES, kept, strict=True)]
        right += max(joint)
        certain += sum(joint) if max(joint) > 0.9999 * sum(joint) else 0.0
    return Price(certain, 100 * (right - max(CHANCES)), _noise(rounding, replaced))


def _noise(rounding: Callable[[int], Chances], replaced: float) -> float:
    """Return the standard deviation of a number of people of about half a block, as its estimate has it."""
    lot, numbers, half = replaced / len(CHANCES), range(4, 9), (FAKES + 1) / 2
    variances = [sum(chance * (kept - number) ** 2 for kept, chance in rounding(number).items()) for number in numbers]
    stays = 1 - replaced + lot
    drawn = half * (stays * (1 - stays) + lot * (1 - lot))
    return sqrt(sum(variances) / len(variances) + drawn) / (1 - replaced)


@pytest.mark.parametrize(
    ("rounding", "replaced", "certain", "gain", "noise"),
    [
        (in_steps(3), 0.0, 0.30, 5.0, 1.26),
        (in_steps(5), 0.0, 0.18, 3.0, 2.0),
        (in_steps(3), 0.05, 0.0, 2.15, 1.45),
        (in_steps(3), 0.1, 0.0, 0.0, 1.64),
        (two_sided, 0.0, 0.0, 2.6, 1.36),
    ],
    ids=["in threes", "in fives", "one answer in twenty by lot", "one in ten by lot", "noise to both sides"],
)
def test_what_other_roundings_would_save_and_cost(
    rounding: Callable[[int], Chances], replaced: float, certain: float, gain: float, noise: float
) -> None:
    found = price(rounding, replaced)
    assert found == pytest.approx((certain, gain, noise), abs=0.02)


@pytest.mark.parametrize("step", [3, 5, 10])
def test_what_is_never_below_zero_and_right_on_average_shows_one_in_so_many(step: int) -> None:
    # an empty number stays empty, so that any other is somebody's; its mean must be 1, so it is there once in `step`
    rounding = in_steps(step)
    assert rounding(0) == {0: 1.0}
    assert 1 - rounding(1)[0] == pytest.approx(1 / step)
