"""Answers from the app of a client are counted by themselves: they join no other people, and no sum of the campaign."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from quizlib import Quiz
from tests.webapp.storage.gathering import House, sums_of
from webapp.storage.batches import Waiting, api_batch, ended_alone, fits, home_batch
from webapp.storage.closing.live_rows import Closed
from webapp.storage.database.engine import Database
from webapp.storage.records.verify import Verifying
from webapp.storage.tables.kept import StoredSum

MONDAY = date(2026, 11, 16)  # of week 47
ENDS = MONDAY + timedelta(weeks=2)
ONE, OTHER = api_batch("one", "sample", MONDAY), api_batch("other-app", "sample", MONDAY)
WORDS = "SELECT batch, count(*) FROM liveattempt GROUP BY batch ORDER BY batch"


@pytest.fixture
def house(database: Database, quiz: Quiz) -> House:
    return House(database, quiz)


def test_ten_in_an_app_become_a_block_of_that_app(house: House) -> None:
    house.people(10, ONE)
    assert house.close(ENDS - timedelta(days=1)) == Closed()
    assert house.close(ENDS) == Closed(counted=10, blocks=1)
    assert house.count("liveattempt") == house.count("liveanswer") == 0
    assert house.rows("SELECT quiz, place, week, mode, workshop FROM block") == [
        ("sample", "api:one", "2026-W49", "api", None)
    ]


def test_no_sum_of_the_campaign_has_them(house: House) -> None:
    house.people(12, ONE)
    house.people(12, home_batch("sample", MONDAY))
    house.close(ENDS)
    keys = house.database.read(
        lambda transaction: transaction.session.exec(select(StoredSum.place, StoredSum.mode)).all()
    )
    assert set(keys) == {("campaign", "home"), ("api:one", "api")}
    for place, mode in keys:
        assert sums_of(house.database, place, "", mode)["", ""].summed.blocks["believed"].m == 1
    assert Verifying(house.database, house.records).verify().agrees


def test_small_groups_of_an_app_wait_for_those_of_the_same_app_alone(house: House) -> None:
    house.people(6, ONE)
    house.people(6, OTHER)
    house.people(6, home_batch("sample", MONDAY))
    assert house.close(ENDS) == Closed(waiting=18)
    assert house.rows(WORDS) == [
        ("wait-2026-W47-api:one-sample", 6),
        ("wait-2026-W47-api:other-app-sample", 6),
        ("wait-2026-W47-home-sample", 6),
    ]
    assert Waiting.read("wait-2026-W47-api:other-app-sample", "sample") == Waiting(
        "2026-W47", "api:other-app", "sample"
    )
    house.people(6, api_batch("one", "sample", MONDAY + timedelta(weeks=1)))
    assert house.close(ENDS + timedelta(weeks=1)).counted == 12
    assert house.rows("SELECT place, mode FROM block") == [("api:one", "api")]


def test_those_who_still_wait_are_deleted_and_never_join_the_campaign(house: House) -> None:
    house.people(7, ONE)
    for week in range(2, 4):
        house.close(MONDAY + timedelta(weeks=week))
        assert house.rows(WORDS) == [("wait-2026-W47-api:one-sample", 7)]
    assert house.close(MONDAY + timedelta(weeks=4)) == Closed(dropped=7)
    assert house.count("liveattempt") == 0


@pytest.mark.parametrize("client", ["one", "w47", "home", "campaign", "a-2026-w47-b"])
def test_a_batch_of_an_app_ends_as_one_at_home(client: str) -> None:
    batch = api_batch(client, "sample", MONDAY)
    assert not ended_alone(batch, ENDS - timedelta(days=1))
    assert ended_alone(batch, ENDS)


def test_a_mode_fits_its_places() -> None:
    assert fits("api", "api:one")
    assert fits("home", "")
    assert fits("workshop", "library")
    assert not any((fits("home", "api:one"), fits("api", ""), fits("api", "library"), fits("workshop", "api:one")))
