"""Chances: how likely the numbers of a record are, had the exact ones been these, to whoever knows the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, islice
from math import comb, factorial, floor, prod

from quizlib.measures.block.rounding import STEP, alike


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
    return sum(chance * chance_shared(kept, parts, total) for parts, chance in evenings(exact, surplus))


def chance_in_steps(
    kept: Sequence[tuple[int, ...]], exact: Sequence[tuple[int, ...]], surplus: int, total: int
) -> float:
    """Return the same for categories that are dealt out further, each to the parts it is made of."""
    found = 0.0
    flat = tuple(part for parts in exact for part in parts)
    for evened, chance in evenings(flat, surplus):
        left = iter(evened)
        cells = [tuple(islice(left, len(parts))) for parts in exact]
        found += (
            chance
            * chance_shared(tuple(map(sum, kept)), tuple(map(sum, cells)), total)
            * prod(chance_shared(after, before, sum(after)) for after, before in zip(kept, cells, strict=True))
        )
    return found


def evenings(exact: tuple[int, ...], surplus: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield what `evened` can make of parts, each with its chance."""
    sign = 1 if surplus > 0 else -1
    for drawn in combinations_with_replacement(range(len(exact)), abs(surplus)):
        times = [drawn.count(place) for place in range(len(exact))]
        ways = prod(comb(part, number) for part, number in zip(exact, times, strict=True))
        if ways:
            evened = tuple(part + sign * number for part, number in zip(exact, times, strict=True))
            yield evened, ways / comb(sum(exact), abs(surplus))


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
