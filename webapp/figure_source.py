"""Figure source: what the report needs of a running site: its sums, what authors wrote, and a language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from quizlib import Outline
from quizlib.measures import Clusters, Summed
from webapp.report.figures.sources import Attended, Held, InMonth, Tallied, Version
from webapp.report.rules.figure import Mode
from webapp.report.wording.messages import Translator
from webapp.site_content import shipped
from webapp.site_content.places import CAMPAIGN
from webapp.site_content.reading import SiteContent
from webapp.storage.batches import MODES
from webapp.storage.database.engine import Database
from webapp.storage.records.figure_queries import FigureQueries
from webapp.storage.records.group_results import SumKey
from webapp.storage.records.store import Records
from webapp.storage.tables.kept import WorkshopRow
from webapp.sums import Sum
from webapp.web.services import Services
from webapp.web.visit import Visit

NOTHING = Sum()


class FigureSource:
    """Reads for one page; no sum is read twice."""

    def __init__(self, database: Database, records: Records, queries: FigureQueries) -> None:
        def read_sum(key: SumKey) -> Sum:
            return database.read(lambda transaction: records.sum(transaction, key))

        self._records = records
        self._queries = queries
        self._sum = cache(read_sum)  # no method of this class: what a page has read shall go with it
        self._outlines = cache(lambda: database.read(records.outlines))
        self._months = cache(queries.months)
        self._lessons = cache(queries.lessons)
        self._monthly = cache(queries.monthly)

    def get(
        self, place: str = CAMPAIGN, period: str = "", mode: Mode = "workshop", quiz: str = "", version: str = ""
    ) -> Sum | None:
        """Return a sum, and of a quiz version the people of the quiz; None if there is none."""
        found = self._sum(SumKey(place, period, mode, quiz, version))
        if version:
            found = Sum(found.summed, self._sum(SumKey(place, period, mode, quiz)).people)
        return None if found == NOTHING else found

    def months(self) -> list[str]:
        """Return the months there are sums of, in order."""
        return list(self._months(()))

    def by_month(self, measures: Collection[str]) -> Mapping[str, InMonth]:
        """Return these measures' blocks and the people of workshops, month by month in order."""
        return {month: InMonth(*found) for month, found in self._months(tuple(measures)).items()}

    def versions(self, mode: Mode) -> list[Version]:
        """Return the quiz versions there are sums of."""
        return [Version(*found) for found in self._queries.versions(mode)]

    def apps(self) -> list[str]:
        """Return the places of the apps whose answers were counted."""
        return self._queries.apps()

    def outline(self, version: Version) -> Outline | None:
        """Return what counting knows of a quiz version."""
        return self._outlines().get(version)

    def compared(
        self, places: Collection[str], measures: Collection[str], mode: Mode = "workshop"
    ) -> Mapping[str, Mapping[Version, Mapping[str, Clusters]]]:
        """Return these measures' blocks by place and quiz version."""
        return {
            place: {Version(*version): blocks for version, blocks in self._queries.blocks(place, measures, mode)}
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
        return [_held(row) for row in self._queries.workshops()]

    def workshop(self, name: str) -> Held | None:
        """Return one of them with its blocks."""
        row = self._queries.workshop(name)
        if row is None:
            return None
        held = _held(row)
        found = self._records.workshop(name)
        if found is None:
            return held
        results, outlines = found
        return held._replace(
            aside=results.aside,
            finishes={one.quiz: one.finishes for one in results.attended},
            blocks={
                Version(one.quiz, one.version): Summed.of(one.record, outlines[one.quiz, one.version].rows(one.record))
                for one in results.blocks
            },
        )

    def monthly(self) -> list[Tallied]:
        """Return the tallies of the months that are over."""
        return [Tallied(*found) for found in self._monthly()]


def _held(row: WorkshopRow) -> Held:
    mode = next(mode for way, mode in MODES.items() if way == row.way)
    return Held(row.id, row.place, row.week or "", tuple(row.quizzes), row.head_count, mode=mode)


def sums_of(services: Services) -> FigureSource:
    """Return the sums of the site, read anew for this page."""
    return FigureSource(services.database, services.records, services.figure_queries)


def content_of(services: Services) -> SiteContent:
    """Return what authors wrote, which gives figures their names."""
    return SiteContent(
        services.library,
        services.help,
        services.months,
        services.places,
        services.outside,
        campaign=services.campaign,
    )


def translator_of(visit: Visit) -> Translator:
    """Return how the language of a visit says figures."""
    return Translator.of(visit.language.id, shipped.translations())
