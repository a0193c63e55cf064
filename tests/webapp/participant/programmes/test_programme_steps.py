"""The steps of a programme: what each shows, and what happens when content has changed since one began."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.taking import HTMX, altered, answer, elsewhere, led, remembered, remind, rows
from tests.webapp.words import stage, text
from webapp.web.devices.device import Way

PROGRAMME = "/da/programme/forloeb"
FOLDED = "Vil du se forklaringerne nu?"
Serve = Callable[[Path], Flask]


def at(client: FlaskClient, done: int, order: str = "AB") -> FlaskClient:
    """Return the browser, so far in the programme."""
    remind(client, remembered(client).with_way("forloeb", Way(order, done)))
    return client


def step(client: FlaskClient) -> str:
    return led(client.post(PROGRAMME)) or ""


def done(client: FlaskClient) -> int:
    return remembered(client).programmes["forloeb"].done


def out_of_date(folder: Path, quiz: str) -> Path:
    """Return a library in which a quiz is not offered any more."""
    if quiz.startswith("tjek"):
        altered(folder, f"quizzes/{quiz}.yaml", "reviewed: 2026-11-20\n", "reviewed: 2020-01-20\n")
    until = "\nvalid_until: 2020-02-01\nquestions:\n"
    return altered(folder, f"quizzes/{quiz}.yaml", "\nquestions:\n", until)


@pytest.mark.parametrize(
    ("done_so_far", "address"),
    [
        (0, "/da/quiz/bekymring/1"),
        (1, "/da/quiz/tjek-b/1"),
        (2, "/da/quiz/kort/1"),
        (3, "/da/quiz/maader/1"),
        (4, "/da/quiz/kanaler/practise/1"),
        (5, "/da/quiz/tjek-a/1"),
        (6, "/da/quiz/bekymring/1"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_each_step_leads_to_its_quiz(
    course: FlaskClient, done_so_far: int, address: str, headers: dict[str, str]
) -> None:
    at(course, done_so_far, "BA")
    assert led(course.post(PROGRAMME, headers=headers)) == address


def test_check_ups_are_short_or_long_as_the_step_says(course: FlaskClient) -> None:
    step(at(course, 1))
    assert "Spørgsmål 1 af 6" in text(course.get("/da/quiz/tjek-a/1"))
    step(at(course, 5, "BA"))
    assert "Spørgsmål 1 af 8" in text(course.get("/da/quiz/tjek-a/1"))


def test_the_messages_from_last_time_are_four_and_not_counted(course: FlaskClient) -> None:
    address = step(at(course, 4))
    for n, response in enumerate(("scam", "scam", "genuine", "genuine"), start=1):
        answer(course, address.replace("/1", f"/{n}"), response)
    assert rows(course, "SELECT quiz, counted, finished FROM liveattempt") == [("kanaler", 0, 1)]
    assert done(course) == 5
    assert remembered(course).results == {}
    practised = course.get("/da/quiz/kanaler/practise/result")
    assert "4 af 4 gange endte du et trygt sted." in text(practised)
    assert f'action="{PROGRAMME}"' in practised.text


def test_the_page_says_which_steps_are_done_and_which_is_next(course: FlaskClient) -> None:
    page = course.get(PROGRAMME)
    assert "1. gang" in text(page)
    assert 'aria-current="step"' in page.text
    page = at(course, 4, "BA").get(PROGRAMME)
    assert stage(page) == "En time om at være tryg · trin 5 af 7"
    assert page.text.count('class="past"') == text(page).count("Gennemført") == 4
    assert '<li class="next" aria-current="step"><span>Fire beskeder fra sidst: Alle slags beskeder' in page.text
    assert '<ol class="course" start="5">' in page.text, "the second meeting goes on counting"
    for quiz in ("tjek-b", "kort", "maader"):
        assert f'href="/da/quiz/{quiz}/result"' in page.text
    for words in ("tjek-a", "bekymring/result"):
        assert words not in page.text, "what is to come, and ratings, have nothing to look at"


def test_it_speaks_english_too(course: FlaskClient) -> None:
    page = at(course, 1).get(PROGRAMME.replace("/da/", "/en/"))
    assert stage(page) == "An hour about being safe · step 2 of 7"
    assert led(course.post(PROGRAMME.replace("/da/", "/en/"))) == "/en/quiz/tjek-a/1"


def test_a_programme_that_is_not_there_is_a_friendly_404(course: FlaskClient) -> None:
    for reply in (course.get(f"{PROGRAMME}-2"), course.post(f"{PROGRAMME}-2")):
        assert reply.status_code == 404


def test_looking_at_it_begins_nothing(course: FlaskClient) -> None:
    assert "Set-Cookie" not in course.get(PROGRAMME).headers
    assert rows(course, "SELECT count(*) FROM liveattempt") == [(0,)]


@pytest.mark.parametrize(
    ("quiz", "so_far", "address"),
    [
        ("kort", 2, "/da/quiz/maader/1"),
        ("kanaler", 4, "/da/quiz/tjek-b/1"),
        ("tjek-a", 1, "/da/quiz/kort/1"),
        ("tjek-b", 5, "/da/quiz/bekymring/1"),
    ],
)
def test_a_step_whose_quiz_is_not_offered_any_more_is_passed_over(
    serve: Serve, tmp_path: Path, quiz: str, so_far: int, address: str
) -> None:
    later = at(serve(out_of_date(tmp_path, quiz)).test_client(), so_far)
    assert later.get(PROGRAMME).status_code == 200
    assert step(later) == address
    assert done(later) == so_far + 1


def test_where_no_step_is_left_the_programme_is_over(course: FlaskClient, serve: Serve, tmp_path: Path) -> None:
    library = out_of_date(tmp_path, "tjek-b")
    rest = "  - check-up: long\n"
    altered(tmp_path, "programmes/forloeb.yaml", f"{rest}  - quiz: bekymring\nmeetings: [4, 3]", rest)
    later = elsewhere(at(course, 5), serve(library))
    assert step(later) == PROGRAMME
    assert "Tak, fordi du var med" in text(later.get(PROGRAMME))


def test_with_fewer_forms_than_check_ups_nobody_takes_one_twice(serve: Serve, tmp_path: Path) -> None:
    client = serve(out_of_date(tmp_path, "tjek-b")).test_client()
    step(client)
    assert remembered(client).programmes["forloeb"].order == "A"
    assert client.get(PROGRAMME).status_code == 200
    assert step(at(client, 1, "A")) == "/da/quiz/tjek-a/1"
    for n in range(1, 7):
        answer(client, f"/da/quiz/tjek-a/{n}", "scam")
    assert FOLDED not in text(client.get("/da/quiz/tjek-a/result"))
    assert step(at(client, 5, "A")) == "/da/quiz/bekymring/1"
    assert FOLDED in text(client.get("/da/quiz/tjek-a/result"))


def test_a_programme_that_has_become_shorter_is_over(course: FlaskClient, serve: Serve, tmp_path: Path) -> None:
    at(course, 6)
    steps = "  - refresh: kanaler\n  - check-up: long\n  - quiz: bekymring\nmeetings: [4, 3]"
    later = elsewhere(course, serve(altered(tmp_path, "programmes/forloeb.yaml", steps, "meetings: [4]")))
    assert "Tak, fordi du var med" in text(later.get(PROGRAMME))
    assert later.get("/da/").status_code == 200
    assert step(later) == "/da/quiz/bekymring/1", "it can be taken afresh"
    assert done(later) == 0


def test_a_programme_that_is_gone_leaves_no_trace(course: FlaskClient, serve: Serve, tmp_path: Path) -> None:
    at(course, 2)
    library = altered(tmp_path, "programmes/forloeb.yaml", "meetings: [4, 3]", "meetings: [3, 4]")
    (library / "programmes" / "forloeb.yaml").rename(library / "programmes" / "andet.yaml")
    later = elsewhere(course, serve(library))
    assert "Trin 3" not in text(later.get("/da/"))
    assert later.get(PROGRAMME).status_code == 404
    assert later.post("/da/quiz/kort").status_code == 303


def test_an_attempt_that_has_been_added_up_is_begun_afresh_at_its_step(course: FlaskClient) -> None:
    step(at(course, 3))
    course.application.extensions["services"].database.write(lambda one: one.execute("DELETE FROM liveattempt", {}))
    assert step(course) == "/da/quiz/maader/1"
    assert course.get("/da/quiz/maader/1").status_code == 200
    assert done(course) == 3


@pytest.mark.parametrize("remember", [True, False])
def test_leave_to_use_ones_answers_is_given_with_the_first_step_and_taken_back_by_no_later_one(
    course: FlaskClient, *, remember: bool
) -> None:
    remind(course, remembered(course).keeping(remember=remember, statistics=False))
    step(course)
    assert not remembered(course).statistics, "unless it is given"
    for form in ({"statistics": "1"}, {}):
        course.post(PROGRAMME, data=form)
        assert (remembered(course).statistics, remembered(course).remember) == (True, remember)
