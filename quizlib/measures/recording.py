"""Recording: what a block leaves for good, its counts rounded once, in the parts that its size allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple
from random import Random
from typing import TypeVar, overload

from quizlib.measures.bins import bands, points
from quizlib.measures.counts import Counts
from quizlib.measures.histograms import squares, total
from quizlib.measures.records import LARGE_FROM, LARGER_FROM, LEAST, Record
from quizlib.measures.rounding import rounded, shared
from quizlib.measures.sums import CutSums, PairSums

POINT = 1_000_000
"""Marks that make a point: the site's are millionths."""

Before = TypeVar("Before")
After = TypeVar("After")


def record(counts: Counts, random: Random, *, point: int = POINT) -> Record:
    """Return what a block of these people leaves; draw it once, and forget the counts.

    n becomes N, the only number of people that is kept; every other number a neighbouring multiple of 3 with the
    number itself as mean (`rounding`); what adds up to n (categories of a question, where people stopped, bands,
    totals) then adds up to N. `point` says how many marks make a point: sums of marks are kept in points, their
    squares and products in points². `random` should be one that nobody can foresee, a `SystemRandom`.
    ValueError under 10 people: a smaller group is no block.
    """
    if counts.n < LEAST:
        message = f"{counts.n} people are no block; it takes {LEAST}"
        raise ValueError(message)
    n = rounded(counts.n, random)
    highest = sum(counts.maxima.values())
    marked = [name for name, maximum in counts.maxima.items() if maximum]

    def people(parts: Mapping[str, int] | None) -> dict[str, int] | None:
        return None if parts is None else shared(parts, n, random)

    def number(exact: float) -> int:
        return rounded(exact, random)

    def product(exact: int) -> int:
        return rounded(exact, random, point**2)

    larger, large = n >= LARGER_FROM, n >= LARGE_FROM
    return Record(
        n=n,
        total=rounded(total(counts.totals), random, point),
        squares=product(squares(counts.totals)),
        truths=counts.truths,
        categories=each(counts.categories, lambda parts: shared(parts, n, random)),
        sureness=each(counts.sureness, lambda rows: each(rows, lambda cells: each(cells, number))),
        stopped=people(counts.stopped),
        cuts=each(counts.cuts, lambda sums: CutSums(*map(number, astuple(sums)))),
        pairs=None if counts.pairs is None else _pairs(counts.pairs, random),
        products=each({name: counts.products[name] for name in marked}, product) if larger else None,
        bands=people(bands(counts.totals, highest)) if larger else None,
        totals=people(points(counts.totals, highest, point)) if large else None,
    )


@overload
def each(table: Mapping[str, Before], change: Callable[[Before], After]) -> dict[str, After]: ...
@overload
def each(table: Mapping[str, Before] | None, change: Callable[[Before], After]) -> dict[str, After] | None: ...
def each(table: Mapping[str, Before] | None, change: Callable[[Before], After]) -> dict[str, After] | None:
    """Return a table with every value changed; a missing one stays missing."""
    return None if table is None else {name: change(value) for name, value in table.items()}


def _pairs(pairs: Mapping[str, Mapping[str, PairSums]], random: Random) -> dict[str, dict[str, PairSums]]:
    """Return the sums of those measures and orders that have enough pairs; up, same and down add to their n."""
    kept: dict[str, dict[str, PairSums]] = {}
    for measure, orders in pairs.items():
        for order, sums in orders.items():
            if sums.n >= LEAST:
                n = rounded(sums.n, random)
                moments = (rounded(number, random) for number in (sums.x, sums.y, sums.xx, sums.yy, sums.xy))
                ways = shared({"up": sums.up, "same": sums.same, "down": sums.down}, n, random)
                kept.setdefault(measure, {})[order] = PairSums(n, *moments, **ways)
    return kept
