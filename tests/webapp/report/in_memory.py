"""The sums of a campaign: in memory, as a source of the report, or stored in a database, as closing does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quizlib import Outline
from quizlib.measures import Clusters, Summed
from tests.webapp.report.campaign import Campaign
from webapp.report import Attended, Held, Tallied, Version
from webapp.report.figures.sources import InMonth
from webapp.report.rules.figure import Mode
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import SumKey, Totals
from webapp.storage.records.store import Records
from webapp.storage.tables.kept import Monthly, WorkshopRow
from webapp.storage.workshops.workshop import CLOSED_WORKSHOP
from webapp.sums import Sum


@dataclass(frozen=True)
class InMemory:
    """The sums of a campaign."""

    campaign: Campaign

    @cached_property
    def sums(self) -> Mapping[SumKey, Sum]:
        """Every sum."""
        totals, outlines = Totals(), self.campaign.outlines
        for held, results in self.campaign.held:
            totals.add_workshop(held.place, held.week, held.head_count)
            totals.add(results, outlines)
        for results in self.campaign.home:
            totals.add(results, outlines)
        return totals.spread(self.campaign.content.places.lineage)

    def get(
        self, place: str = "campaign", period: str = "", mode: Mode = "workshop", quiz: str = "", version: str = ""
    ) -> Sum | None:
        """Return a sum."""
        found = self.sums.get(SumKey(place, period, mode, quiz, version))
        people = self.sums.get(SumKey(place, period, mode, quiz))
        return Sum(found.summed, people.people) if found and people and version else found

    def months(self) -> list[str]:
        """Return the months."""
        return sorted({key.period for key in self.sums if len(key.period) > 4 and key.mode == "workshop"})

    def by_month(self, measures: Collection[str]) -> Mapping[str, InMonth]:
        """Return the months with what is asked for."""
        found = {month: self.sums[SumKey("campaign", month, "workshop")] for month in self.months()}
        return {
            month: InMonth(
                one.people, {name: one.summed.blocks[name] for name in measures if name in one.summed.blocks}
            )
            for month, one in found.items()
        }

    def versions(self, mode: Mode) -> list[Version]:
        """Return the quiz versions."""
        return sorted({Version(key.quiz, key.version) for key in self.sums if key.version and key.mode == mode})

    def apps(self) -> list[str]:
        """Return the places of apps."""
        return sorted({key.place for key in self.sums if key.mode == "api"})

    def outline(self, version: Version) -> Outline | None:
        """Return an outline."""
        return self.campaign.outlines.get(version)

    def compared(
        self, places: Collection[str], measures: Collection[str], mode: Mode = "workshop"
    ) -> Mapping[str, Mapping[Version, Mapping[str, Clusters]]]:
        """Return these measures' blocks."""
        found: dict[str, dict[Version, dict[str, Clusters]]] = {place: {} for place in places}
        for key, one in self.sums.items():
            if key.place in found and key.version and key.mode == mode:
                blocks = one.summed.blocks
                found[key.place][Version(key.quiz, key.version)] = {
                    name: blocks[name] for name in measures if name in blocks
                }
        return found

    def attended(self) -> list[Attended]:
        """Return the lessons."""
        return [
            Attended(key.place, key.period, one.people.workshops, one.people.head_count, one.people.uncounted)
            for key, one in self.sums.items()
            if len(key.period) == 4 and not key.quiz and key.mode == "workshop" and one.people.workshops
        ]

    def workshops(self) -> list[Held]:
        """Return the workshops."""
        return [held for held, _ in self.campaign.held]

    def workshop(self, name: str) -> Held | None:
        """Return a workshop."""
        for held, results in self.campaign.held:
            if held.id == name:
                outlines = self.campaign.outlines
                blocks = {
                    Version(one.quiz, one.version): Summed.of(
                        one.record, outlines[one.quiz, one.version].rows(one.record)
                    )
                    for one in results.blocks
                }
                finishes = {one.quiz: one.finishes for one in results.attended}
                return held._replace(aside=results.aside, finishes=finishes, blocks=blocks)
        return None

    def monthly(self) -> list[Tallied]:
        """Return the tallies."""
        return [Tallied(*one) for one in self.campaign.tallies]


def store(campaign: Campaign, database: Database, records: Records) -> None:
    """Fill a database with a campaign."""
    records.know(campaign.outlines.values())

    def work(transaction: Transaction) -> None:
        for held, results in campaign.held:
            plan: dict[str, Any] = {"programme": None, "meeting": 1, "quizzes": list(held.quizzes), "forms": "ABC"}
            kept = {"id": held.id, "place": held.place, "week": held.week, "head_count": held.head_count}
            transaction.session.add(WorkshopRow(**plan | kept | CLOSED_WORKSHOP))
            totals = Totals()
            totals.add_workshop(held.place, held.week, held.head_count)
            records.store(transaction, results, totals)
        for results in campaign.home:
            records.store(transaction, results)
        for number, (month, kind, name, n) in enumerate(campaign.tallies):
            transaction.session.add(Monthly(id=f"{number}", month=month, kind=kind, name=name, n=n))

    database.write(work)
