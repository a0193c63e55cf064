"""Counts: exact sums over the answers of a group, from which all measures follow. In memory only, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import mul, sub
from typing import Any, Self

from quizlib.measures.group import tallies
from quizlib.measures.group.answers import Column, Given, Item, Pair, Person, check, columns
from quizlib.measures.group.histograms import Histogram
from quizlib.measures.group.sums import PairSums, added
from quizlib.measures.statistics.summable import Summable


@dataclass(frozen=True)
class Counts(Summable):
    """Marks, rest scores (total minus the question's mark) and totals of n people as histograms, and Σ mark · total.

    Marks are whole numbers in any unit (the site's is a millionth of a point); a question left open counts 0.
    Counts from answers have more parts, which are None in counts from marks: `truths`, the truth of each judged
    message; people by question and category (`none`: left open), and by sureness within it; people by where they
    stopped; people by the number of messages of each side that they judged `wrong`; the sums of pairs by measure and
    order, and the `spans` of these measures.
    Counts reveal as much as the answers themselves, so keep them in memory only. `a + b` counts both groups; it raises
    ValueError if they have different questions.
    """

    n: int
    maxima: Mapping[str, int]
    marks: Mapping[str, Histogram]
    rests: Mapping[str, Histogram]
    totals: Histogram
    products: Mapping[str, int]
    truths: Mapping[str, str] | None = None
    categories: Mapping[str, Mapping[str, int]] | None = None
    sureness: Mapping[str, Mapping[str, Mapping[str, int]]] | None = None
    stopped: Mapping[str, int] | None = None
    wrong: Mapping[str, Histogram] | None = None
    pairs: Mapping[str, Mapping[str, PairSums]] | None = None
    spans: Mapping[str, float] | None = None

    @classmethod
    def from_marks(cls, marks: Sequence[Mapping[str, int]], maxima: Mapping[str, int]) -> Self:
        """Count marks: one mapping of question id to mark per person, and the highest mark of each question.

        A question without a mark was left open. Raises ValueError that lists every mark of an unknown question, and
        every mark that is no whole number from 0 to the highest.
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
        """Count the answers of people to items, which are in the order in which they were asked.

        Raises ValueError that lists every answer with an unknown item, category, mark or sureness.
        """
        pairs = [person.pair for person in people if person.pair]
        return cls.from_columns(columns(people, items), items, len(people), pairs)

    @classmethod
    def from_columns(
        cls, found: Mapping[str, Column], items: Mapping[str, Item], n: int, pairs: Sequence[Pair] = ()
    ) -> Self:
        """Count the answers of n people to items, a column for each item, and the pairs that some of them make.

        Raises ValueError that lists every answer with an unknown item, category, mark or sureness.
        """
        check(found, items)
        marks = {name: [*found[name].each(_mark)] if item.maximum else [0] * n for name, item in items.items()}
        return cls(
            n=n,
            maxima={question: item.maximum for question, item in items.items()},
            **_marks(marks, n),
            truths={name: item.truth for name, item in items.items() if item.judged and item.truth},
            categories=tallies.categories(found, items),
            sureness=tallies.sureness(found, items),
            stopped=tallies.stopped(found, items, n),
            wrong=tallies.wrong(found, items, n),
            pairs=tallies.pairs(pairs),
            spans=tallies.wider(*(pair.spans for pair in pairs)),
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


def _mark(given: Given) -> int:
    return given.mark or 0


def _marks(found: Mapping[str, Sequence[int]], n: int) -> dict[str, Any]:
    """Return the parts of counts that need marks only; a question without any mark leaves every total as it is."""
    marked = {name: marks for name, marks in found.items() if any(marks)}
    totals = [*map(sum, zip(*marked.values(), strict=True))] if marked else [0] * n
    unmarked, all_of_them = dict(Counter([0] * n)), dict(Counter(totals))
    return {
        "marks": {name: dict(Counter(marks)) if name in marked else unmarked for name, marks in found.items()},
        "rests": {
            name: dict(Counter(map(sub, totals, marks))) if name in marked else all_of_them
            for name, marks in found.items()
        },
        "totals": all_of_them,
        "products": {name: sum(map(mul, marks, totals)) if name in marked else 0 for name, marks in found.items()},
    }
