"""What closing hands in: people with what each of them gave, and the items they were asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

Truth = Literal["scam", "genuine"]

NONE = "none"
"""The category of a question that was left open."""
VERDICTS = frozenset({"scam", "unsure", "genuine"})
SURENESS = (1, 2, 3)


class Given(NamedTuple):
    """One person's answer to one question: its category (an option, a verdict, a mark), its mark, how sure one was.

    `mark` is None where nothing is marked, `sure` is 1 to 3 or None.
    """

    category: str
    mark: int | None
    sure: int | None = None


class Pair(NamedTuple):
    """The same measures of one person before and after: measure → number, in points; `order` names the forms.

    `spans`: how far the two can lie apart at most (else as far as the points of the whole quiz): of a record's sums
    that says how far they must be rounded to hide one person's change.
    """

    order: str
    before: Mapping[str, float]
    after: Mapping[str, float]
    spans: Mapping[str, float] = MappingProxyType({})


class Person(NamedTuple):
    """One attempt: question id → what was given; a question that is not there was left open."""

    answers: Mapping[str, Given]
    pair: Pair | None = None


class Item(NamedTuple):
    """One question: its highest mark (0 where nothing is marked), its categories, what its message is, if any.

    `part`: it is a part of the question before it, counted for itself; where people stopped does not depend on it.
    """

    maximum: int
    categories: Collection[str]
    truth: Truth | None = None
    part: bool = False

    @property
    def judged(self) -> bool:
        """Whether it asks for a verdict: there is a truth, and the categories are verdicts."""
        return self.truth is not None and VERDICTS.issuperset(set(self.categories) - {NONE})


class Column(NamedTuple):
    """What everybody gave to one question, in the order of the people; and how many gave the same."""

    categories: list[str]
    marks: list[int]
    tally: Counter[Given]


OPEN = Given(NONE, 0)


def columns(people: Sequence[Person], items: Mapping[str, Item]) -> dict[str, Column]:
    """Turn people's answers into columns, one for each question; ValueError names everything that cannot be."""
    found = {question: _column([person.answers.get(question, OPEN) for person in people]) for question in items}
    unknown = {question for person in people for question in person.answers.keys() - items.keys()}
    wrong = [f"{question!r} was answered, but is not among the items" for question in sorted(unknown)]
    wrong += [line for question, item in items.items() for line in _impossible(question, item, found[question])]
    if wrong:
        raise ValueError("; ".join(wrong))
    return found


def _column(given: list[Given]) -> Column:
    return Column([one.category for one in given], [one.mark or 0 for one in given], Counter(given))


def _impossible(question: str, item: Item, column: Column) -> Iterator[str]:
    for given in sorted(column.tally, key=repr):
        if given.category != NONE and given.category not in item.categories:
            yield f"{question!r} was answered {given.category!r}, not one of {', '.join(item.categories)}"
        if not 0 <= (given.mark or 0) <= item.maximum:
            yield f"{question!r} was given {given.mark} marks, of 0 to {item.maximum}"
        if given.sure is not None and given.sure not in SURENESS:
            yield f"{question!r} has sureness {given.sure!r}, not 1, 2 or 3"
