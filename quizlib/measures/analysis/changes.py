"""Change: the difference between before and after, from pairs of the same people on counterbalanced forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from quizlib.measures.group.sums import PairSums
from quizlib.measures.statistics.clusters import ENOUGH, NO_BLOCK, Clusters
from quizlib.measures.statistics.intervals import Basis, Estimate, combined, estimate

BLOCKS, PAIRS = 3, 30
"""The blocks and pairs that each order needs for the orders to be balanced."""
NOBODY = PairSums(0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class OrderSums:
    """The sums of pairs of one measure in one order of forms, and their blocks as clusters; they can be added."""

    pairs: PairSums = NOBODY
    blocks: Clusters = NO_BLOCK

    @classmethod
    def of(cls, blocks: Iterable[PairSums]) -> Self:
        """Return the sums of blocks."""
        blocks = list(blocks)
        rows = Clusters.of((block.d, block.n) for block in blocks)
        return cls(sum(blocks, start=NOBODY), rows)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.pairs + other.pairs, self.blocks + other.blocks)


@dataclass(frozen=True)
class Change:
    """The mean difference, after minus before, of n pairs in points, and the pairs that went up, stayed and went down.

    `balanced` is True if every form comes first in as many orders as it comes second, and each order has at least 3
    blocks and 30 pairs.
    """

    n: int
    difference: Estimate
    up: int
    same: int
    down: int
    balanced: bool


def change(orders: Mapping[str, OrderSums]) -> Change | None:
    """Return the change over the orders of forms; None if there are no pairs.

    The value is the mean of Σd/n over the orders, so that a harder form cancels out: it comes first in one order and
    second in the other. With at least 6 blocks, and at least 2 in each order, the interval is clustered by block within
    each order. Otherwise it comes from the differences of single people.
    """
    found = [order for order in orders.values() if order.pairs.n]
    if not found:
        return None
    by_block = sum(order.blocks.m for order in found) >= ENOUGH and min(order.blocks.m for order in found) > 1
    basis: Basis = "blocks" if by_block else "people"
    clusters = [order.blocks if by_block else order.pairs.clusters() for order in found]
    share = 1 / len(found)
    value = sum(share * order.pairs.d / order.pairs.n for order in found)
    everybody = sum((order.pairs for order in found), start=NOBODY)
    return Change(
        n=everybody.n,
        difference=estimate(value, combined((share, cluster.ratio_variance) for cluster in clusters), basis),
        up=everybody.up,
        same=everybody.same,
        down=everybody.down,
        balanced=_cancel(orders) and all(order.blocks.m >= BLOCKS and order.pairs.n >= PAIRS for order in found),
    )


def _cancel(orders: Mapping[str, OrderSums]) -> bool:
    """Return whether differences between forms cancel out, as in A-B and B-A; in A-C and B-C they do not."""
    forms = [name.split("-") for name, order in orders.items() if order.pairs.n]
    first, second = (sorted(order[place] for order in forms if order[1:]) for place in (0, -1))
    return first == second and len(first) == len(forms)
