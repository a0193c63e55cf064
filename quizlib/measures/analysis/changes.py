"""Change: the difference between before and after, from pairs of the same people on counterbalanced forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from quizlib.measures.group.sums import PairSums
from quizlib.measures.orders import FormOrder
from quizlib.measures.statistics.clusters import ENOUGH, NO_BLOCK, Clusters
from quizlib.measures.statistics.intervals import Basis, Estimate, combined, estimate
from quizlib.measures.statistics.summable import Summable

BLOCKS, PAIRS = 3, 30
"""The blocks and pairs that each order needs for the orders to be balanced."""
NOBODY = PairSums(0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class OrderSums(Summable):
    """The sums of pairs of one measure in one order of forms; they can be added.

    `blocks` are clusters of rows (Σ difference, Σ before, n).
    """

    pairs: PairSums = NOBODY
    blocks: Clusters = NO_BLOCK

    @classmethod
    def of(cls, blocks: Iterable[PairSums]) -> Self:
        """Return the sums of blocks."""
        blocks = list(blocks)
        rows = Clusters.of((block.d, block.x, block.n) for block in blocks)
        return cls(sum(blocks, start=NOBODY), rows)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.pairs + other.pairs, self.blocks + other.blocks)


@dataclass(frozen=True)
class Balance:
    """How much there is of what orders need to be balanced: `pairs` of `needed` pairs, and blocks of needed blocks.

    What one order has too many helps no other, so it is not counted.
    """

    pairs: int
    needed: int
    blocks: int
    needed_blocks: int

    @classmethod
    def of(cls, orders: Mapping[str, OrderSums]) -> Self | None:
        """Return the balance of the orders of one edition; None if their names do not say which orders there are."""
        parsed = [order for order in map(FormOrder.parse, orders) if order]
        if not parsed or len(parsed) < len(orders) or not orders.keys() <= set(parsed[0].together):
            return None
        found = [orders.get(name, OrderSums()) for name in parsed[0].together]
        return cls(
            pairs=sum(min(order.pairs.n, PAIRS) for order in found),
            needed=PAIRS * len(found),
            blocks=sum(min(order.blocks.m, BLOCKS) for order in found),
            needed_blocks=BLOCKS * len(found),
        )

    @property
    def reached(self) -> bool:
        """Whether there is enough of everything."""
        return (self.pairs, self.blocks) == (self.needed, self.needed_blocks)


@dataclass(frozen=True)
class Change:
    """The mean difference, after minus before, of n pairs in points, and the pairs that went up, stayed and went down.

    `before` and `after` are the means; they have limits where they come from differences between blocks.
    `balanced` is True if each form stands equally often at both occasions, and each order has at least 3 blocks and
    30 pairs.
    """

    n: int
    difference: Estimate
    before: Estimate
    after: Estimate
    up: int
    same: int
    down: int
    balanced: bool


def editions(orders: Mapping[str, OrderSums]) -> dict[str, dict[str, OrderSums]]:
    """Return the orders by the edition of their forms; those from before editions, and those of ratings, under ""."""
    found: defaultdict[str, dict[str, OrderSums]] = defaultdict(dict)
    for name, order in orders.items():
        parsed = FormOrder.parse(name)
        found[parsed.edition if parsed else ""][name] = order
    return dict(found)


def change(orders: Mapping[str, OrderSums], family: int = 1) -> Change | None:
    """Return the change over the orders of the forms of one edition; None if there are no pairs.

    The value is the mean of Σd/n over the orders, so that a harder form cancels out: it comes first in one order and
    second in the other. With at least 6 blocks, and at least 2 in each order, the interval is clustered by block within
    each order. Otherwise it comes from the differences of single people. `family` is how many changes are looked at
    together: their intervals are so wide that all of them hold the truth in 95 % of cases.
    """
    found = [order for order in orders.values() if order.pairs.n]
    if not found:
        return None
    by_block = sum(order.blocks.m for order in found) >= ENOUGH and min(order.blocks.m for order in found) > 1
    basis: Basis = "blocks" if by_block else "people"
    clusters = [order.blocks if by_block else order.pairs.clusters() for order in found]
    share = 1 / len(found)
    value = sum(share * order.pairs.d / order.pairs.n for order in found)
    before, after = (_level(found, by_block=by_block, after=after) for after in (0, 1))
    everybody = sum((order.pairs for order in found), start=NOBODY)
    balance = Balance.of(orders)
    variance = combined((share, cluster.ratio_variance) for cluster in clusters)
    return Change(
        n=everybody.n,
        difference=estimate(value, variance, basis, family),
        before=before,
        after=after,
        up=everybody.up,
        same=everybody.same,
        down=everybody.down,
        balanced=balance.reached if balance else _cancel(orders) and all(map(_enough, found)),
    )


def _level(orders: Sequence[OrderSums], *, by_block: bool, after: int) -> Estimate:
    """Return the mean before (`after` is 0) or after (1), in which every order has the same weight."""
    share = 1 / len(orders)
    value = sum(share * (order.pairs.x + after * order.pairs.d) / order.pairs.n for order in orders)
    parts = [(share, order.blocks.weighted(after, 1).ratio_variance if by_block else None) for order in orders]
    return estimate(value, combined(parts), "blocks" if by_block else "people")


def _enough(order: OrderSums) -> bool:
    return order.blocks.m >= BLOCKS and order.pairs.n >= PAIRS


def _cancel(orders: Mapping[str, OrderSums]) -> bool:
    """Return whether forms without editions cancel out, as in A-B and B-A; in A-C and B-C they do not."""
    forms = [name.split("-") for name, order in orders.items() if order.pairs.n]
    first, second = (sorted(order[place] for order in forms if order[1:]) for place in (0, -1))
    return first == second and len(first) == len(forms)
