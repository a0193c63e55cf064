"""Record: the rounded numbers of a block, which are all that is ever stored of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from quizlib.measures.block.bounds import impossible
from quizlib.measures.block.shapes import Place, number, optional, parts, plain, read, refuse, sums, table
from quizlib.measures.group.answers import NONE
from quizlib.measures.group.sums import PairSums, added
from quizlib.measures.names import DOUBT
from quizlib.measures.statistics.summable import Summable

LEAST = 10
"""The lowest number of people in a block, and of pairs of one measure and order that are kept."""
LARGER, LARGE = 20, 50
"""The sizes of records with more parts; a size is the lowest number of people that a record of it comes from."""
LARGER_FROM, LARGE_FROM = 24, 54
"""The rounded numbers N from which more is kept. N decides, so that the parts kept show no more about n than N does."""


TOTAL = "total"


@dataclass(frozen=True)
class Record(Summable):
    """What is kept of at least 10 people. Every number is a multiple of 3, rounded once, at random and without bias.

    Always: `n` people; `categories`, people by question and category, `none` for left open (the categories of a
    question in `truths` are verdicts: both sides, and `unsure`); `sureness`, people by question, category and sureness
    if it was asked; `stopped`, people by where they stopped (`tallies.STOPS`); `spreads`, Σ(2x − highest)² over people,
    where x is their `total` in points, or the messages of one side that they judged wrong, by measure (`believed`,
    `rejected`, …); `pairs`, the sums of pairs by measure and order, if there are at least 10.
    From N = 24 (at least 22 people), else None: `products`, by marked question Σ(2x − highest)(2T − highest total) over
    mark x and total T, in points²; `bands`, people by score band. From N = 54 (at least 52 people), else None:
    `totals`, people by total in whole points, with the two highest and the two lowest values merged.
    `begun`: the n people and those who answered something but less than half; None where that is not known.
    Records of one quiz version can be added part by part. The sum lacks a part if one of them lacks it (`by_size`).
    """

    n: int
    truths: Mapping[str, str]
    categories: Mapping[str, Mapping[str, int]]
    sureness: Mapping[str, Mapping[str, Mapping[str, int]]]
    stopped: Mapping[str, int]
    spreads: Mapping[str, int]
    pairs: Mapping[str, Mapping[str, PairSums]]
    products: Mapping[str, int] | None = None
    bands: Mapping[str, int] | None = None
    totals: Mapping[str, int] | None = None
    begun: int | None = None

    @property
    def size(self) -> int:
        """The size whose parts the record has: 10, 20 or 50 people."""
        return LARGE if self.totals is not None else LARGER if self.products is not None else LEAST

    def sides(self, question: str) -> list[str]:
        """Return both sides of a question that is judged, in no order that means anything."""
        return [verdict for verdict in self.categories.get(question, ()) if verdict not in (DOUBT, NONE)]

    def mistaken(self, question: str) -> int:
        """Return how many people judged the message of a question to be on the other side."""
        other = next(side for side in self.sides(question) if side != self.truths[question])
        return self.categories[question][other]

    def __add__(self, other: Self) -> Self:
        if self.truths != other.truths or self.categories.keys() != other.categories.keys():
            message = "records of different questions cannot be added"
            raise ValueError(message)
        names = {field.name for field in fields(self)} - {"truths"}
        return type(self)(
            **{name: added(getattr(self, name), getattr(other, name)) for name in names}, truths=self.truths
        )

    def to_plain(self) -> dict[str, Any]:
        """Return the record as plain data for JSON."""
        found: dict[str, Any] = plain(self)
        return found

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the record from plain data.

        Raises ValueError if a part is missing, unknown or no such number, or if no people can have left such a record.
        """
        found: Self = read("record", record_shape, plain)
        for line in impossible(found):
            message = f"no record: {line}"
            raise ValueError(message)
        return found


SHAPES = {
    "n": number,
    "truths": table(lambda truth, _: truth),
    "categories": table(table(number)),
    "sureness": table(table(table(number))),
    "stopped": table(number),
    "spreads": table(number),
    "pairs": table(table(sums(PairSums))),
    "products": optional(table(number)),
    "bands": optional(table(number)),
    "totals": optional(table(number)),
    "begun": optional(number),
}
"""The shape of each part of a record as plain data."""


def record_shape(value: object, where: Place) -> Record:
    """Return a record; raise ValueError for other data, and for a truth that is no side of its question.

    Records from before `begun` was kept do not have it.
    """
    known = {"begun": None, **value} if isinstance(value, Mapping) else value
    found: Record = parts(Record, SHAPES)(known, where)
    for question, truth in found.truths.items():
        sides = found.sides(question)
        if truth not in sides or len(sides) > 2:  # noqa: PLR2004 - a judge has two
            refuse(((where, "truths"), question), truth, " or ".join(sides) or "an answer to it")
    return found


def by_size(records: Iterable[Record]) -> dict[int, Record]:
    """Return sums of records of one quiz version: under 10 of all, under 20 and 50 of those with the parts kept there.

    So a figure that needs a part never mixes different people. A size without records is left out.
    """
    found: dict[int, Record] = {}
    for record in records:
        for size in (LEAST, LARGER, LARGE):
            if record.size >= size:
                found[size] = found[size] + record if size in found else record
    return found
