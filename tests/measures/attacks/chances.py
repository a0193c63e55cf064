"""Chances: how likely the numbers of a record are, had the exact ones been these, to whoever knows the rules."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import comb, factorial, floor, prod

from quizlib.measures.rounding import STEP, alike


def chance_rounded(kept: int, exact: Fraction | float, step: int = STEP) -> float:
    """Return the chance that `rounded` makes `kept` of an exact number."""
    steps = Fraction(exact) / step
    whole = floor(steps)
    return float({step * whole: 1 - (steps - whole), step * (whole + 1): steps - whole}.get(kept, 0))


@cache
def chance_shared(kept: tuple[int, ...], exact: tuple[int, ...], total: int) -> float:
    """Return the chance that `shared` makes these of exact parts, given what they add up to.

    A part that is a multiple of 3 never changes, wherever it stands in the random order; of the orders of the others
    those are counted that round up just the parts that were.
    """
    starts = [u for u in range(STEP) if alike(sum(exact), u) == total]
    moved = []
    for after, before in zip(kept, exact, strict=True):
        rest = before % STEP
        up = after - (before - rest)
        if up not in (0, STEP) or (up and not rest):
            return 0.0
        if rest:
            moved.append((rest, up > 0))
    if not starts or sum(kept) != total:
        return 0.0
    return sum(_orders(tuple(sorted(moved)), u) for u in starts) / len(starts) / factorial(len(moved))


@cache
def chance_dealt(kept: tuple[int, ...], exact: tuple[int, ...], surplus: int, total: int) -> float:
    """Return the chance that `evened` by a surplus, and then `shared`, make these of exact parts."""
    sign = 1 if surplus > 0 else -1
    found = 0.0
    for drawn in combinations_with_replacement(range(len(exact)), abs(surplus)):
        times = [drawn.count(place) for place in range(len(exact))]
        ways = prod(comb(part, number) for part, number in zip(exact, times, strict=True))
        if ways:
            evened = tuple(part + sign * number for part, number in zip(exact, times, strict=True))
            found += ways * chance_shared(kept, evened, total)
    return found / comb(sum(exact), abs(surplus)) if found else 0.0


@cache
def _orders(moved: tuple[tuple[int, bool], ...], u: int) -> int:
    """Count the orders in which, beginning at u, just those that should pass a multiple of 3."""
    if not moved:
        return 1
    return sum(
        _orders(moved[:place] + moved[place + 1 :], (u + rest) % STEP)
        for place, (rest, up) in enumerate(moved)
        if (u + rest >= STEP) == up
    )
