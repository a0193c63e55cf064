"""Before and after: by how much the same people changed, and how exactly the report may show it."""

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
    """The change in one measure: the means before and after, their difference, and the shares that went each way."""

    before: Figure
    after: Figure
    change: Figure
    down: Figure
    same: Figure
    up: Figure

    @property
    def means(self) -> tuple[Figure, Figure, Figure]:
        """The figures that a chart shows."""
        return self.before, self.after, self.change

    @property
    def ways(self) -> tuple[Figure, Figure, Figure]:
        """The shares that went down, stayed the same and went up. For few people they are all that is shown."""
        return self.down, self.same, self.up


def changed(measure: str, orders: Orders | None, where: Where) -> Changed:
    """Return the change in a measure; `orders` are the sums of its pairs by order of forms, None if there are none.

    Every order of forms has the same weight, in the means and in their difference, so that these agree.
    """
    found = [order for order in (orders or {}).values() if order.pairs.n]
    estimated = change(orders or {})
    kind: Kind = "steps" if measure.removeprefix(LATER) in RATED else "messages"
    blocks = sum(order.blocks.m for order in found)
    n = max(sum(order.pairs.n for order in found), LEAST * blocks)  # what it can have been before it was rounded

    def figure(part: str, kind: Kind) -> Figure:
        return Figure(f"{measure}:{part}", kind, where, n=n or None, blocks=blocks or None, withheld=reason)

    reason = _too_few(n, blocks, where)
    before, after, difference = (figure(part, kind) for part in ("before", "after", "change"))
    ways = [figure(part, "share") for part in ("down", "same", "up")]
    if reason or estimated is None:
        return Changed(before, after, difference, *ways)
    numbers = (estimated.down, estimated.same, estimated.up)
    ways = [replace(way, value=round(number / estimated.n, TENTH)) for way, number in zip(ways, numbers, strict=True)]
    if n < PERCENT or not where.wide:  # of few people, only the ways they went are shown
        before, after, difference = (
            replace(one, withheld=reasons.FEW_PAIRS_WIDE) for one in (before, after, difference)
        )
        return Changed(before, after, difference, *ways)
    least, most = STEPS if kind == "steps" else (0, inf)
    first = sum(order.pairs.x / order.pairs.n for order in found) / len(found)
    means = [min(max(mean, least), most) for mean in (first, first + estimated.difference.value)]
    difference = rounded(
        difference, estimated.difference, *((least - most, most - least) if kind == "steps" else (-inf, inf))
    )
    if measure.removeprefix(LATER) in JUDGED and not estimated.balanced:
        difference = difference.noted(reasons.UNBALANCED)
    before, after = (replace(one, value=round(mean, 2)) for one, mean in zip((before, after), means, strict=True))
    return Changed(before, after, difference, *ways)


def learned(believed: Orders | None, rejected: Orders | None, where: Where) -> bool | None:
    """Return whether people judge better on both sides, and are not only more suspicious; None if that is not known."""
    sides = [change(orders or {}) for orders in (believed, rejected)]
    shown = all(changed("", orders, where).change.shown for orders in (believed, rejected))
    if not shown or sides[0] is None or sides[1] is None:
        return None
    return shows_learning(sides[0].difference, sides[1].difference)


def _too_few(n: int, blocks: int, where: Where) -> Words | None:
    if not n:
        return reasons.NOT_MEASURED
    if where.wide and (n < PERCENT or blocks < BLOCKS):
        return reasons.FEW_PAIRS_WIDE
    return reasons.FEW_PAIRS if n < LEAST else None
