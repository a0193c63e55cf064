"""What pages of figures read is what was stored, on either database."""

from __future__ import annotations

import pytest

from tests import shipped
from tests.webapp.report.campaign import TODAY, Campaign
from tests.webapp.report.in_memory import InMemory, store
from webapp.figure_source import FigureSource
from webapp.report import overview, quiz, workshop
from webapp.storage.database.engine import Database
from webapp.storage.records.figure_queries import FigureQueries
from webapp.storage.records.store import Records


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """Twelve workshops and some people at home."""
    return Campaign(shipped.content(), workshops=12, at_home=12)


@pytest.fixture
def kept(database: Database, campaign: Campaign) -> FigureSource:
    """The same, stored."""
    records = Records(database, campaign.content.places.lineage)
    store(campaign, database, records)
    return FigureSource(database, records, FigureQueries(database))


def test_every_view_is_that_of_what_was_counted(kept: FigureSource, campaign: Campaign) -> None:
    memory, content = InMemory(campaign), campaign.content
    assert overview(kept, content, TODAY) == overview(memory, content, TODAY)
    for version in memory.versions("workshop"):
        assert quiz(kept, content, *version) == quiz(memory, content, *version)
    for held in memory.workshops():
        assert workshop(kept, content, held.id) == workshop(memory, content, held.id)


def test_workshops_are_listed_with_the_newest_first(kept: FigureSource, campaign: Campaign) -> None:
    weeks = [held.week for held in kept.workshops()]
    assert weeks == sorted(weeks, reverse=True)
    assert {held.id for held in kept.workshops()} == {over.id for over, _ in campaign.held}
    assert kept.workshop("nowhere") is None


def test_an_empty_database_has_an_overview_too(database: Database, campaign: Campaign) -> None:
    empty = FigureSource(database, Records(database, campaign.content.places.lineage), FigureQueries(database))
    nothing = InMemory(Campaign(campaign.content, workshops=0, at_home=0))
    found = {section.id: section for section in overview(empty, campaign.content, TODAY).sections}
    assert (
        found["judging"]
        == {section.id: section for section in overview(nothing, campaign.content, TODAY).sections}["judging"]
    )
