"""Gatherings: what the same people left together, and what that adds to the sums by place and period. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from quizlib import Outline
from quizlib.measures import Record, Summed
from webapp.storage.batches import Mode
from webapp.storage.weeks import month_of

ALL = ""
"""In a key: every period, every quiz, every version."""

Lineage = Callable[[str], Sequence[str]]
"""Place → itself and all places it lies in, the campaign last; of no place (people at home) the campaign alone."""
Outlines = Mapping[tuple[str, str], Outline]
"""(quiz, version) → its outline."""


@dataclass(frozen=True)
class People:
    """Bare numbers: attempts begun and finished; workshops, their head counts, and how many had under 5 or none."""

    starts: int = 0
    finishes: int = 0
    workshops: int = 0
    head_count: int = 0
    uncounted: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.starts + other.starts,
            self.finishes + other.finishes,
            self.workshops + other.workshops,
            self.head_count + other.head_count,
            self.uncounted + other.uncounted,
        )


@dataclass(frozen=True)
class Sum:
    """What is known of a place in a period: sums of records, and bare numbers of people."""

    summed: Summed = field(default_factory=Summed)
    people: People = field(default_factory=People)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.summed + other.summed, self.people + other.people)

    def to_plain(self) -> dict[str, Any]:
        """Return it as plain data, which JSON can hold."""
        return {"summed": self.summed.to_plain(), "people": vars(self.people)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return what plain data holds; ValueError or TypeError if it is no sum."""
        return cls(Summed.from_plain(plain["summed"]), People(**plain["people"]))


class Key(NamedTuple):
    """What a sum is of: the primary key of its row. `quiz` alone, without a version, has bare numbers only."""

    place: str
    period: str
    mode: str
    quiz: str = ALL
    version: str = ALL


class Recorded(NamedTuple):
    """A block's record, with the quiz version it is of."""

    id: str
    quiz: str
    version: str
    record: Record


class Attended(NamedTuple):
    """How many began and finished a quiz in one batch, rounded; None under 5."""

    id: str
    quiz: str
    starts: int | None
    finishes: int | None


@dataclass(frozen=True)
class Gathering:
    """A workshop with all it left; or one block, or one quiz's attendance, of people who belong to none.

    `place` is empty for people at home. `aside`: nobody has decided yet whether it is to be counted.
    """

    place: str
    week: str
    mode: Mode
    workshop: str | None = None
    forms: str | None = None
    aside: bool = False
    blocks: tuple[Recorded, ...] = ()
    attended: tuple[Attended, ...] = ()

    def adds(self, outlines: Outlines, lineage: Lineage) -> dict[Key, Sum]:
        """Return what this adds to which sums. LookupError if a block's outline is not known."""
        each = [Summed.of(one.record, outlines[one.quiz, one.version].rows(one.record)) for one in self.blocks]
        here: defaultdict[tuple[str, str], Sum] = defaultdict(Sum)
        here[ALL, ALL] += Sum(Summed.across(each))
        for one, summed in zip(self.blocks, each, strict=True):
            here[one.quiz, one.version] += Sum(summed)
        for attended in self.attended:
            people = Sum(people=People(attended.starts or 0, attended.finishes or 0))
            here[attended.quiz, ALL] += people
            here[ALL, ALL] += people
        return {
            Key(place, period, self.mode, quiz, version): added
            for (quiz, version), added in here.items()
            for place in lineage(self.place)
            for period in (periods(self.week) if quiz == ALL else (ALL,))
        }


def head_counted(place: str, week: str, head_count: int | None, lineage: Lineage) -> dict[Key, Sum]:
    """Return what a workshop's having taken place adds: it is a lesson whatever was answered."""
    people = People(workshops=1, head_count=head_count or 0, uncounted=int(head_count is None))
    return {Key(each, period, "workshop"): Sum(people=people) for each in lineage(place) for period in periods(week)}


def periods(week: str) -> tuple[str, str, str]:
    """Return the periods a week counts in: all, its year, its month."""
    month = month_of(week)
    return ALL, month[:4], month
