"""The cookie of a discreet quiz is read for two hours, by that quiz in that version, and goes to its pages alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, Response

from quizlib import Attempt, Quiz
from tests.places import LIBRARY
from tests.webapp.clock import Clock
from webapp.web.current_visit import current_visit
from webapp.web.devices.device import Draft
from webapp.web.devices.discreet_cookie import Kept, forget, keep, read
from webapp.web.visit import Visit

DRAFT = Draft(("an attempt", "q1"), ("a", "b"), (2,))


@pytest.fixture
def app(serve: Callable[[Path], Flask]) -> Flask:
    return serve(LIBRARY)


@contextmanager
def visit(app: Flask) -> Iterator[Visit]:
    with app.test_request_context("/da/"):
        yield current_visit()


def quiz(visit: Visit, name: str = "maader") -> Quiz:
    return visit.services.library.quizzes[name]


def kept(visit: Visit, one: Quiz, draft: Draft | None = None) -> tuple[Kept, Response]:
    """Return an attempt with its first answer, and a reply that lets a browser keep it."""
    attempt = Attempt.start(one)
    first = one.questions[0]
    attempt = attempt.answer(first.id, first.key or ()).attempt
    mine = Kept(attempt, draft)
    return mine, keep(visit, Response(), one, mine)


def header(reply: Response) -> str:
    """Return what a browser sends afterwards."""
    return "other=1; " + reply.headers.getlist("Set-Cookie")[0].partition(";")[0]


@pytest.mark.parametrize("draft", [None, DRAFT])
def test_what_a_browser_keeps_is_read_again(app: Flask, draft: Draft | None) -> None:
    with visit(app) as mine:
        given, reply = kept(mine, quiz(mine), draft)
        assert read(mine, quiz(mine), header(reply)) == given


def test_it_is_read_for_two_hours_after_the_last_answer(app: Flask, clock: Clock) -> None:
    with visit(app) as mine:
        given, reply = kept(mine, quiz(mine))
    clock.later(2 * 60 * 60 - 1)
    with visit(app) as later:
        assert read(later, quiz(later), header(reply)) == given
    clock.later(2)
    with visit(app) as much_later:
        assert read(much_later, quiz(much_later), header(reply)) is None


def test_one_of_another_quiz_or_of_a_version_that_is_not_served_any_more_is_nothing(app: Flask) -> None:
    with visit(app) as mine:
        one = quiz(mine)
        _, reply = kept(mine, one)
        assert read(mine, quiz(mine, "kort"), header(reply)) is None
        shorter = one.model_copy(update={"questions": one.questions[:-1]})
        shorter.__dict__.pop("version", None)
        _, earlier = kept(mine, shorter)
        assert shorter.version != one.version
        assert read(mine, one, header(earlier)) is None


@pytest.mark.parametrize("sent", [None, "", "page=", "page=x", "page=AAAA", "device=1"])
def test_what_is_missing_or_broken_is_nothing(app: Flask, sent: str | None) -> None:
    with visit(app) as mine:
        assert read(mine, quiz(mine), sent) is None


def test_a_broken_one_does_not_hide_ours(app: Flask) -> None:
    with visit(app) as mine:
        given, reply = kept(mine, quiz(mine))
        assert read(mine, quiz(mine), f"page=broken; {header(reply)}") == given


@pytest.mark.parametrize(
    ("secure", "framed", "name", "strictness"),
    [
        (False, (), "page", "SameSite=Strict"),
        (True, (), "__Secure-page", "SameSite=Strict"),
        (True, ("https://avis.example",), "__Secure-page", "SameSite=None"),
    ],
)
def test_it_goes_to_the_pages_of_its_quiz_alone_and_leaves_with_the_browser(
    app: Flask, *, secure: bool, framed: tuple[str, ...], name: str, strictness: str
) -> None:
    with visit(app) as plain:
        settings = plain.services.settings.model_copy(update={"secure": secure, "frame_ancestors": framed})
        mine = replace(plain, services=replace(plain.services, settings=settings), root="/quiz")
        _, reply = kept(mine, quiz(mine))
        cookies = reply.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {name}
    assert [
        f"Path=/quiz/{language}/quiz/maader" in cookie for cookie, language in zip(cookies, ("da", "en"), strict=True)
    ]
    for cookie in cookies:
        parts = cookie.split("; ")
        assert {"HttpOnly", strictness} <= set(parts)
        assert ("Secure" in parts, "Partitioned" in parts) == (secure, bool(framed))
        assert "Max-Age" not in cookie
        assert "Expires" not in cookie


def test_forgetting_takes_away_what_every_discreet_quiz_has_left_and_no_other(app: Flask) -> None:
    with visit(app) as mine:
        library = mine.services.library
        secret = quiz(mine).model_copy(update={"id": "stille", "discreet": True})
        content = replace(
            mine.services.content, library=library.model_copy(update={"quizzes": {**library.quizzes, "stille": secret}})
        )
        reply = forget(replace(mine, services=mine.services.with_content(content)), Response())
    gone = reply.headers.getlist("Set-Cookie")
    assert [next(part for part in one.split("; ") if part.startswith("Path=")) for one in gone] == [
        "Path=/da/quiz/stille",
        "Path=/en/quiz/stille",
    ]
    assert all("Max-Age=0" in one for one in gone)
