"""A step of a programme that mixes four messages of its last quizzes: practised, not counted, offered in it alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.taking import altered, answer, led, remembered, remind, rows, site
from tests.webapp.words import text
from webapp.web.devices.device import Way

PROGRAMME = "/da/programme/forloeb"
PRACTICE = "/da/quiz/refresher-forloeb-6/practise"
STEPS = "  - quiz: kanaler\n  - refresher: 3"


@pytest.fixture
def mixing(serve: Callable[[Path], Flask], tmp_path: Path) -> FlaskClient:
    """A browser in a programme whose next step mixes the three quizzes before it."""
    library = altered(tmp_path, "programmes/forloeb.yaml", "  - refresh: kanaler", STEPS)
    altered(tmp_path, "programmes/forloeb.yaml", "meetings: [4, 3]", "meetings: [5, 3]")
    client = serve(library).test_client()
    client.get("/da/")
    remind(client, remembered(client).with_way("forloeb", Way("AB", 5)))
    return client


def go_on(client: FlaskClient) -> str:
    """Press the button of the programme, and return where that leads."""
    return led(client.post(PROGRAMME)) or ""


def test_four_messages_of_the_last_quizzes_come_once_more_and_the_programme_goes_on(mixing: FlaskClient) -> None:
    assert "Fire beskeder fra de sidste 3 quizzer" in text(mixing.get(PROGRAMME))
    assert go_on(mixing) == f"{PRACTICE}/1"
    found = site(mixing).library
    mixed = found.programmes["forloeb"].refresher(5, found.quizzes.get)
    assert mixed
    for name in ("kort", "maader", "kanaler"):
        assert set(mixed.questions) & set(found.quizzes[name].questions), "each of the three has a message in it"
    for n, question in enumerate(mixed.questions, start=1):
        assert question.stem["da"] in text(mixing.get(f"{PRACTICE}/{n}"))
        assert led(answer(mixing, f"{PRACTICE}/{n}", *(question.key or ()))) == f"{PRACTICE}/{n}"
        assert mixing.get(f"{PRACTICE}/{n}").status_code == 200
    assert "Den tæller ikke med nogen steder." in text(mixing.get(f"{PRACTICE}/result"))
    assert remembered(mixing).programmes["forloeb"].done == 6
    assert go_on(mixing).startswith("/da/quiz/tjek-")
    assert rows(mixing, "SELECT DISTINCT counted FROM liveattempt WHERE quiz LIKE 'refresher-%'") == [(0,)]


def test_it_goes_on_where_it_was_left_and_begins_once(mixing: FlaskClient) -> None:
    go_on(mixing)
    mixing.get(f"{PRACTICE}/1")
    answer(mixing, f"{PRACTICE}/1", "unsure")
    assert go_on(mixing) == f"{PRACTICE}/2"
    assert len(rows(mixing, "SELECT id FROM liveattempt")) == 1


@pytest.mark.parametrize("page", ["", "/1", "/result", "/remember"])
def test_it_can_be_taken_in_its_programme_alone(mixing: FlaskClient, page: str) -> None:
    assert led(mixing.get(PRACTICE.removesuffix("/practise") + page)) == PROGRAMME
    assert led(mixing.post(PRACTICE.removesuffix("/practise"))) == PROGRAMME
    assert mixing.get("/da/quiz/refresher-forloeb-5/practise/1").status_code == 404
    assert rows(mixing, "SELECT id FROM liveattempt") == []


def test_without_an_attempt_its_pages_lead_to_the_programme(mixing: FlaskClient) -> None:
    for page in ("/1", "/result", ""):
        reply = mixing.get(PRACTICE + page)
        while reply.status_code == 303:
            where = reply.location
            reply = mixing.get(where)
        assert where == PROGRAMME
