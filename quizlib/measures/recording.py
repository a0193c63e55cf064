"""Recording: what a block leaves for good, its counts rounded once, in the parts that its size allows."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from random import Random

from quizlib.measures.answers import NONE
from quizlib.measures.bins import bands, points
from quizlib.measures.counts import Counts
from quizlib.measures.histograms import Histogram, spread, total
from quizlib.measures.records import LARGE_FROM, LARGER_FROM, LEAST, TOTAL, Record
from quizlib.measures.rounding import STEP, alike, in_order, rounded, shared
from quizlib.measures.sums import PairSums
from quizlib.measures.tallies import WRONG

POINT = 1_000_000
"""Marks that make a point: the site's are millionths."""
SPAN = 4
"""How far before and after can lie apart where nothing says so, and the quiz has fewer points."""


def record(counts: Counts, random: Random, *, point: int = POINT) -> Record:
    """Return what a block of these people leaves; draw it once, and forget the counts.

    Every number becomes one of the two multiples of a step beside it, with such a chance that its mean is the number
    itself. The step is 3 for numbers of people; for sums it is 3 times as far as one person can move them (half that
    for differences of pairs, whose ends nobody reaches), so that nobody shows in a sum more than in a number of people.
    n becomes N, the only number of people that is kept; what adds up to n then adds up to N. What was left open is
    rounded alike in all questions, and nothing is kept twice that follows from something else. `point` says how many
    marks make a point, in which sums are kept. `random` should be one that nobody can foresee, a `SystemRandom`.
    ValueError under 10 people (a smaller group is no block), and for counts of marks alone.
    """
    if counts.n < LEAST:
        message = f"{counts.n} people are no block; it takes {LEAST}"
        raise ValueError(message)
    if counts.categories is None or counts.stopped is None:
        message = "marks alone leave no record: count answers, with Counts.from_answers"
        raise ValueError(message)
    u = random.randrange(STEP)
    n = alike(counts.n, u)
    categories = {name: _categories(people, n, u, random) for name, people in counts.categories.items()}
    highest = sum(counts.maxima.values())
    larger, large = n >= LARGER_FROM, n >= LARGE_FROM
    in_bands = bands(counts.totals, highest) if larger else None
    in_points = points(counts.totals, highest, point) if large else None
    return Record(
        n=n,
        truths=counts.truths or {},
        categories=categories,
        sureness=_sureness(counts, categories, random),
        stopped=in_order(counts.stopped, u),
        spreads=_spreads(counts, highest, point, random),
        pairs=_pairs(counts, ceil(highest / point), random),
        products=_products(counts, highest, point, random) if larger else None,
        bands=None if in_bands is None else shared(in_bands, n, random),
        totals=None if in_points is None else shared(in_points, n, random),
    )


def _categories(people: Mapping[str, int], n: int, u: int, random: Random) -> dict[str, int]:
    """Round what was left open alike in all questions, and deal the rest of N out to the other categories."""
    left = alike(people[NONE], u)
    answered = {category: count for category, count in people.items() if category != NONE}
    return {**shared(answered, n - left, random), NONE: left}


def _sureness(
    counts: Counts, categories: Mapping[str, Mapping[str, int]], random: Random
) -> dict[str, dict[str, dict[str, int]]]:
    """Deal what is kept of each category out to how sure people were; who did not say is left over."""
    kept: dict[str, dict[str, dict[str, int]]] = {}
    for question, rows in (counts.sureness or {}).items():
        kept[question] = {}
        for category, steps in rows.items():
            unsaid = (counts.categories or {})[question][category] - sum(steps.values())
            dealt = shared({**steps, NONE: unsaid}, categories[question][category], random)
            kept[question][category] = {step: dealt[step] for step in steps}
    return kept


def _spreads(counts: Counts, highest: int, point: int, random: Random) -> dict[str, int]:
    """Return how far totals, and numbers of wrong judgements, lie from the middle of their scales."""
    kept = {}
    if highest:
        kept[TOTAL] = rounded(spread(counts.totals, highest), random, STEP * ceil(highest / point) ** 2, point**2)
    for truth, (measure, _) in WRONG.items():
        messages = list((counts.truths or {}).values()).count(truth)
        people: Histogram = (counts.wrong or {}).get(measure, {})
        if messages:
            kept[measure] = rounded(spread(people, messages), random, STEP * messages**2)
    return kept


def _products(counts: Counts, highest: int, point: int, random: Random) -> dict[str, int]:
    """Return Σ(2x − maximum)(2T − highest) of each marked question; one person moves it between ± their product."""
    kept = {}
    for question, maximum in counts.maxima.items():
        if maximum:
            x, t, xt = total(counts.marks[question]), total(counts.totals), counts.products[question]
            exact = 4 * xt - 2 * highest * x - 2 * maximum * t + counts.n * maximum * highest
            step = 2 * STEP * ceil(maximum / point) * ceil(highest / point)
            kept[question] = rounded(exact, random, step, point**2)
    return kept


def _pairs(counts: Counts, highest: int, random: Random) -> dict[str, dict[str, PairSums]]:
    """Return the sums of those measures and orders that have enough pairs; up, same and down add to their n."""
    kept: dict[str, dict[str, PairSums]] = {}
    for measure, orders in (counts.pairs or {}).items():
        span = ceil((counts.spans or {}).get(measure, max(highest, SPAN)))
        half = ceil(span / 2)
        for order, sums in orders.items():
            if sums.n >= LEAST:
                n = rounded(sums.n, random)
                kept.setdefault(measure, {})[order] = PairSums(
                    n=n,
                    x=rounded(sums.x, random, STEP * span),
                    d=rounded(sums.d, random, STEP * half),
                    dd=rounded(sums.dd, random, STEP * half**2),
                    **shared({"up": sums.up, "same": sums.same, "down": sums.down}, n, random),
                )
    return kept
