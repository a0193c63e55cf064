"""Before and after: what pairs of the same people changed by, and how it may be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf
from typing import NamedTuple

from quizlib.measures import OrderSums, change, shows_learning
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Kind, Where
from webapp.report.rules.limits import BLOCKS, LEAST, PERCENT, TENTH, rounded
from webapp.report.wording.words import Words

JUDGED = ("believed", "rejected")
RATED = ("worry", "mastery")
LATER = "later:"
STEPS = (1, 5)
Orders = Mapping[str, OrderSums]


class Changed(NamedTuple):
    """What pairs say of one measure: means before and after, their difference; how many went which way, in tenths."""

    before: Figure
    after: Figure
    change: Figure
    down: Figure
    same: Figure
    up: Figure

    @property
    def means(self) -> tuple[Figure, Figure, Figure]:
        """What is drawn."""
        return self.before, self.after, self.change

    @property
    def ways(self) -> tuple[Figure, Figure, Figure]:
        """What is said of a few."""
        return self.down, self.same, self.up


def changed(measure: str, orders: Orders | None, where: Where) -> Changed:
    """Return what changed in a measure; `orders` are those of its pairs, None if there are none.

    Of several orders of forms each counts alike, in the means as in their difference, so that they fit together.
    """
    found = [order for order in (orders or {}).values() if order.pairs.n]
    told = change(orders or {})
    kind: Kind = "steps" if measure.removeprefix(LATER) in RATED else "messages"
    blocks = sum(order.blocks.m for order in found)
    n = max(sum(order.pairs.n for order in found), LEAST * blocks)  # what it can have been before it was rounded

    def figure(part: str, kind: Kind) -> Figure:
        return Figure(f"{measure}:{part}", kind, where, n=n or None, blocks=blocks or None, withheld=reason)

    reason = _too_few(n, blocks, where)
    before, after, difference = (figure(part, kind) for part in ("before", "after", "change"))
    ways = [figure(part, "share") for part in ("down", "same", "up")]
    if reason or told is None:
        return Changed(before, after, difference, *ways)
    numbers = (told.down, told.same, told.up)
    ways = [replace(way, value=round(number / told.n, TENTH)) for way, number in zip(ways, numbers, strict=True)]
    if n < PERCENT or not where.wide:  # of a few, which way they went is all that is said
        before, after, difference = (
            replace(one, withheld=reasons.FEW_PAIRS_WIDE) for one in (before, after, difference)
        )
        return Changed(before, after, difference, *ways)
    least, most = STEPS if kind == "steps" else (0, inf)
    first = sum(order.pairs.x / order.pairs.n for order in found) / len(found)
    means = [min(max(mean, least), most) for mean in (first, first + told.difference.value)]
    difference = rounded(
        difference, told.difference, *((least - most, most - least) if kind == "steps" else (-inf, inf))
    )
    if measure.removeprefix(LATER) in JUDGED and not told.balanced:
        difference = difference.noted(reasons.UNBALANCED)
    before, after = (replace(one, value=round(mean, 2)) for one, mean in zip((before, after), means, strict=True))
    return Changed(before, after, difference, *ways)


def learned(believed: Orders | None, rejected: Orders | None, where: Where) -> bool | None:
    """Say whether judging got better on both sides and not only warier; None where that is not known."""
    told = [change(orders or {}) for orders in (believed, rejected)]
    shown = all(changed("", orders, where).change.shown for orders in (believed, rejected))
    if not shown or told[0] is None or told[1] is None:
        return None
    return shows_learning(told[0].difference, told[1].difference)


def _too_few(n: int, blocks: int, where: Where) -> Words | None:
    if not n:
        return reasons.NOT_MEASURED
    if where.wide and (n < PERCENT or blocks < BLOCKS):
        return reasons.FEW_PAIRS_WIDE
    return reasons.FEW_PAIRS if n < LEAST else None
