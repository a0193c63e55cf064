"""Kept: the sums that the storage keeps, as the report asks for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from quizlib import Outline
from quizlib.measures import Clusters, Summed
from webapp.report.figures.sources import Attended, Held, InMonth, Tallied, Version
from webapp.report.rules.figure import Mode
from webapp.site_content.places import CAMPAIGN
from webapp.storage.database.engine import Database
from webapp.storage.records.figure_queries import FigureQueries, Over
from webapp.storage.records.group_results import Key, Outlines, Sum
from webapp.storage.records.store import Records

NOTHING = Sum()


class FigureSource:
    """Reads for one page, and no sum twice."""

    def __init__(self, database: Database, records: Records, shown: FigureQueries) -> None:
        self._database = database
        self._records = records
        self._shown = shown
        self._sum = cache(self._read)
        self._outlines = cache(self._read_outlines)
        self._months = cache(shown.months)
        self._lessons = cache(shown.lessons)

    def get(
        self, place: str = CAMPAIGN, period: str = "", mode: Mode = "workshop", quiz: str = "", version: str = ""
    ) -> Sum | None:
        """Return a sum, and of a quiz version the people of the quiz; None if there is none."""
        found = self._sum(Key(place, period, mode, quiz, version))
        if version:
            found = Sum(found.summed, self._sum(Key(place, period, mode, quiz)).people)
        return None if found == NOTHING else found

    def months(self) -> list[str]:
        """Return the months there are sums of, in order."""
        return list(self._months(()))

    def by_month(self, measures: Collection[str]) -> Mapping[str, InMonth]:
        """Return these measures' blocks and the people of workshops, month by month in order."""
        return {month: InMonth(*found) for month, found in self._months(tuple(measures)).items()}

    def versions(self, mode: Mode) -> list[Version]:
        """Return the quiz versions there are sums of."""
        return [Version(*found) for found in self._shown.versions(mode)]

    def outline(self, version: Version) -> Outline | None:
        """Return what counting knows of a quiz version."""
        return self._outlines().get(version)

    def compared(
        self, places: Collection[str], measures: Collection[str], mode: Mode = "workshop"
    ) -> Mapping[str, Mapping[Version, Mapping[str, Clusters]]]:
        """Return these measures' blocks by place and quiz version."""
        return {
            place: {Version(*version): blocks for version, blocks in self._shown.blocks(place, measures, mode)}
            for place in places
        }

    def attended(self) -> list[Attended]:
        """Return the lessons of each place and year."""
        return [
            Attended(place, year, people.workshops, people.head_count, people.uncounted)
            for place, year, people in self._lessons()
            if people.workshops
        ]

    def workshops(self) -> list[Held]:
        """Return the workshops that are over, the newest first; without their blocks."""
        return [_held(over) for over in self._shown.workshops()]

    def workshop(self, name: str) -> Held | None:
        """Return one of them with its blocks."""
        over = self._shown.workshop(name)
        if over is None:
            return None
        found = self._records.workshop(name)
        if found is None:
            return _held(over)
        gathering, outlines = found
        return _held(over)._replace(
            aside=gathering.aside,
            finishes={one.quiz: one.finishes for one in gathering.attended},
            blocks={
                Version(one.quiz, one.version): Summed.of(one.record, outlines[one.quiz, one.version].rows(one.record))
                for one in gathering.blocks
            },
        )

    def monthly(self) -> list[Tallied]:
        """Return the tallies of the months that are over."""
        return [Tallied(*found) for found in self._shown.monthly()]

    def _read(self, key: Key) -> Sum:
        return self._database.read(lambda connection: self._records.sum(connection, key))

    def _read_outlines(self) -> Outlines:
        return self._database.read(self._records.outlines)


def _held(over: Over) -> Held:
    return Held(over.id, over.place, over.week, over.quizzes, over.head_count)
