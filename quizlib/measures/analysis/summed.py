"""Summed: the sum of the records of many blocks, with everything that figures and their intervals need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

from quizlib.measures.analysis.changes import OrderSums
from quizlib.measures.analysis.judgements import people_judging_wrong
from quizlib.measures.block.records import LARGE, LARGER, LEAST, Record, by_size, record_shape
from quizlib.measures.block.shapes import Place, Shape, parts, plain, read, refuse, row, sums, table, whole
from quizlib.measures.group.sums import PairSums, added
from quizlib.measures.names import Measure
from quizlib.measures.statistics.clusters import Clusters
from quizlib.measures.statistics.summable import Summable

OWN = frozenset(
    {
        Measure.CAUTIOUS,
        Measure.OUTRIGHT,
        Measure.SCORE,
        Measure.FINISHED,
        Measure.COMPLETED,
        Measure.LEFT,
        "facility",
        "share",
    }
)
"""The measures that belong to one quiz; all others have the same meaning in every quiz."""


@dataclass(frozen=True)
class Summed(Summable):
    """Sums over blocks that can be added. All numbers are whole, so that the order of adding changes no digit.

    `records` are the sums of `by_size` for one quiz version, empty in sums over several quizzes; `blocks` holds
    clusters with one row for each block, by measure; `people` holds clusters of one person each, by measure, for
    intervals from few blocks; `orders` holds the sums of pairs by measure and order.
    """

    records: Mapping[int, Record] = field(default_factory=dict)
    blocks: Mapping[str, Clusters] = field(default_factory=dict)
    people: Mapping[str, Clusters] = field(default_factory=dict)
    orders: Mapping[str, Mapping[str, OrderSums]] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record, rows: Mapping[str, Sequence[int]]) -> Self:
        """Return the sums of one block from its record and its row of every measure, as `Outline.rows` returns them."""
        return cls(
            records=by_size([record]),
            blocks={name: Clusters.of([numbers]) for name, numbers in rows.items()},
            people=people_judging_wrong(record),
            orders={
                measure: {order: OrderSums.of([pairs]) for order, pairs in orders.items()}
                for measure, orders in record.pairs.items()
            },
        )

    @classmethod
    def across(cls, blocks: Iterable[Self]) -> Self:
        """Return blocks of the same people, such as the quizzes of one workshop, as one block.

        The rows of a measure that several quizzes share are added to one row, because a person in two of the blocks is
        not two people. The result has no clusters of single people, no records, and no measures of one quiz alone.
        """
        everything = sum((replace(block, records={}) for block in blocks), start=cls())
        return cls(
            blocks={
                name: _one_row(rows) for name, rows in everything.blocks.items() if name.partition(":")[0] not in OWN
            },
            orders={
                measure: {order: OrderSums(found.pairs, _one_row(found.blocks)) for order, found in orders.items()}
                for measure, orders in everything.orders.items()
            },
        )

    def __add__(self, other: Self) -> Self:
        names = [field.name for field in fields(self)]
        return type(self)(**{name: added(getattr(self, name), getattr(other, name)) for name in names})

    def to_plain(self) -> dict[str, Any]:
        """Return the sums as plain data for JSON."""
        return {**plain(self), "records": {str(size): plain(record) for size, record in self.records.items()}}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the sums from plain data; raise ValueError with the place of the first mistake."""
        found: Self = read("sum", parts(cls, SHAPES), plain)
        return found


def _one_row(rows: Clusters) -> Clusters:
    return Clusters.of([rows.sums])


def _records(value: object, where: Place) -> dict[int, Record]:
    sizes = {str(size): size for size in (LEAST, LARGER, LARGE)}
    found = table(record_shape)(value, where)
    if not found.keys() <= sizes.keys():
        refuse(where, sorted(found), f"of the sizes {', '.join(sizes)}")
    return {sizes[size]: record for size, record in found.items()}


def _clusters(value: object, where: Place) -> Clusters:
    found: Clusters = CLUSTERS(value, where)
    width = len(found.sums)
    if [len(products) for products in found.products] != [width] * width:
        refuse((where, "products"), found.products, f"{width} rows of {width}")
    return found


CLUSTERS: Shape = parts(Clusters, {"m": whole, "sums": row(whole), "products": row(row(whole)), "cubes": whole})
ORDER: Shape = parts(OrderSums, {"pairs": sums(PairSums), "blocks": _clusters})
SHAPES = {
    "records": _records,
    "blocks": table(_clusters),
    "people": table(_clusters),
    "orders": table(table(ORDER)),
}
"""The shape of each part as plain data."""
