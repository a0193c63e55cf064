"""Rounding at random and without bias: a number becomes a neighbouring multiple of 3, and its mean stays itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from random import Random

STEP = 3


def rounded(number: float | Fraction, random: Random, step: int = STEP, unit: int = 1) -> int:
    """Return a number, counted in units, as one of the two multiples of a step beside it (itself if it is one).

    The higher one comes with such a chance that the mean is the number exactly.
    """
    steps = Fraction(number) / (step * unit)
    whole = floor(steps)
    rest = steps - whole
    return step * (whole + (random.randrange(rest.denominator) < rest.numerator))


def alike(number: int, u: int) -> int:
    """Round a number to 3·⌊(number + u)/3⌋; with u drawn from 0, 1, 2 once for several, equal ones stay equal."""
    return STEP * ((number + u) // STEP)


def shared(parts: Mapping[str, int], total: int, random: Random) -> dict[str, int]:
    """Round the parts of a number n that was itself rounded to `total`: multiples of 3, not below 0, that add to it.

    u is drawn from those of 0, 1, 2 for which 3·⌊(n + u)/3⌋ = total, and the running sums over the parts, in a random
    order, are rounded `alike`. As `total` came of unbiased rounding, each part's mean is the part exactly. ValueError
    if `total` is no neighbour of n.
    """
    n = sum(parts.values())
    starts = [u for u in range(STEP) if alike(n, u) == total]
    if not starts:
        message = f"{total} is not what {n} can be rounded to"
        raise ValueError(message)
    u = random.choice(starts)
    names = list(parts)
    random.shuffle(names)
    found, running = {}, 0
    for name in names:
        found[name] = alike(running + parts[name], u) - alike(running, u)
        running += parts[name]
    return {name: found[name] for name in parts}  # in the order they came in: the random one stays unknown
