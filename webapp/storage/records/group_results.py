"""Gatherings: what the same people left together, and what that adds to the sums by place and period. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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


class QuizAttendance(NamedTuple):
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
    attended: tuple[QuizAttendance, ...] = ()

    @property
    def singles(self) -> tuple[Gathering, ...]:
        """Itself if it is a workshop; else every block and every attendance by itself: they are of other people."""
        if self.workshop is not None or len(self.blocks) + len(self.attended) == 1:
            return (self,)
        blocks = [replace(self, blocks=(one,), attended=()) for one in self.blocks]
        return (*blocks, *(replace(self, blocks=(), attended=(one,)) for one in self.attended))

    def own(self, outlines: Outlines) -> dict[tuple[str, str], Sum]:
        """Return its sums by quiz and version. LookupError if a block's outline is not known."""
        each = [Summed.of(one.record, outlines[one.quiz, one.version].rows(one.record)) for one in self.blocks]
        here: defaultdict[tuple[str, str], Sum] = defaultdict(Sum)
        here[ALL, ALL] += Sum(Summed.across(each))
        for one, summed in zip(self.blocks, each, strict=True):
            here[one.quiz, one.version] += Sum(summed)
        for attended in self.attended:
            people = Sum(people=People(attended.starts or 0, attended.finishes or 0))
            here[attended.quiz, ALL] += people
            here[ALL, ALL] += people
        return here


@dataclass
class Totals:
    """What gatherings and workshops add up to, by place, month, mode, quiz and version, in any order."""

    found: defaultdict[tuple[str, str, str, str, str], Sum] = field(default_factory=lambda: defaultdict(Sum))

    def add(self, gathering: Gathering, outlines: Outlines) -> None:
        """Add what was gathered. LookupError if a block's outline is not known, ValueError if it is of another quiz."""
        for one in gathering.singles:
            for (quiz, version), added in one.own(outlines).items():
                self.found[one.place, month_of(one.week), one.mode, quiz, version] += added

    def held(self, place: str, week: str, head_count: int | None) -> None:
        """Add a workshop's having taken place: it is a lesson whatever was answered."""
        people = People(workshops=1, head_count=head_count or 0, uncounted=int(head_count is None))
        self.found[place, month_of(week), "workshop", ALL, ALL] += Sum(people=people)

    def spread(self, lineage: Lineage) -> dict[Key, Sum]:
        """Return what this adds to which sums: to those of every place it lies in, and every period."""
        sums: defaultdict[Key, Sum] = defaultdict(Sum)
        for (own, month, mode, quiz, version), added in self.found.items():
            for place in lineage(own):
                for period in (ALL, month[:4], month) if quiz == ALL else (ALL,):
                    sums[Key(place, period, mode, quiz, version)] += added
        return sums
