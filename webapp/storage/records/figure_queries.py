"""Shown: what pages of figures read beside the sums of one place: months, lessons, workshops that are over, tallies."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from quizlib.measures import Clusters
from webapp.storage.batches import CAMPAIGN
from webapp.storage.database.engine import Database
from webapp.storage.records.group_results import ALL, People
from webapp.storage.tables import Monthly, StoredSum, WorkshopRow

FIXED = {"campaign": CAMPAIGN, "all": ALL, "events": "workshop", "year": len("2026"), "month": len("2026-11")}
"""What every statement may ask for."""


class Over(NamedTuple):
    """A workshop that is over; `head_count` is None under 5."""

    id: str
    place: str
    week: str
    quizzes: tuple[str, ...]
    head_count: int | None


@dataclass(frozen=True)
class _Sql:
    months: str
    years: str
    versions: str
    quizzes: str
    workshops: str
    workshop: str
    monthly: str

    @classmethod
    def compiled(cls, database: Database) -> _Sql:
        summed, workshop = StoredSum, WorkshopRow
        period, place, mode, version = (col(getattr(summed, name)) for name in ("period", "place", "mode", "version"))
        campaign, every = place == bindparam("campaign"), period == bindparam("all")
        events = (mode == bindparam("events"), col(summed.quiz) == bindparam("all"))
        months = select(period, col(summed.numbers)).where(campaign, func.length(period) == bindparam("month"), *events)
        years = select(place, period, col(summed.numbers)).where(func.length(period) == bindparam("year"), *events)
        of_quiz = (every, version != bindparam("all"))
        versions = select(col(summed.quiz), version).where(campaign, mode == bindparam("mode"), *of_quiz)
        quizzes = select(col(summed.quiz), version, col(summed.numbers)).where(
            place == bindparam("place"), mode == bindparam("mode"), *of_quiz
        )
        over = select(*(getattr(workshop, name) for name in Over._fields)).where(col(workshop.closed).is_(True))
        return cls(
            months=database.sql(months.order_by(period)),
            years=database.sql(years),
            versions=database.sql(versions.order_by(col(summed.quiz), version)),
            quizzes=database.sql(quizzes),
            workshops=database.sql(over.order_by(col(workshop.week).desc(), col(workshop.place))),
            workshop=database.sql(over.where(col(workshop.id) == bindparam("workshop"))),
            monthly=database.sql(select(col(Monthly.month), col(Monthly.kind), col(Monthly.name), col(Monthly.n))),
        )


class FigureQueries:
    """Reads. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = _Sql.compiled(database)

    def months(self, measures: Collection[str] = ()) -> dict[str, tuple[People, dict[str, Clusters]]]:
        """Return the months in which workshops were counted, in order, with their people and these measures' blocks."""
        return {period: _month(json.loads(numbers), measures) for period, numbers in self._rows(self._sql.months)}

    def lessons(self) -> list[tuple[str, str, People]]:
        """Return place, year and people of everything that took place, at every level."""
        return [
            (place, period, People(**json.loads(numbers)["people"]))
            for place, period, numbers in self._rows(self._sql.years)
        ]

    def versions(self, mode: str) -> list[tuple[str, str]]:
        """Return the quiz versions that were counted in workshops or at home."""
        return [(quiz, version) for quiz, version in self._rows(self._sql.versions, mode=mode)]

    def blocks(
        self, place: str, measures: Collection[str], mode: str
    ) -> Iterator[tuple[tuple[str, str], dict[str, Clusters]]]:
        """Yield, by quiz version, the clusters of these measures at a place, over all periods."""
        for quiz, version, numbers in self._rows(self._sql.quizzes, place=place, mode=mode):
            yield (quiz, version), _blocks(json.loads(numbers), measures)

    def workshops(self) -> list[Over]:
        """Return the workshops that are over, the newest first."""
        return [_over(row) for row in self._rows(self._sql.workshops)]

    def workshop(self, name: str) -> Over | None:
        """Return one that is over, or None."""
        return next((_over(row) for row in self._rows(self._sql.workshop, workshop=name)), None)

    def monthly(self) -> list[tuple[str, str, str, int]]:
        """Return month, kind, name and number of every tally whose month is over."""
        return [(month, kind, name, n) for month, kind, name, n in self._rows(self._sql.monthly)]

    def _rows(self, sql: str, **values: str) -> list[tuple[Any, ...]]:
        return self._database.read(lambda connection: connection.execute(sql, FIXED | values).fetchall())


def _over(row: tuple[Any, ...]) -> Over:
    name, place, week, quizzes, head_count = row
    return Over(name, place, week or "", tuple(json.loads(quizzes)), head_count)


def _month(plain: dict[str, Any], measures: Collection[str]) -> tuple[People, dict[str, Clusters]]:
    return People(**plain["people"]), _blocks(plain, measures)


def _blocks(plain: dict[str, Any], measures: Collection[str]) -> dict[str, Clusters]:
    found = plain["summed"]["blocks"]
    return {name: _clusters(found[name]) for name in measures if name in found}


def _clusters(plain: dict[str, Any]) -> Clusters:
    return Clusters(plain["m"], tuple(plain["sums"]), tuple(map(tuple, plain["products"])), plain["cubes"])
