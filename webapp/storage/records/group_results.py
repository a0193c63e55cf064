"""Group results: what the same people left, and what that adds to the sums of places and periods. No SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quizlib import Outline, measures
from webapp.storage.batches import Mode
from webapp.storage.weeks import month_of
from webapp.sums import People, Sum

ALL = ""
"""In the key of a sum: every period, every quiz, every version."""

Lineage = Callable[[str], Sequence[str]]
"""Place → the place itself and all places that it lies in, the campaign last. For people at home the campaign only."""
Outlines = Mapping[tuple[str, str], Outline]
"""(quiz, version) → its outline."""


class SumKey(NamedTuple):
    """What is summed up: the primary key of a sum. With a quiz but no version, the sum has numbers of people only."""

    place: str
    period: str
    mode: str
    quiz: str = ALL
    version: str = ALL


class BlockRecord(NamedTuple):
    """The record of a block, and the quiz version that its people took; `order` if all took the forms in one order.

    A workshop takes them in its order. At home an order is known only where reserved messages are counted by occasion.
    """

    id: str
    quiz: str
    version: str
    record: measures.Record
    order: str | None = None


class QuizAttendance(NamedTuple):
    """How many people of a batch began and finished a quiz, rounded; None under 5."""

    id: str
    quiz: str
    starts: int | None
    finishes: int | None


@dataclass(frozen=True)
class GroupResults:
    """All that a workshop left, or blocks and attendance of people who belong to no workshop.

    `place` is empty for people at home. `aside` is true until somebody decides whether the workshop is counted.
    """

    place: str
    week: str
    mode: Mode
    workshop: str | None = None
    aside: bool = False
    blocks: tuple[BlockRecord, ...] = ()
    attended: tuple[QuizAttendance, ...] = ()

    @property
    def by_people(self) -> tuple[GroupResults, ...]:
        """The parts that are of different people: a workshop is one part, else each block and attendance is."""
        if self.workshop is not None or len(self.blocks) + len(self.attended) == 1:
            return (self,)
        blocks = [replace(self, blocks=(one,), attended=()) for one in self.blocks]
        return (*blocks, *(replace(self, blocks=(), attended=(one,)) for one in self.attended))

    def sums(self, outlines: Outlines) -> dict[tuple[str, str], Sum]:
        """Return the sums of results of the same people, by quiz and version.

        LookupError if the outline of a block is not known.
        """
        for one in self.blocks:
            outlines[one.quiz, one.version].check(one.record)
        each = [
            measures.Summed.of(one.record, outlines[one.quiz, one.version].rows(one.record, one.order))
            for one in self.blocks
        ]
        found: defaultdict[tuple[str, str], Sum] = defaultdict(Sum)
        found[ALL, ALL] += Sum(measures.Summed.across(each))
        for one, summed in zip(self.blocks, each, strict=True):
            found[one.quiz, one.version] += Sum(summed)
        for attended in self.attended:
            people = Sum(people=People(attended.starts or 0, attended.finishes or 0))
            found[attended.quiz, ALL] += people
            found[ALL, ALL] += people
        return found


@dataclass
class Totals:
    """What results and workshops add up to, by their own place, month, mode, quiz and version."""

    found: defaultdict[tuple[str, str, str, str, str], Sum] = field(default_factory=lambda: defaultdict(Sum))

    def add(self, results: GroupResults, outlines: Outlines) -> None:
        """Add results.

        LookupError if the outline of a block is not known, ValueError if a block does not fit its outline.
        """
        for part in results.by_people:
            for (quiz, version), added in part.sums(outlines).items():
                self.found[part.place, month_of(part.week), part.mode, quiz, version] += added

    def add_workshop(self, place: str, week: str, head_count: int | None) -> None:
        """Add that a workshop took place, whatever its people answered, and in whatever way they took part."""
        people = People(workshops=1, head_count=head_count or 0, uncounted=int(head_count is None))
        self.found[place, month_of(week), "workshop", ALL, ALL] += Sum(people=people)

    def spread(self, lineage: Lineage) -> dict[SumKey, Sum]:
        """Return what this adds to which sums: those of every place that a place lies in, and of every period.

        The sums of single quizzes are over all periods only.
        """
        sums: defaultdict[SumKey, Sum] = defaultdict(Sum)
        for (own, month, mode, quiz, version), added in self.found.items():
            for place in lineage(own) if mode != "api" else (own,):  # it is in no sum of the campaign
                for period in (ALL, month[:4], month) if quiz == ALL else (ALL,):
                    sums[SumKey(place, period, mode, quiz, version)] += added
        return sums
