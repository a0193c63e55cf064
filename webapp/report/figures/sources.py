"""The sources of the report: which sums it reads, as a protocol that the storage fulfils."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from quizlib import Outline
from quizlib.measures import Clusters, Summed
from webapp.report.rules.figure import Mode
from webapp.site_content.places import CAMPAIGN
from webapp.sums import People, Sum


class Version(NamedTuple):
    """One version of a quiz; a short form has a version of its own."""

    quiz: str
    version: str


class Attended(NamedTuple):
    """The lessons at a place in a calendar year, and the sum of their head counts; `uncounted` lessons have none.

    A lesson has no head count if fewer than 5 came or if nobody counted.
    """

    place: str
    year: str
    lessons: int
    participants: int
    uncounted: int


class Held(NamedTuple):
    """A workshop that is over; `quizzes` are those that were counted, and `head_count` is None below 5.

    `finishes` maps a quiz to how many completed it, rounded; None below 5.
    """

    id: str
    place: str
    week: str
    quizzes: Sequence[str]
    head_count: int | None
    aside: bool = False
    finishes: Mapping[str, int | None] = MappingProxyType({})
    blocks: Mapping[Version, Summed] = MappingProxyType({})
    mode: Mode = "workshop"


class InMonth(NamedTuple):
    """What is kept of the workshops of a month: the people, and the blocks of the measures that were asked for."""

    people: People
    blocks: Mapping[str, Clusters]


class Tallied(NamedTuple):
    """One small number of one month, tied to nothing else; `kind` is `visits` or `age`."""

    month: str
    kind: str
    name: str
    n: int


class Sums(Protocol):
    """The sums of records. Only `workshop` reads single blocks: those of one workshop."""

    def get(
        self, place: str = CAMPAIGN, period: str = "", mode: Mode = "workshop", quiz: str = "", version: str = ""
    ) -> Sum | None:
        """Return the sums of a place and a period, or of one quiz version over all periods; None if there are none.

        The people of a quiz are those of all its versions.
        """

    def months(self) -> Sequence[str]:
        """Return the months that have sums, in order."""

    def by_month(self, measures: Collection[str]) -> Mapping[str, InMonth]:
        """Return the people of workshops and the blocks of these measures, by month, in order."""

    def versions(self, mode: Mode) -> Sequence[Version]:
        """Return the quiz versions that have sums."""

    def apps(self) -> Sequence[str]:
        """Return the places of the apps whose answers were counted, in order."""

    def outline(self, version: Version) -> Outline | None:
        """Return the outline of a quiz version, which may be gone from the library."""

    def compared(
        self, places: Collection[str], measures: Collection[str], mode: Mode = "workshop"
    ) -> Mapping[str, Mapping[Version, Mapping[str, Clusters]]]:
        """Return the blocks of these measures by place and quiz version, over all periods."""

    def attended(self) -> Sequence[Attended]:
        """Return the lessons by place and year; a place includes the places within it."""

    def workshops(self) -> Sequence[Held]:
        """Return the workshops that are over, the newest first; without their blocks."""

    def workshop(self, name: str) -> Held | None:
        """Return one workshop with its blocks, or None if it is not over."""

    def monthly(self) -> Sequence[Tallied]:
        """Return the tallies of the months that are over."""
