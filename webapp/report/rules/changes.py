"""Before and after: by how much the same people changed, and how exactly the report may show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf
from typing import NamedTuple

from quizlib import LATER
from quizlib.measures import Balance, Estimate, OrderSums, change, shows_learning
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Kind, Where
from webapp.report.rules.limits import BLOCKS, CENT, LEAST, PERCENT, TENTH, rounded
from webapp.report.wording.words import Amount, Words, _

RATED = ("worry", "mastery")
STEPS = (1, 5)
Orders = Mapping[str, OrderSums]
"""The sums of pairs of one measure, by the order of the forms: all of one edition."""
TOGETHER = 4
"""The changes in judging that are read together: both sides, at the second and at the last occasion."""

MOST_DECIMALS = 2


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


def changed(
    measure: str, orders: Orders | None, where: Where, *, of: str = "", messages: float | None = None
) -> Changed:
    """Return the change in a measure; `orders` are the sums of its pairs by order of forms, None if there are none.

    Every order of forms has the same weight, in the means and in their difference, so that these agree. A change in
    judging is shown only of balanced orders, so never of one workshop. `of` tells editions of the forms apart.
    `messages` is how many messages of the side a person judged; the figures are then shares of these messages.
    """
    found = [order for order in (orders or {}).values() if order.pairs.n]
    rated = measure.removeprefix(LATER) in RATED
    kind: Kind = "steps" if rated else "share" if messages else "messages"
    apart: Kind = "difference" if kind == "share" else kind
    estimated = change(orders or {}, 1 if rated else TOGETHER)
    blocks = sum(order.blocks.m for order in found)
    n = max(sum(order.pairs.n for order in found), LEAST * blocks)  # what it can have been before it was rounded
    reason = _too_few(n, blocks, where) if rated or not found else _unbalanced(orders or {}, where)
    told = (n or None, blocks or None) if rated or not reason else (None, None)

    def figure(part: str, kind: Kind) -> Figure:
        return Figure(f"{measure}:{part}", kind, where, of, *told, withheld=reason)

    before, after, difference = figure("before", kind), figure("after", kind), figure("change", apart)
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
    least, most = STEPS if rated else (0, 1) if messages else (0, inf)
    unit = messages or 1
    means = [one.over(unit).within(least, most) for one in (estimated.before, estimated.after)]
    apart_by = estimated.difference.over(unit)
    decimals = _decimals(means[0].value, means[1].value, apart_by.value) if messages else 0
    before, after = (
        _level(replace(one, decimals=decimals), mean) for one, mean in zip((before, after), means, strict=True)
    )
    difference = rounded(replace(difference, decimals=decimals), apart_by, least - most, most - least)
    return Changed(before, after, difference, *ways)


def _level(found: Figure, mean: Estimate) -> Figure:
    """Return the figure of a mean. A mean of few blocks has no interval of its own; that of the change tells enough."""
    value, lower, upper = (None if one is None else round(one, CENT + found.decimals) for one in mean[:3])
    return replace(found, value=value, lower=lower, upper=upper, basis=mean.basis if lower is not None else None)


def _decimals(before: float, after: float, change: float) -> int:
    """Return how many decimals a change out of 100 needs, so that it is the difference of the means."""
    for decimals in range(MOST_DECIMALS):
        first, second, apart = (round(number * 10 ** (CENT + decimals)) for number in (before, after, change))
        if second - first == apart:
            return decimals
    return MOST_DECIMALS


def learned(believed: Figure, rejected: Figure) -> bool | None:
    """Return whether people judge better, and are not only more suspicious; None if the two changes are not known."""
    if not believed.shown or not rejected.shown:
        return None
    one, other = (Estimate(side.value or 0, side.lower, side.upper, "blocks") for side in (believed, rejected))
    return shows_learning(one, other)


def _too_few(n: int, blocks: int, where: Where) -> Words | None:
    if not n:
        return reasons.NOT_MEASURED
    if where.wide and (n < PERCENT or blocks < BLOCKS):
        return reasons.FEW_PAIRS_WIDE
    return reasons.FEW_PAIRS if n < LEAST else None


def _unbalanced(orders: Orders, where: Where) -> Words | None:
    """Return what is missing before the orders are balanced; None if nothing is."""
    if not where.wide:
        return reasons.ONE_ORDER
    balance = Balance.of(orders)
    if balance is None:
        found = change(orders)
        return None if found and found.balanced else reasons.OTHER_ORDERS
    if balance.pairs < balance.needed:
        return _("Not enough yet: %(n)s of %(of)s pairs.", n=Amount(balance.pairs), of=Amount(balance.needed))
    if balance.blocks < balance.needed_blocks:
        return _("Not enough yet: %(n)s of %(of)s groups.", n=Amount(balance.blocks), of=Amount(balance.needed_blocks))
    return None
