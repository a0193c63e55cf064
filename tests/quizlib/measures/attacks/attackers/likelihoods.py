"""Likelihoods: how likely a record's sums are, for everything that the one unknown person may have added to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import ceil, prod

import numpy as np
from numpy.typing import NDArray

from quizlib.counting.question_outline import MARK
from quizlib.measures import Counts, PairSums, Record
from quizlib.measures.block.rounding import STEP
from quizlib.measures.group.bins import bands, points
from quizlib.measures.group.histograms import spread, total
from tests.quizlib.measures.attacks.attackers.chances import chance_dealt, chance_rounded

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Likelihoods:
    """The record of a block, and the exact counts of all of its people but one."""

    def __init__(self, record: Record, known: Counts) -> None:
        self.record, self.known = record, known
        self.highest = sum(known.maxima.values())
        self.points = self.highest // MARK
        self.surplus = record.n - known.n - 1
        self.each = Fraction(record.n, known.n + 1)
        """How much everybody counts on average, once some were drawn to count twice or not at all."""

    def of_totals(self, totals: Ints) -> Floats:
        """Return it for the totals that the one may have: of their spread, their bands, and in whole points."""

        def chance(own: int) -> float:
            with_one = Counter(self.known.totals) + Counter({own: 1})
            exact = self.each * Fraction(spread(with_one, self.highest), MARK**2)
            found = chance_rounded(self.record.spreads["total"], exact, STEP * self.points**2)
            for kept, people in (
                (self.record.bands, bands(with_one, self.highest)),
                (self.record.totals, points(with_one, self.highest, MARK)),
            ):
                if kept is not None and people is not None:
                    found *= chance_dealt(tuple(kept.values()), tuple(people.values()), self.surplus, self.record.n)
            return found

        return each(chance, totals) if self.highest else np.ones(totals.shape)

    def of_products(self, question: str, marks: Ints, totals: Ints) -> Floats:
        """Return it for the marks and totals that the one may have, of the product of both."""
        products, known = self.record.products, self.known
        if products is None or question not in products:
            return np.ones(totals.shape)
        maximum = known.maxima[question]
        x, t = total(known.marks[question]), total(known.totals)
        before = (
            4 * known.products[question] - 2 * self.highest * x - 2 * maximum * t + known.n * maximum * self.highest
        )
        step = STEP * self.points
        own = (2 * marks - maximum) * (2 * totals - self.highest)
        return each(
            lambda one: chance_rounded(products[question], self.each * Fraction(before + one, MARK**2), step), own
        )

    def of_wrong(self, measure: str, messages: int, wrong: Ints) -> Floats:
        """Return it for how many of the messages of a kind the one may have judged wrong."""
        if measure not in self.record.spreads:
            return np.ones(wrong.shape)
        before = spread((self.known.wrong or {})[measure], messages)
        kept = self.record.spreads[measure]
        return each(
            lambda one: chance_rounded(kept, self.each * (before + (2 * one - messages) ** 2), STEP * messages**2),
            wrong,
        )

    @cache  # noqa: B019 - lives as long as one attack
    def of_pair(self, measure: str, span: int, pair: tuple[float, float] | None) -> float:
        """Return it for a pair (before, after) that the one may have, or for none."""
        ((order, kept),) = self.record.pairs[measure].items()
        exact = (self.known.pairs or {})[measure][order] + PairSums.of([pair] if pair else [])
        half, much = ceil(span / 2), Fraction(kept.n, exact.n)
        sums = ((kept.x, exact.x, span), (kept.d, exact.d, half), (kept.dd, exact.dd, half**2))
        found = prod(chance_rounded(int(one), much * Fraction(other), STEP * wide) for one, other, wide in sums)
        ways = (kept.up, kept.same, kept.down), (exact.up, exact.same, exact.down)
        return found * chance_rounded(kept.n, exact.n) * chance_dealt(*ways, kept.n - exact.n, kept.n)


def each(chance: Callable[[int], float], numbers: Ints) -> Floats:
    """Return the chance of each number of an array, worked out once for equal ones."""
    different, places = np.unique(numbers, return_inverse=True)
    return np.array([chance(int(number)) for number in different])[places].reshape(numbers.shape)
