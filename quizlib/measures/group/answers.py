"""The input of counting: people with their answers, and the items that they were asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from quizlib.measures.names import DOUBT, GENUINE_OR_SCAM, Sides

NONE = "none"
"""The category of a question without an answer."""
SURENESS = (1, 2, 3)
Part = TypeVar("Part")


class Given(NamedTuple):
    """One person's answer to one question: its category (an option, a verdict or a score), mark and sureness.

    `mark` is None if nothing is marked; `sure` is 1 to 3, or None if it was not asked.
    """

    category: str
    mark: int | None
    sure: int | None = None


class Pair(NamedTuple):
    """The same measures of one person before and after, in points by measure; `order` names the two forms.

    `spans` holds the largest possible difference by measure; without an entry it is the points of the whole quiz. The
    sums in a record are rounded so far that they hide a difference of this size.
    """

    order: str
    before: Mapping[str, float]
    after: Mapping[str, float]
    spans: Mapping[str, float] = MappingProxyType({})


class Person(NamedTuple):
    """One attempt: what was given, by question id; a missing question was left open."""

    answers: Mapping[str, Given]
    pair: Pair | None = None


class Item(NamedTuple):
    """One question: its highest mark (0 if nothing is marked), its categories, and the truth of its message, if any.

    The truth is one of the two `sides` of the question's judge.
    `part` is True for a part of the question before it, counted by itself; it does not count for where people stopped.
    """

    maximum: int
    categories: Collection[str]
    truth: str | None = None
    part: bool = False
    sides: Sides = GENUINE_OR_SCAM

    @property
    def judged(self) -> bool:
        """Whether the item asks for a verdict: it has a truth, and its categories are verdicts."""
        return self.truth is not None and {*self.sides, DOUBT}.issuperset(set(self.categories) - {NONE})


class Column(NamedTuple):
    """The answers of all people to one question, in the order of the people, in any form that can be hashed.

    `given` says what each of these forms counts as, and `tally` how many people have it.
    """

    forms: Sequence[Hashable]
    given: Mapping[Any, Given]
    tally: Mapping[Any, int]

    def each(self, what: Callable[[Given], Part]) -> Iterator[Part]:
        """Yield a part of what each person gave; it is asked for once for equal answers."""
        found = {form: what(given) for form, given in self.given.items()}
        return map(found.__getitem__, self.forms)

    def counted(self) -> Iterator[tuple[Given, int]]:
        """Yield what was given, and by how many people; the same may come several times."""
        return ((given, self.tally[form]) for form, given in self.given.items())


OPEN = Given(NONE, 0)


def columns(people: Sequence[Person], items: Mapping[str, Item]) -> dict[str, Column]:
    """Return the answers as one column for each question, also for one that is not among the items."""
    questions = dict.fromkeys([*items, *(question for person in people for question in person.answers)])
    return {question: _column([person.answers.get(question, OPEN) for person in people]) for question in questions}


def check(found: Mapping[str, Column], items: Mapping[str, Item]) -> None:
    """Raise ValueError that lists every impossible answer."""
    unknown = sorted(found.keys() - items.keys())
    wrong = [f"{question!r} was answered, but is not among the items" for question in unknown]
    wrong += [line for question, item in items.items() for line in _impossible(question, item, found[question])]
    if wrong:
        raise ValueError("; ".join(wrong))


def _column(given: list[Given]) -> Column:
    tally = Counter(given)
    return Column(given, {one: one for one in tally}, tally)


def _impossible(question: str, item: Item, column: Column) -> Iterator[str]:
    for given in sorted(set(column.given.values()), key=repr):
        if given.category != NONE and given.category not in item.categories:
            yield f"{question!r} was answered {given.category!r}, not one of {', '.join(item.categories)}"
        if not 0 <= (given.mark or 0) <= item.maximum:
            yield f"{question!r} was given {given.mark} marks, of 0 to {item.maximum}"
        if given.sure is not None and given.sure not in SURENESS:
            yield f"{question!r} has sureness {given.sure!r}, not 1, 2 or 3"
