"""The sums of a campaign: in memory, as a source of the report, or stored in a database, as closing does."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import insert

from quizlib import Outline
from quizlib.measures import Clusters, Summed
from tests.webapp.report.campaign import Campaign
from webapp.report import Attended, Held, Tallied, Version
from webapp.report.figures.sources import InMonth
from webapp.report.rules.figure import Mode
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import Key, Sum, Totals
from webapp.storage.records.store import Records
from webapp.storage.tables import Monthly, WorkshopRow


@dataclass(frozen=True)
class InMemory:
    """The sums of a campaign."""

    campaign: Campaign

    @cached_property
    def sums(self) -> Mapping[Key, Sum]:
        """Every sum."""
        totals, outlines = Totals(), self.campaign.outlines
        for over, gathering in self.campaign.held:
            totals.held(over.place, over.week, over.head_count)
            totals.add(gathering, outlines)
        for gathering in self.campaign.home:
            totals.add(gathering, outlines)
        return totals.spread(self.campaign.content.places.lineage)

    def get(
        self, place: str = "campaign", period: str = "", mode: Mode = "workshop", quiz: str = "", version: str = ""
    ) -> Sum | None:
        """Return a sum."""
        found = self.sums.get(Key(place, period, mode, quiz, version))
        people = self.sums.get(Key(place, period, mode, quiz))
        return Sum(found.summed, people.people) if found and people and version else found

    def months(self) -> list[str]:
        """Return the months."""
        return sorted({key.period for key in self.sums if len(key.period) > 4 and key.mode == "workshop"})

    def by_month(self, measures: Collection[str]) -> Mapping[str, InMonth]:
        """Return the months with what is asked for."""
        found = {month: self.sums[Key("campaign", month, "workshop")] for month in self.months()}
        return {
            month: InMonth(
                one.people, {name: one.summed.blocks[name] for name in measures if name in one.summed.blocks}
            )
            for month, one in found.items()
        }

    def versions(self, mode: Mode) -> list[Version]:
        """Return the quiz versions."""
        return sorted({Version(key.quiz, key.version) for key in self.sums if key.version and key.mode == mode})

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
        return [Held(*over) for over, _ in self.campaign.held]

    def workshop(self, name: str) -> Held | None:
        """Return a workshop."""
        for over, gathering in self.campaign.held:
            if over.id == name:
                outlines = self.campaign.outlines
                blocks = {
                    Version(one.quiz, one.version): Summed.of(
                        one.record, outlines[one.quiz, one.version].rows(one.record)
                    )
                    for one in gathering.blocks
                }
                return Held(*over, gathering.aside, {one.quiz: one.finishes for one in gathering.attended}, blocks)
        return None

    def monthly(self) -> list[Tallied]:
        """Return the tallies."""
        return [Tallied(*one) for one in self.campaign.tallies]


def store(campaign: Campaign, database: Database, records: Records) -> None:
    """Fill a database with a campaign."""
    records.know(campaign.outlines.values())
    workshop, monthly = database.sql(insert(WorkshopRow)), database.sql(insert(Monthly))
    unset = dict.fromkeys(("day", "programme", "code", "leader", "begun", "ending"))

    def work(connection: Transaction) -> None:
        for over, gathering in campaign.held:
            row = {
                **over._asdict(),
                "quizzes": json.dumps(over.quizzes),
                "forms": "ABC",
                "meeting": 1,
                "head_count_given": True,
                "letting_in": False,
                "joined": 0,
                "closed": True,
            }
            connection.execute(workshop, {**unset, **row})
            held = Totals()
            held.held(over.place, over.week, over.head_count)
            records.store(connection, gathering, held)
        for gathering in campaign.home:
            records.store(connection, gathering)
        for number, (month, kind, name, n) in enumerate(campaign.tallies):
            connection.execute(monthly, {"id": f"{number}", "month": month, "kind": kind, "name": name, "n": n})

    database.write(work)
