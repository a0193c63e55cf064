"""Rounding at random and without bias: a number becomes one of the two nearest multiples of 3, and its mean is kept."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from random import Random

STEP = 3


def rounded(number: float | Fraction, random: Random, step: int = STEP, unit: int = 1) -> int:
    """Return a number, counted in units, as one of the two nearest multiples of a step; a multiple stays as it is.

    The higher multiple has such a probability that the mean is exactly the number.
    """
    steps = Fraction(number) / (step * unit)
    whole = floor(steps)
    rest = steps - whole
    return step * (whole + (random.randrange(rest.denominator) < rest.numerator))


def alike(number: int, u: int) -> int:
    """Return 3·⌊(number + u)/3⌋. If u is drawn from 0, 1, 2 once for several numbers, equal numbers stay equal."""
    return STEP * ((number + u) // STEP)


def shared(parts: Mapping[str, int], total: int, random: Random) -> dict[str, int]:
    """Round the parts of a number n to multiples of 3 that add up to `total`, to which n itself was rounded.

    u is drawn from those of 0, 1, 2 for which 3·⌊(n + u)/3⌋ = total. Then the running sums over the parts, in a random
    order, are rounded `alike`, so that no part is below 0. Because `total` comes from unbiased rounding, the mean of
    each part is exactly the part. Raises ValueError if n cannot be rounded to `total`.
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
    return {name: found[name] for name in parts}  # in the given order; the random order stays unknown
