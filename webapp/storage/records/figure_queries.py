"""Figure queries: what pages of figures read beside single sums: months, lessons, workshops that are over, tallies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, func, select, type_coerce
from sqlmodel import col
from sqlmodel import select as select_rows

from quizlib.measures import Clusters
from webapp.storage.batches import CAMPAIGN
from webapp.storage.database.engine import Database
from webapp.storage.database.types import Json
from webapp.storage.records.group_results import ALL
from webapp.storage.tables.kept import Monthly, StoredSum, WorkshopRow
from webapp.sums import People


class _Statements:
    """The SQL of figures."""

    def __init__(self, database: Database) -> None:
        place, period, quiz, version = (
            col(column) for column in (StoredSum.place, StoredSum.period, StoredSum.quiz, StoredSum.version)
        )
        mode, numbers = col(StoredSum.mode), col(StoredSum.numbers)
        people = type_coerce(database.kind.json_part(numbers, "people"), Json)
        of_workshops = (mode == "workshop", quiz == ALL)
        months = select(period, numbers).where(func.length(period) == len("2026-11"), *of_workshops)
        self.months = database.prepare(months.where(place == CAMPAIGN).order_by(period))
        years = select(place, period, people).where(func.length(period) == len("2026"), *of_workshops)
        self.years = database.prepare(years)
        of_versions = (mode == bindparam("wanted_mode"), period == ALL, version != ALL)
        versions = select(quiz, version).where(place == CAMPAIGN, *of_versions)
        self.versions = database.prepare(versions.order_by(quiz, version))
        apps = select(place).where(mode == "api", period == ALL, quiz == ALL)
        self.apps = database.prepare(apps.order_by(place))
        tally = Monthly
        self.monthly = database.prepare(select(col(tally.month), col(tally.kind), col(tally.name), col(tally.n)))
        self.at_place = database.prepare(
            select(quiz, version, numbers).where(place == bindparam("wanted_place"), *of_versions)
        )


class FigureQueries:
    """Reads. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.once(_Statements)

    def apps(self) -> list[str]:
        """Return the places of the apps whose answers were counted, in order."""
        return [place for (place,) in self._database.read(self._sql.apps.rows)]

    def months(self, measures: Collection[str] = ()) -> dict[str, tuple[People, dict[str, Clusters]]]:
        """Return the months in which workshops were counted, in order: people, and these measures' blocks."""
        found = self._database.read(self._sql.months.each)
        return {period: (People(**plain["people"]), _blocks(plain, measures)) for period, plain in found}

    def lessons(self) -> list[tuple[str, str, People]]:
        """Return place, year and people of all workshops that took place, for places of every level."""
        found = self._database.read(self._sql.years.each)
        return [(place, period, People(**people)) for place, period, people in found]

    def versions(self, mode: str) -> list[tuple[str, str]]:
        """Return the quiz versions that were counted in workshops or at home."""
        return self._database.read(lambda transaction: self._sql.versions.rows(transaction, wanted_mode=mode))

    def blocks(
        self, place: str, measures: Collection[str], mode: str
    ) -> Iterator[tuple[tuple[str, str], dict[str, Clusters]]]:
        """Yield, by quiz version, the blocks of these measures at a place, over all periods."""
        wanted = {"wanted_place": place, "wanted_mode": mode}
        found = self._database.read(lambda transaction: self._sql.at_place.each(transaction, **wanted))
        for quiz, version, plain in found:
            yield (quiz, version), _blocks(plain, measures)

    def workshops(self) -> list[WorkshopRow]:
        """Return the workshops that are over, the newest first."""
        over = select_rows(WorkshopRow).where(col(WorkshopRow.closed).is_(True))
        newest = over.order_by(col(WorkshopRow.week).desc(), WorkshopRow.id)
        return self._database.read(lambda transaction: list(transaction.session.exec(newest)))

    def workshop(self, workshop: str) -> WorkshopRow | None:
        """Return a workshop that is over, or None."""
        found = self._database.read(lambda transaction: transaction.session.get(WorkshopRow, workshop))
        return found if found and found.closed else None

    def monthly(self) -> list[tuple[str, str, str, int]]:
        """Return month, kind, name and number of every tally of the months that are over."""
        return self._database.read(self._sql.monthly.rows)


def _blocks(plain: Mapping[str, Any], measures: Collection[str]) -> dict[str, Clusters]:
    """Return the clusters of these measures in a sum; to make all of them would take most of a page's time."""
    found = plain["summed"]["blocks"]
    return {name: _clusters(found[name]) for name in measures if name in found}


def _clusters(plain: dict[str, Any]) -> Clusters:
    return Clusters(plain["m"], tuple(plain["sums"]), tuple(map(tuple, plain["products"])), plain["cubes"])
