"""Where the report takes its numbers from: the few questions it asks of whoever keeps the sums."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from quizlib import Outline
from quizlib.measures import Clusters, Summed
from webapp.report.rules.figure import Mode
from webapp.site_content.places import CAMPAIGN


class Version(NamedTuple):
    """What was asked: a quiz in one of its versions, a short form having one of its own."""

    quiz: str
    version: str


class People(Protocol):
    """Whole numbers: attempts begun and finished, workshops held, people counted by their leaders."""

    @property
    def starts(self) -> int: ...  # noqa: D102 - as the class says
    @property
    def finishes(self) -> int: ...  # noqa: D102 - as the class says
    @property
    def workshops(self) -> int: ...  # noqa: D102 - as the class says
    @property
    def head_count(self) -> int: ...  # noqa: D102 - as the class says


class Sum(Protocol):
    """What records add up to, and the people beside them."""

    @property
    def summed(self) -> Summed: ...  # noqa: D102 - as the class says
    @property
    def people(self) -> People: ...  # noqa: D102 - as the class says


class Attended(NamedTuple):
    """Lessons at a place in a calendar year, and who came by the head counts; `uncounted` lessons have none.

    A head count under 5 is not kept, so a lesson without one had fewer, or nobody counted.
    """

    place: str
    year: str
    lessons: int
    participants: int
    uncounted: int


class Held(NamedTuple):
    """A workshop that is over: its quizzes as far as they were counted for themselves; `head_count` None under 5.

    `finishes`: quiz → how many completed it, rounded; None under 5.
    """

    id: str
    place: str
    week: str
    quizzes: Sequence[str]
    head_count: int | None
    aside: bool = False
    finishes: Mapping[str, int | None] = MappingProxyType({})
    blocks: Mapping[Version, Summed] = MappingProxyType({})


class InMonth(NamedTuple):
    """What workshops of a month left: the people, and the blocks of the measures that were asked for."""

    people: People
    blocks: Mapping[str, Clusters]


class Tallied(NamedTuple):
    """A number of its own of one month: `kind` is `visits` or `age`."""

    month: str
    kind: str
    name: str
    n: int


class Sums(Protocol):
    """The sums of records. Nothing here reads single blocks but `workshop`, which reads those of one."""

    def get(
        self, place: str = CAMPAIGN, period: str = "", mode: Mode = "workshop", quiz: str = "", version: str = ""
    ) -> Sum | None:
        """Return the sums of a place and a period; of one quiz version over all periods. None if there are none.

        The people of a quiz are those of all its versions.
        """

    def months(self) -> Sequence[str]:
        """Return the months there are sums of, in order."""

    def by_month(self, measures: Collection[str]) -> Mapping[str, InMonth]:
        """Return these measures' blocks and the people of workshops, month by month in order."""

    def versions(self, mode: Mode) -> Sequence[Version]:
        """Return the quiz versions there are sums of."""

    def outline(self, version: Version) -> Outline | None:
        """Return what counting knows of a quiz version, which may be long gone."""

    def compared(
        self, places: Collection[str], measures: Collection[str], mode: Mode = "workshop"
    ) -> Mapping[str, Mapping[Version, Mapping[str, Clusters]]]:
        """Return these measures' blocks by place and quiz version, over all periods."""

    def attended(self) -> Sequence[Attended]:
        """Return the lessons of each place, also of those that others lie in, and year."""

    def workshops(self) -> Sequence[Held]:
        """Return the workshops that are over, the newest first; without their blocks."""

    def workshop(self, name: str) -> Held | None:
        """Return one of them with its blocks."""

    def monthly(self) -> Sequence[Tallied]:
        """Return the tallies of the months that are over."""
