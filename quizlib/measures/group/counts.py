"""Counts: everything the measures need to know of some people, in sums that add up. In memory only, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import mul, sub
from typing import Any, Self

from quizlib.measures.group import tallies
from quizlib.measures.group.answers import Item, Person, Truth, columns
from quizlib.measures.group.histograms import Histogram
from quizlib.measures.group.sums import PairSums, added


@dataclass(frozen=True)
class Counts:
    """n people's marks, rest scores (total minus the question's mark) and totals as histograms, and Σ mark · total.

    Marks are whole numbers in any unit (the site's is a millionth of a point); a question left open counts 0.
    From answers also, else None: `truths` (what each judged message is); people by question and category (`none` for
    left open), and by sureness within it; by where they stopped; by how many messages of each kind they judged
    `wrong`; per measure and order the sums of pairs, and the `spans` of these measures.
    Full counts give answers away as rows would: they stay in memory. `a + b` counts both groups; ValueError names the
    questions of which they know different things.
    """

    n: int
    maxima: Mapping[str, int]
    marks: Mapping[str, Histogram]
    rests: Mapping[str, Histogram]
    totals: Histogram
    products: Mapping[str, int]
    truths: Mapping[str, Truth] | None = None
    categories: Mapping[str, Mapping[str, int]] | None = None
    sureness: Mapping[str, Mapping[str, Mapping[str, int]]] | None = None
    stopped: Mapping[str, int] | None = None
    wrong: Mapping[str, Histogram] | None = None
    pairs: Mapping[str, Mapping[str, PairSums]] | None = None
    spans: Mapping[str, float] | None = None

    @classmethod
    def from_marks(cls, marks: Sequence[Mapping[str, int]], maxima: Mapping[str, int]) -> Self:
        """Count people's marks (question id → mark; absent: left open), given each question's highest mark.

        ValueError names every mark that is of no question, no whole number, or not from 0 to the highest.
        """
        found = {question: [given.get(question) or 0 for given in marks] for question in maxima}
        unknown = sorted({question for given in marks for question in given.keys() - maxima.keys()})
        wrong = [f"{question!r} has a mark, but no maximum" for question in unknown]
        for question, column in found.items():
            wrong += [
                f"{question!r} has {mark!r} marks, of 0 to {maxima[question]} in whole numbers"
                for mark in sorted(set(column))
                if not isinstance(mark, int) or not 0 <= mark <= maxima[question]
            ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return cls(n=len(marks), maxima=dict(maxima), **_marks(found, len(marks)))

    @classmethod
    def from_answers(cls, people: Sequence[Person], items: Mapping[str, Item]) -> Self:
        """Count people's answers to the items, which stand in the order in which they were asked.

        ValueError names every answer of no item, category, mark or sureness that there is.
        """
        found = columns(people, items)
        n = len(people)
        return cls(
            n=n,
            maxima={question: item.maximum for question, item in items.items()},
            **_marks({name: column.marks for name, column in found.items()}, n),
            truths={name: item.truth for name, item in items.items() if item.judged and item.truth},
            categories=tallies.categories(found, items),
            sureness=tallies.sureness(found, items),
            stopped=tallies.stopped(found, items, n),
            wrong=tallies.wrong(found, items, n),
            pairs=tallies.pairs(people),
            spans=tallies.spans(people),
        )

    def __add__(self, other: Self) -> Self:
        differing = _differing("maximum", self.maxima, other.maxima)
        truths = spans = None
        if self.truths is not None and other.truths is not None:
            truths, spans = self.truths, tallies.wider(self.spans or {}, other.spans or {})
            differing += _differing("truth", self.truths, other.truths)
        if differing:
            message = f"counts of different questions cannot be added: {', '.join(differing)}"
            raise ValueError(message)
        names = {field.name for field in fields(self)} - {"maxima", "truths", "spans"}
        sums = {name: added(getattr(self, name), getattr(other, name)) for name in names}
        return type(self)(**sums, maxima=self.maxima, truths=truths, spans=spans)


def _differing(what: str, one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return [
        f"{question!r} ({what} {one.get(question)} and {other.get(question)})"
        for question in {**one, **other}
        if one.get(question) != other.get(question)
    ]


def _marks(found: Mapping[str, Sequence[int]], n: int) -> dict[str, Any]:
    """Return the parts that rest on marks alone, column by column: whole batches are counted so."""
    totals = [sum(marks) for marks in zip(*found.values(), strict=True)] if found else [0] * n
    return {
        "marks": {name: dict(Counter(marks)) for name, marks in found.items()},
        "rests": {name: dict(Counter(map(sub, totals, marks))) for name, marks in found.items()},
        "totals": dict(Counter(totals)),
        "products": {name: sum(map(mul, marks, totals)) for name, marks in found.items()},
    }
