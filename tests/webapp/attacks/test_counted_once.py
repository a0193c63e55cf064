"""Whatever is sent again, from an old cookie or another tab, counts once; after closing it counts not at all.

There are 12 people: rounding leaves a multiple of 3 as it is, so what is read is what was counted.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from flask.testing import FlaskClient

from tests.webapp.storage.gathering import sums_of
from tests.webapp.taking import answer, begin, questions, rows, site
from webapp.storage.transfer.exchange import Exchange
from webapp.web.services import now

QUIZ = "beskeder"
PEOPLE = 12


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("device")
    assert found is not None
    return found.value


def take(client: FlaskClient, address: str) -> None:
    for number, question in enumerate(questions(client, QUIZ), start=1):
        assert answer(client, f"{address}/{number}", *(question.key or ())).status_code == 303


def replayed(client: FlaskClient) -> list[str]:
    """Take the quiz, then again with every cookie there was on the way; return these cookies."""
    address, kept = begin(client, QUIZ), []
    for number, question in enumerate(questions(client, QUIZ), start=1):
        kept.append(cookie(client))
        answer(client, f"{address}/{number}", *(question.key or ()))
        answer(client, f"{address}/{number}", "scam")
    for old in kept:
        client.set_cookie("device", old)
        take(client, address)
    return kept


def counted(client: FlaskClient) -> tuple[list[tuple[int, int]], list[int]]:
    """Return how many began and finished, and the people of each block."""
    blocks = [json.loads(numbers)["n"] for (numbers,) in rows(client, "SELECT numbers FROM block")]
    return rows(client, "SELECT starts, finishes FROM attendance"), blocks


def test_a_cookie_that_is_replayed_counts_once_and_after_closing_not_at_all(
    course: FlaskClient, tmp_path: Path
) -> None:
    clients = [course.application.test_client() for _ in range(PEOPLE)]
    kept = {number: replayed(client) for number, client in enumerate(clients)}
    assert rows(course, "SELECT count(*) FROM liveattempt") == [(PEOPLE,)]
    found = site(course)
    found.closing.run(now() + timedelta(weeks=2))
    once = ([(PEOPLE, PEOPLE)], [PEOPLE])
    assert counted(course) == once

    for number, client in enumerate(clients):
        for old in kept[number]:
            client.set_cookie("device", old)
            reply = answer(client, f"/da/quiz/{QUIZ}/1", "scam")
            assert (reply.status_code, reply.location) == (303, f"/da/quiz/{QUIZ}")
    assert rows(course, "SELECT count(*) FROM liveattempt") == [(0,)]
    exchange = Exchange(found.database, found.records, ())
    exchange.export(tmp_path / "counts")
    for _ in range(2):
        assert not exchange.bring(tmp_path / "counts")
    found.closing.run(now() + timedelta(weeks=5))
    assert counted(course) == once
    people = sums_of(found.database, "campaign", "", "home")["", ""].people
    assert (people.starts, people.finishes) == (PEOPLE, PEOPLE)
