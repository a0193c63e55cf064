"""The refresher: offered some months after a quiz where the browser remembers, counted nowhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizlib import Share, VerdictCounts
from tests.webapp.taking import HTMX, altered, answer, begin, led, remembered, remind, rows, site
from tests.webapp.words import text
from webapp.web.devices.device import Device
from webapp.web.devices.remembered_result import RememberedResult

REFRESH = "/da/refresh"
OFFER = "Genopfrisk med fire beskeder"
PRACTICE = "/da/quiz/kanaler/practise"  # the only quiz here with four messages to judge


def months_ago(count: int) -> str:
    """Return the calendar month that is so many before this one."""
    today = date.today()  # noqa: DTZ011 - as the site has it
    months = today.year * 12 + today.month - 1 - count
    return f"{months // 12}-{months % 12 + 1:02}"


def done(months: int, refreshed: int = 0, *, finished: bool = True) -> RememberedResult:
    """Return a result that was reached so many months ago."""
    return RememberedResult(
        months_ago(months), VerdictCounts(1), VerdictCounts(1), Share(1, 1), {}, done=finished, refreshed=refreshed
    )


def visiting(client: FlaskClient, **results: RememberedResult) -> None:
    """Let the browser remember earlier visits."""
    known = {name.replace("_", "-"): reached for name, reached in results.items()}
    remind(client, Device(results=known, remember=True))


def take(client: FlaskClient) -> str:
    """Take the refresher that is offered, all genuine, and return the address of its result."""
    address = led(client.post(REFRESH)) or ""
    for n in range(1, 5):
        answer(client, address.replace("/1", f"/{n}"), "genuine")
    return address.replace("/1", "/result")


@pytest.mark.parametrize(
    ("months", "refreshed", "due"),
    [
        (0, 0, False),
        (1, 0, False),
        (2, 0, True),
        (5, 0, True),
        (2, 1, False),
        (5, 1, False),
        (6, 1, True),
        (12, 1, True),
        (6, 2, False),
        (30, 2, False),
        (7, 0, True),
    ],
)
def test_it_is_due_from_the_second_and_again_from_the_sixth_month(
    course: FlaskClient,
    months: int,
    refreshed: int,
    due: bool,  # noqa: FBT001 - a case
) -> None:
    visiting(course, maader=done(months, refreshed))
    assert (OFFER in text(course.get("/da/"))) == due
    page, begun = course.get(REFRESH), course.post(REFRESH)
    if due:
        assert "Det er noget tid siden, du tog »Alle måder at spørge på«." in text(page)
        assert begun.location == f"{PRACTICE}/1"
    else:
        assert page.location == begun.location == "/da/"
        assert rows(course, "SELECT * FROM liveattempt") == []


def test_a_browser_that_does_not_remember_is_offered_none(course: FlaskClient) -> None:
    visiting(course, maader=done(4))
    remind(course, remembered(course).keeping(remember=False, statistics=True))
    assert OFFER not in text(course.get("/da/"))
    assert course.get(REFRESH).location == "/da/"


@pytest.mark.parametrize(
    "results",
    [
        {"maader": done(4, finished=False)},
        {"tjek_a": done(4)},
        {"bekymring": done(4)},
        {"gone": done(4)},
        {},
    ],
    ids=["not finished", "check-up", "ratings", "a quiz that is gone", "nothing"],
)
def test_only_a_quiz_that_was_finished_is_freshened_up(
    course: FlaskClient, results: dict[str, RememberedResult]
) -> None:
    visiting(course, **results)
    assert OFFER not in text(course.get("/da/"))
    assert led(course.get(REFRESH)) == "/da/"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_it_brings_four_messages_of_a_quiz_not_yet_taken(course: FlaskClient, headers: dict[str, str]) -> None:
    visiting(course, beskeder=done(3))
    page = text(course.get(REFRESH))
    assert "Det er noget tid siden, du tog »Falske sms'er og mails«." in page
    assert "Denne gang kommer de fra »Alle slags beskeder«." in page
    assert "Det tæller ikke med nogen steder." in page
    assert led(course.post(REFRESH, headers=headers)) == f"{PRACTICE}/1"
    assert "Øvelse: spørgsmål 1 af 4" in text(course.get(f"{PRACTICE}/1"))


def test_one_not_yet_taken_comes_before_the_one_that_was_done(serve: Callable[[Path], Flask], tmp_path: Path) -> None:
    groups = "quizzes: [beskeder, kanaler]"
    library = altered(tmp_path, "library.yaml", groups, groups.replace("]", ", flere-kanaler]"))
    shutil.copy(library / "quizzes" / "kanaler.yaml", library / "quizzes" / "flere-kanaler.yaml")
    client = serve(library).test_client()
    visiting(client, kanaler=done(3))
    assert led(client.post(REFRESH)) == "/da/quiz/flere-kanaler/practise/1"


def test_where_every_quiz_was_taken_the_messages_are_those_of_the_one_done(course: FlaskClient) -> None:
    visiting(course, kanaler=done(3), maader=done(0), beskeder=done(0))
    page = text(course.get(REFRESH))
    assert "Det er noget tid siden, du tog »Alle slags beskeder«." in page
    assert "Denne gang" not in page
    assert led(course.post(REFRESH)) == f"{PRACTICE}/1"


def test_a_quiz_without_four_messages_is_not_freshened_up_by_itself(course: FlaskClient) -> None:
    visiting(course, beskeder=done(3), kanaler=done(0))
    assert OFFER not in text(course.get("/da/"))
    assert led(course.post(REFRESH)) == "/da/"


def test_it_is_counted_nowhere(course: FlaskClient) -> None:
    visiting(course, maader=done(3))
    before = remembered(course).results
    result = take(course)
    assert rows(course, "SELECT quiz, counted, before FROM liveattempt") == [("kanaler", 0, None)]
    assert remembered(course).results.keys() == before.keys(), "the quiz is not yet taken"
    assert "Det her var en øvelse. Den tæller ikke med nogen steder." in text(course.get(result))
    assert "2 af 4 gange endte du et trygt sted." in text(course.get(result))
    assert "Døren er åben" in text(course.get("/da/"))


def test_its_messages_are_explained_one_by_one(course: FlaskClient) -> None:
    visiting(course, maader=done(3))
    address = led(course.post(REFRESH)) or ""
    answer(course, address, "scam")
    assert "Ja, det er svindel." in text(course.get(address))


def test_its_result_asks_of_each_action_of_the_quiz_that_was_done(course: FlaskClient) -> None:
    visiting(course, maader=done(3))
    page = course.get(take(course))
    told = text(page)
    assert "Fik du det gjort? Det her kunne du gøre efter »Alle måder at spørge på«." in told
    assert "bliver på skærmen og sendes ikke til nogen." in told
    for action in site(course).library.quizzes["maader"].actions:
        assert f"{action['da']} Ja Ikke endnu" in told


def test_what_one_says_there_cannot_be_sent(course: FlaskClient) -> None:
    visiting(course, maader=done(3))
    page = course.get(take(course)).text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'<input type="radio" name="([^"]+)"', main) == ["action-1"] * 2 + ["action-2"] * 2
    assert "<form" not in main
    assert not re.search(r"<input[^>]* (value|form|data-\S+)=", main)


def test_it_stops_being_offered_once_begun(course: FlaskClient) -> None:
    visiting(course, maader=done(3))
    course.post(REFRESH)
    assert OFFER not in text(course.get("/da/"))
    assert course.get(REFRESH).location == "/da/"
    assert led(course.get(PRACTICE)) == f"{PRACTICE}/1", "one goes on where one is"


def test_whoever_comes_after_the_sixth_month_alone_is_offered_it_once(course: FlaskClient) -> None:
    visiting(course, maader=done(8))
    take(course)
    assert remembered(course).results["maader"].refreshed == 2
    assert OFFER not in text(course.get("/da/"))


def test_a_quiz_taken_anew_is_freshened_up_anew(course: FlaskClient) -> None:
    visiting(course, kort=done(8, 2))
    address = begin(course, "kort")
    for n, response in enumerate(("genuine", "app"), start=1):
        answer(course, f"{address}/{n}", response)
    reached = remembered(course).results["kort"]
    assert (reached.month, reached.refreshed) == (months_ago(0), 0)
    assert OFFER not in text(course.get("/da/"))


def test_ordinary_practice_asks_for_no_actions(course: FlaskClient) -> None:
    visiting(course, maader=done(3))
    take(course)
    course.post(PRACTICE)
    answer(course, f"{PRACTICE}/1", "scam")
    assert "Fik du det gjort?" not in text(course.get(f"{PRACTICE}/result"))


def test_looking_at_the_offer_changes_nothing(course: FlaskClient) -> None:
    visiting(course, maader=done(3))
    assert "Set-Cookie" not in course.get(REFRESH).headers
    assert OFFER in text(course.get("/da/"))
