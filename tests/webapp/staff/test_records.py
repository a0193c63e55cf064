"""Workshops with more answers than people wait for an administrator, who takes them or leaves them, whole and once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.clock import TODAY
from tests.webapp.signed_in import signed_in
from tests.webapp.storage.gathering import House, sums_of
from webapp.web.services import Services

MONDAY = date(2026, 11, 16)
LIST = "/en/staff/records"


@pytest.fixture
def site(app: Flask) -> Services:
    """The parts of the site."""
    found: Services = app.extensions["services"]
    return found


@pytest.fixture
def administrator(app: Flask) -> FlaskClient:
    """An administrator's browser."""
    return signed_in(app, "administrator", "Mette Holm")


def set_aside(site: Services, planner: str | None = None) -> str:
    """Hold a workshop that stands aside, 15 having finished and 12 come, and return its id."""
    house = House(site.database, site.library.quizzes["kort"])
    house.people(15, house.workshop("w", "library", MONDAY, head_count=12, planner=planner))
    site.closing.run(datetime(2026, 11, 16, 15, tzinfo=UTC))
    return "w"


def starts(site: Services) -> int:
    """Return how many starts the campaign's sums know of."""
    return sums_of(site.database, "campaign", "", "workshop")["", ""].people.starts


def test_nothing_waits_where_nothing_too_many(administrator: FlaskClient) -> None:
    assert "Nothing waits for a decision." in administrator.get(LIST).text


@pytest.mark.parametrize(
    ("decision", "words", "counted"),
    [("take", "now counts with all others", 15), ("leave", "have been left out", 0)],
    ids=["taken", "left"],
)
def test_one_that_is_decided_is_counted_or_gone_and_noted(
    site: Services, administrator: FlaskClient, *, decision: str, words: str, counted: int
) -> None:
    aside = set_aside(site)
    shown = administrator.get(LIST).text
    assert "<dd>12</dd>" in shown
    assert "<dd>15</dd>" in shown
    assert starts(site) == 0
    reply = administrator.post(f"{LIST}/{aside}", data={"decision": decision})
    assert words in administrator.get(reply.location).text
    assert starts(site) == counted
    again = administrator.post(f"{LIST}/{aside}", data={"decision": "take"})
    assert again.location == LIST
    assert starts(site) == counted
    (line,) = [line for line in site.accounts.audit.newest(9) if line.what.startswith("workshop-")]
    assert (line.who, line.about.endswith("2026-W47")) == ("Mette Holm", True)
    assert "the answers of the event at" in administrator.get("/en/staff/log").text


def test_a_decision_that_is_none_changes_nothing(site: Services, administrator: FlaskClient) -> None:
    aside = set_aside(site)
    assert administrator.post(f"{LIST}/{aside}", data={"decision": "perhaps"}).status_code == 400
    assert starts(site) == 0
    assert "<dd>12</dd>" in administrator.get(LIST).text


def account(site: Services, name: str) -> str:
    """Return the id of an account."""
    return next(one.id for one in site.accounts.all() if one.name == name)


def test_who_planned_a_workshop_needs_a_second_person_to_count_it(
    app: Flask, site: Services, administrator: FlaskClient
) -> None:
    aside = set_aside(site, planner=account(site, "Mette Holm"))
    page = administrator.get(LIST).text
    assert "You planned this event yourself." in page
    assert "a second person is needed" in page
    assert 'value="take"' not in page
    assert administrator.post(f"{LIST}/{aside}", data={"decision": "take"}).location == LIST
    assert starts(site) == 0
    assert [line for line in site.accounts.audit.newest(9) if line.what.startswith("workshop-")] == []
    other = signed_in(app, "administrator", "Jens Friis")
    assert "Ask another administrator." in administrator.get(LIST).text
    assert 'value="take"' in other.get(LIST).text
    other.post(f"{LIST}/{aside}", data={"decision": "take"})
    assert starts(site) == 15


def test_who_planned_a_workshop_may_leave_it_out(site: Services, administrator: FlaskClient) -> None:
    aside = set_aside(site, planner=account(site, "Mette Holm"))
    reply = administrator.post(f"{LIST}/{aside}", data={"decision": "leave"})
    assert "have been left out" in administrator.get(reply.location).text
    assert starts(site) == 0


def test_a_workshop_knows_who_planned_it(course: FlaskClient) -> None:
    app = course.application
    form = {"place": "hovedbiblioteket", "day": f"{TODAY:%Y-%m-%d}", "what": "quizzes", "quiz": "beskeder"}
    signed_in(app, "organiser", "Jens Friis").post("/en/staff/workshops/new", data=form)
    services: Services = app.extensions["services"]
    (held,) = services.workshops.all()
    assert held.planner == account(services, "Jens Friis")
