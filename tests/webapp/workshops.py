"""Workshops in the larger library, and the browsers that take part in them."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.taking import led, remembered, site
from webapp.storage.batches import Way
from webapp.storage.database.engine import Transaction
from webapp.storage.tables.kept import WorkshopRow
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.workshop import Workshop
from webapp.web.services import now, today

QUIZZES = ("beskeder", "kort")


def workshop(
    client: FlaskClient,
    *,
    programme: str | None = None,
    order: str = "",
    begun: bool = True,
    meeting: int = 1,
    way: Way = "apart",
    quizzes: tuple[str, ...] = QUIZZES,
) -> tuple[Workshop, str]:
    """Store a workshop of today with two quizzes or a programme, and let people in; return it with its token."""
    stored = workshops(client)
    planned = () if programme else quizzes
    plan = Plan("hovedbiblioteket", today(), programme=programme, meeting=meeting, quizzes=planned, way=way)
    made, token = site(client).planning.create(plan, [order])
    if begun:
        assert stored.let_in(made.id, now())
    return current(client, made), token


def workshops(client: FlaskClient) -> Workshops:
    """Return where workshops are stored."""
    return site(client).workshops


def current(client: FlaskClient, made: Workshop) -> Workshop:
    """Return a workshop as it stands now."""
    found = workshops(client).by_id(made.id)
    assert found is not None
    return found


def joined(app: Flask, made: Workshop, people: str = "1") -> FlaskClient:
    """Return a new browser that has joined, and said how many sit at the screen."""
    client = app.test_client()
    assert led(client.post(f"/da/d/{made.code}")) == "/da/people"
    beginnings = ("/da/workshop", "/da/programme/forloeb", "/da/together")
    assert led(client.post("/da/people", data={"people": people})) in beginnings
    assert remembered(client).workshop == made.id
    return client


def end(client: FlaskClient, made: Workshop) -> None:
    """Let the two minutes pass, as if its leader had ended it a while ago; it waits for being closed."""
    set_back(client, made, ending=now() + timedelta(minutes=30))


def close(client: FlaskClient, made: Workshop) -> None:
    """Close it: its answers become records, or wait."""
    set_back(client, made, ending=now() - timedelta(minutes=1))
    site(client).closing.run(now())
    assert current(client, made).closed


def set_back(client: FlaskClient, made: Workshop, **times: datetime | str) -> None:
    """Store other times, or another week, than those at which it began, or is to be closed."""

    def work(transaction: Transaction) -> None:
        row = transaction.session.get_one(WorkshopRow, made.id)
        row.sqlmodel_update(times)

    site(client).database.write(work)
