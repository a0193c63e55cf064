"""Recording: round the counts of a block once, and keep the parts that its size allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate
from math import ceil
from random import Random

from quizlib.measures.block.lots import Lot, evened
from quizlib.measures.block.records import LARGE_FROM, LARGER_FROM, LEAST, TOTAL, Record
from quizlib.measures.block.rounding import STEP, alike, rounded, shared
from quizlib.measures.group.answers import NONE
from quizlib.measures.group.bins import bands, points
from quizlib.measures.group.counts import Counts
from quizlib.measures.group.histograms import spread, total
from quizlib.measures.group.sums import PairSums
from quizlib.measures.names import Measure

POINT = 1_000_000
"""The number of marks in a point; the site counts in millionths."""
SPAN = 4
"""The largest difference between before and after if it is not stated, and the quiz has fewer points."""


def record(counts: Counts, random: Random, *, point: int = POINT, begun: int | None = None) -> Record:
    """Return the record of a block. Make it only once, and then delete the counts.

    n becomes N, one of the two nearest multiples of 3, and up to two people count twice or not at all (see `lots`).
    Then every number becomes one of the two nearest multiples of a step, with probabilities that keep its mean exact.
    The step is 3 for numbers of people. For sums it is 3 times the most that one person can change them (half of that
    for differences of pairs, because nobody reaches their ends), so that a sum shows no more about an answer than a
    number of people does. Parts that add up to n add up to N afterwards. The numbers of open answers are rounded in the
    same way in all questions, and no number is kept that follows from others.
    `point` is the number of marks in a point; sums are kept in points. `begun` are these people and those who left
    before half, if that is known. `random` must be unpredictable: use
    `SystemRandom`. Raises ValueError for fewer than 10 people, and for counts from marks only.
    """
    if counts.n < LEAST:
        message = f"{counts.n} people are no block; it takes {LEAST}"
        raise ValueError(message)
    if counts.categories is None or counts.stopped is None:
        message = "marks alone leave no record: count answers, with Counts.from_answers"
        raise ValueError(message)
    lot, u = Lot.draw(counts.n, random), random.randrange(STEP)
    people = {name: _people(counts, name, lot, u, random) for name in counts.categories}
    highest = sum(counts.maxima.values())
    larger, large = lot.to >= LARGER_FROM, lot.to >= LARGE_FROM
    return Record(
        n=lot.to,
        truths=counts.truths or {},
        categories={name: categories for name, (categories, _) in people.items()},
        sureness={name: sureness for name, (_, sureness) in people.items() if sureness},
        stopped=_stopped(counts.stopped, lot, u),
        spreads=_spreads(counts, highest, point, lot, random),
        pairs=_pairs(counts, ceil(highest / point), random),
        products=_products(counts, highest, point, lot, random) if larger else None,
        bands=_dealt(bands(counts.totals, highest), lot, random) if larger else None,
        totals=_dealt(points(counts.totals, highest, point), lot, random) if large else None,
        begun=None if begun is None else rounded(begun, random),
    )


def _people(
    counts: Counts, question: str, lot: Lot, u: int, random: Random
) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Return people by category, and by sureness within it: round the open answers first, then divide the rest of N."""
    exact, sure = (counts.categories or {})[question], (counts.sureness or {}).get(question, {})
    left = lot.of_first(exact[NONE])
    cells = {(category, NONE): people - sum(sure.get(category, {}).values()) for category, people in exact.items()}
    cells |= {(category, step): people for category, steps in sure.items() for step, people in steps.items()}
    del cells[NONE, NONE]
    cells = evened(cells, lot.to - left, random)
    by_category: dict[str, dict[str, int]] = {category: {} for category in exact if category != NONE}
    for (category, step), people in cells.items():
        by_category[category][step] = people
    kept_open = alike(left, u)
    kept = shared({one: sum(steps.values()) for one, steps in by_category.items()}, lot.to - kept_open, random)
    sureness = {one: shared(by_category[one], kept[one], random) for one in sure}
    return kept | {NONE: kept_open}, {one: {step: dealt[step] for step in sure[one]} for one, dealt in sureness.items()}


def _stopped(stopped: Mapping[str, int], lot: Lot, u: int) -> dict[str, int]:
    """Return where people stopped, rounded in the same way as the numbers of open answers."""
    reached = [0, *(alike(lot.of_first(running), u) for running in accumulate(stopped.values()))]
    reached[-1] = lot.to
    return {where: after - before for where, before, after in zip(stopped, reached, reached[1:], strict=False)}


def _dealt(parts: Mapping[str, int] | None, lot: Lot, random: Random) -> dict[str, int] | None:
    return None if parts is None else shared(evened(parts, lot.to, random), lot.to, random)


def _spreads(counts: Counts, highest: int, point: int, lot: Lot, random: Random) -> dict[str, int]:
    """Return the squared distances of totals, and of numbers of wrong judgements, from the middle of their scales."""
    kept = {}
    each = Fraction(lot.to, lot.n)
    if highest:
        wide = STEP * ceil(highest / point) ** 2
        kept[TOTAL] = rounded(each * spread(counts.totals, highest), random, wide, point**2)
    messages_of = Counter(map(Measure.mistaken, (counts.truths or {}).values()))
    for measure, people in (counts.wrong or {}).items():
        messages = messages_of[measure]
        if messages > 1:  # for one message it is 1 for every person
            kept[measure] = rounded(each * spread(people, messages), random, STEP * messages**2)
    return kept


def _products(counts: Counts, highest: int, point: int, lot: Lot, random: Random) -> dict[str, int]:
    """Return Σ(2x − maximum)(2T − highest) of each marked question; one person changes it by at most that product."""
    kept = {}
    for question, maximum in counts.maxima.items():
        if maximum:
            x, t, xt = total(counts.marks[question]), total(counts.totals), counts.products[question]
            exact = 4 * xt - 2 * highest * x - 2 * maximum * t + counts.n * maximum * highest
            step = STEP * ceil(maximum / point) * ceil(highest / point)
            kept[question] = rounded(Fraction(lot.to * exact, lot.n), random, step, point**2)
    return kept


def _pairs(counts: Counts, highest: int, random: Random) -> dict[str, dict[str, PairSums]]:
    """Return the sums of the measures and orders with enough pairs; up, same and down add up to n."""
    kept: dict[str, dict[str, PairSums]] = {}
    for measure, orders in (counts.pairs or {}).items():
        span = ceil((counts.spans or {}).get(measure, max(highest, SPAN)))
        half = ceil(span / 2)
        for order, sums in orders.items():
            if sums.n >= LEAST:
                lot = Lot.draw(sums.n, random)
                each = Fraction(lot.to, lot.n)
                ways = evened({"up": sums.up, "same": sums.same, "down": sums.down}, lot.to, random)
                kept.setdefault(measure, {})[order] = PairSums(
                    n=lot.to,
                    x=rounded(each * Fraction(sums.x), random, STEP * span),
                    d=rounded(each * Fraction(sums.d), random, STEP * half),
                    dd=rounded(each * Fraction(sums.dd), random, STEP * half**2),
                    **shared(ways, lot.to, random),
                )
    return kept
