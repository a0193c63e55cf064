"""Record: the rounded numbers that a block leaves, all that is ever stored of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from quizlib.measures.group.answers import Truth
from quizlib.measures.group.sums import PairSums, added
from quizlib.measures.record.shapes import number, optional, parts, plain, read, sums, table, truth

LEAST = 10
"""So many people make a block; so many pairs of one measure and order are kept."""
LARGER, LARGE = 20, 50
"""So many people at least have left a record that has more parts."""
LARGER_FROM, LARGE_FROM = 24, 54
"""From this N on more is kept. N, the rounded number, decides: so what is kept tells nothing of n that N does not."""


TOTAL = "total"


@dataclass(frozen=True)
class Record:
    """What is kept of at least 10 people; every number a multiple of 3, rounded once, at random and without bias.

    `n` people; by question and category people, `none` for left open (of a question that `truths` names these are the
    verdicts); by question and category, where they were asked, how sure people were; where people `stopped`
    (`tallies.STOPS`); `spreads`, Σ(2x − highest)² over people: x their `total` (in points), and how many scams they
    `believed` and genuine messages they `rejected`; by measure and order the sums of pairs, from 10 pairs.
    From N = 24, so of 22 people or more, else None: `products` (by marked question Σ(2x − highest)(2T − highest total)
    over mark x and total T, in points²) and people by score band. From N = 54, of 52 or more: people by total in whole
    points (begun points not counted), the two highest and the two lowest values merged.
    Records of one quiz version add up, part by part; a part that one of them lacks the sum lacks too (`by_size`).
    """

    n: int
    truths: Mapping[str, Truth]
    categories: Mapping[str, Mapping[str, int]]
    sureness: Mapping[str, Mapping[str, Mapping[str, int]]]
    stopped: Mapping[str, int]
    spreads: Mapping[str, int]
    pairs: Mapping[str, Mapping[str, PairSums]]
    products: Mapping[str, int] | None = None
    bands: Mapping[str, int] | None = None
    totals: Mapping[str, int] | None = None

    @property
    def size(self) -> int:
        """Whose parts it has: those of 10, of 20 or of 50 people."""
        return LARGE if self.totals is not None else LARGER if self.products is not None else LEAST

    def __add__(self, other: Self) -> Self:
        if self.truths != other.truths or self.categories.keys() != other.categories.keys():
            message = "records of different questions cannot be added"
            raise ValueError(message)
        names = {field.name for field in fields(self)} - {"truths"}
        return type(self)(
            **{name: added(getattr(self, name), getattr(other, name)) for name in names}, truths=self.truths
        )

    def to_plain(self) -> dict[str, Any]:
        """Return the record as plain data, which JSON can hold."""
        found: dict[str, Any] = plain(self)
        return found

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the record that plain data holds; ValueError says which part is missing, unknown or no such number."""
        found: Self = read("record", RECORD, plain)
        return found


SHAPES = {
    "n": number,
    "truths": table(truth),
    "categories": table(table(number)),
    "sureness": table(table(table(number))),
    "stopped": table(number),
    "spreads": table(number),
    "pairs": table(table(sums(PairSums))),
    "products": optional(table(number)),
    "bands": optional(table(number)),
    "totals": optional(table(number)),
}
"""What each part of a record looks like as plain data."""
RECORD = parts(Record, SHAPES)
"""What a record looks like as plain data."""


def by_size(records: Iterable[Record]) -> dict[int, Record]:
    """Add up records of one quiz version: 10 → all, 20 and 50 → those that have the parts kept from there.

    So a figure that needs a part is never mixed of different people. A size of which there is none is left out.
    """
    found: dict[int, Record] = {}
    for record in records:
        for size in (LEAST, LARGER, LARGE):
            if record.size >= size:
                found[size] = found[size] + record if size in found else record
    return found
