"""A fault is told once when it begins and once when it ends, however often it is seen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.places import LIBRARY
from tests.webapp.clock import Clock
from tests.webapp.signed_in import signed_in
from tests.webapp.words import text
from webapp.faults import Faults


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "webapp"]


def test_an_episode_is_one_line_when_it_begins_and_one_when_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    faults = Faults()
    with caplog.at_level(logging.WARNING, "webapp"):
        for _ in range(100):
            faults.seen("storage")
        faults.over("storage")
        faults.over("storage")
        faults.over("disk")
    assert lines(caplog) == [
        "answers cannot be stored: they get 503 until it is mended",
        "answers are stored again",
    ]


def test_details_stand_behind_the_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "webapp"):
        Faults().seen("content", "quizzes/kort.yaml", "quizzes/lang.yaml")
    assert lines(caplog) == ["a part of the content is left out: quizzes/kort.yaml, quizzes/lang.yaml"]


def test_a_flood_is_over_when_it_has_been_quiet(clock: Clock) -> None:
    faults = Faults()
    faults.seen("join-codes")
    clock.later(9 * 60)
    faults.seen("join-codes")
    clock.later(9 * 60)
    faults.look()
    assert faults.going_on("join-codes")
    clock.later(2 * 60)
    faults.look()
    assert not faults.going_on("join-codes")


def test_a_fault_that_somebody_must_end_is_not_over_because_it_is_quiet(clock: Clock) -> None:
    faults = Faults()
    faults.seen("disk")
    clock.later(30 * 24 * 3600)
    faults.look()
    assert faults.going_on("disk")


def test_what_is_over_is_remembered_for_a_day(clock: Clock) -> None:
    faults = Faults()
    faults.seen("storage")
    faults.over("storage")
    clock.later(23 * 3600)
    assert [fault.kind for fault in faults.lately()] == ["storage"]
    clock.later(2 * 3600)
    assert faults.lately() == ()


def test_the_staff_read_of_it_on_their_front_page(app: Flask) -> None:
    client = signed_in(app, "analyst")
    assert "Lige nu:" not in client.get("/da/staff/").text
    faults: Faults = app.extensions["services"].faults
    faults.seen("content", "quizzes/kort.yaml")
    assert "Lige nu: Indhold med fejl" in client.get("/da/staff/").text
    assert "quizzes/kort.yaml" in client.get("/da/staff/").text
    faults.over("content")
    after = client.get("/da/staff/").text
    assert "Indhold med fejl, som er udeladt</b> – det er ovre" in after
    assert "kort.yaml" not in after


def test_a_proxy_that_changes_host_is_told_once_and_old_browsers_can_answer_all_the_same(
    serve: Callable[[Path], Flask], caplog: pytest.LogCaptureFixture
) -> None:
    app = serve(LIBRARY)
    new = {"Origin": "https://tryg.example", "Sec-Fetch-Site": "same-origin"}
    with caplog.at_level(logging.WARNING, "webapp"):
        for headers in (new, {"Origin": "https://tryg.example"}, new, {"Origin": "https://other.example"}):
            reply = app.test_client().post("/da/quiz/kort", headers=headers)
            assert reply.status_code == (403 if "other" in headers["Origin"] else 303)
    (line,) = lines(caplog)
    assert "if a proxy changes Host, set TRYG_PROXIES" in line
    assert "Gamle tablets" in text(signed_in(app, "organiser").get("/da/staff/"))
