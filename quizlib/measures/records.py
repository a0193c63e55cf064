"""Record: the rounded numbers that a block leaves, all that is ever stored of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from quizlib.measures.answers import Truth
from quizlib.measures.shapes import number, optional, parts, read, sums, table, truth
from quizlib.measures.sums import CutSums, PairSums, added

LEAST = 10
"""So many people make a block; so many pairs of one measure and order are kept."""
LARGER, LARGE = 20, 50
"""So many people at least have left a record that has more parts."""
LARGER_FROM, LARGE_FROM = 24, 54
"""From this N on more is kept. N, the rounded number, decides: so what is kept tells nothing of n that N does not."""


@dataclass(frozen=True)
class Record:
    """What is kept of at least 10 people; every number a multiple of 3, rounded once, at random and without bias.

    Always: `n` people, `total` and `squares` (Σ and Σ of squares of their totals, in points and points²). None where
    the counts did not know it: by question and category people, `none` for left open (of a question that `truths`
    names these are the verdicts, so they stand once); by question, "right" or "wrong" and sureness decided answers;
    where people `stopped` (`tallies.STOPS`); the sums at each cut of judgement; by measure and order the sums of
    pairs, from 10 pairs. From N = 24, so of 22 people or more: `products` (Σ mark · total, points², of what is marked)
    and people by score band. From N = 54, of 52 or more: people by total in whole points (begun points not counted),
    the two highest and the two lowest values merged.
    Records of one quiz version add up, part by part; a part that one of them lacks the sum lacks too (`by_size`).
    """

    n: int
    total: int
    squares: int
    truths: Mapping[str, Truth] | None = None
    categories: Mapping[str, Mapping[str, int]] | None = None
    sureness: Mapping[str, Mapping[str, Mapping[str, int]]] | None = None
    stopped: Mapping[str, int] | None = None
    cuts: Mapping[str, CutSums] | None = None
    pairs: Mapping[str, Mapping[str, PairSums]] | None = None
    products: Mapping[str, int] | None = None
    bands: Mapping[str, int] | None = None
    totals: Mapping[str, int] | None = None

    @property
    def size(self) -> int:
        """Whose parts it has: those of 10, of 20 or of 50 people."""
        return LARGE if self.totals is not None else LARGER if self.products is not None else LEAST

    def __add__(self, other: Self) -> Self:
        if self.truths != other.truths or _names(self.categories) != _names(other.categories):
            message = "records of different questions cannot be added"
            raise ValueError(message)
        names = {field.name for field in fields(self)} - {"truths"}
        return type(self)(
            **{name: added(getattr(self, name), getattr(other, name)) for name in names}, truths=self.truths
        )

    def to_plain(self) -> dict[str, Any]:
        """Return the record as plain data, which JSON can hold."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the record that plain data holds; ValueError says which part is missing, unknown or no such number."""
        found: Self = read("record", RECORD, plain)
        return found


SHAPES = {
    "n": number,
    "total": number,
    "squares": number,
    "truths": optional(table(truth)),
    "categories": optional(table(table(number))),
    "sureness": optional(table(table(table(number)))),
    "stopped": optional(table(number)),
    "cuts": optional(table(sums(CutSums))),
    "pairs": optional(table(table(sums(PairSums)))),
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


def _names(part: Mapping[str, object] | None) -> set[str]:
    return set(part or ())
