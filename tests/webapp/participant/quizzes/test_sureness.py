"""How sure one is: asked where the quiz says so, never counted, and told in words that help."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.taking import HTMX, WAYS, altered, answer, arrive, begin, questions, rows, stored
from tests.webapp.words import text

ASKS = "Hvor sikker er du?"
SURE = "SELECT question, sure FROM liveanswer WHERE sure IS NOT NULL"
Serve = Callable[[Path], Flask]
by_page_and_htmx = pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])


@pytest.fixture
def serve_sure(serve: Serve, tmp_path: Path) -> Callable[[str], FlaskClient]:
    """Return a browser on a library in which one more quiz asks how sure one is."""

    def serve_sure(quiz: str) -> FlaskClient:
        library = altered(tmp_path, f"quizzes/{quiz}.yaml", "\nquestions:\n", "\nsure: true\nquestions:\n")
        return serve(library).test_client()

    return serve_sure


def note(client: FlaskClient, quiz: str) -> str | None:
    """Return what the result says of how sure one was."""
    page = client.get(f"/da/quiz/{quiz}/result").text
    notes = re.findall(r'<p class="note"[^>]*>(.*?)</p>', page, re.DOTALL)
    found = [words for words in notes if not words.lstrip().startswith("Sidst, i ")]
    assert len(found) < 2
    return " ".join(found[0].split()) if found else None


def take(client: FlaskClient, quiz: str, responses: dict[str, tuple[str, str]]) -> None:
    """Answer a quiz: question → (response, how sure), and rightly and without a word where nothing is said."""
    address = begin(client, quiz)
    for n, question in enumerate(questions(client, quiz), start=1):
        response, sure = responses.get(question.id, (None, ""))
        given = (question.key or ()) if response is None else (response,)
        answer(client, f"{address}/{n}", *given, sure=sure)


def test_one_is_asked_where_there_is_something_to_be_sure_of(course: FlaskClient) -> None:
    address = arrive(course, 8)
    asked = {}
    for n, question in enumerate(questions(course, "maader"), start=1):
        client = course.application.test_client()
        arrive(client, n)
        asked[question.id] = ASKS in text(client.get(f"{address[:-1]}{n}"))
    assert [name for name, is_asked in asked.items() if not is_asked] == ["look", "bank-call"]


@pytest.mark.parametrize("quiz", ["kort", "beskeder", "bekymring", "tjek-a"])
def test_a_quiz_that_does_not_ask_stores_nothing_of_it(course: FlaskClient, quiz: str) -> None:
    address = arrive(course, 1, quiz)
    assert ASKS not in text(course.get(address))
    answer(course, address, "1" if quiz == "bekymring" else "scam", sure="3")
    assert rows(course, "SELECT count(*), count(sure) FROM liveanswer") == [(1, 0)]


@pytest.mark.parametrize(
    ("said", "kept"), [("1", 1), ("2", 2), ("3", 3), ("", None), ("4", None), ("helt", None), ("03", None)]
)
@by_page_and_htmx
def test_what_one_said_is_stored_and_nothing_need_be_said(
    course: FlaskClient, said: str, kept: int | None, headers: dict[str, str]
) -> None:
    answer(course, arrive(course, 3), "genuine", headers=headers, sure=said)
    assert stored(course, "notice", "sure") == [(kept,)]


@by_page_and_htmx
def test_who_would_check_first_is_not_asked_how_sure(course: FlaskClient, headers: dict[str, str]) -> None:
    answer(course, arrive(course, 3), "unsure", headers=headers, sure="3")
    assert stored(course, "notice", "response, score, sure") == [('["unsure"]', 0.5, None)]


@pytest.mark.parametrize(("n", "response"), [(1, ()), (6, ("hang-up",))], ids=["example", "conversation"])
def test_where_it_was_not_asked_it_is_not_stored(course: FlaskClient, n: int, response: tuple[str, ...]) -> None:
    assert answer(course, arrive(course, n), *response, sure="3").status_code == 303
    assert rows(course, SURE) == []


def test_the_first_word_stands_and_a_second_try_asks_no_more(course: FlaskClient) -> None:
    address = arrive(course, 8)
    answer(course, address, "answer", sure="2")
    assert ASKS not in text(course.get(address))
    answer(course, address, "wait", sure="3", again="1")
    answer(course, address, "answer", sure="1")
    assert stored(course, "wait", "sure") == [(2,)]


def test_practice_never_asks(course: FlaskClient) -> None:
    answer(course, arrive(course, 3), "scam")
    practice = course.post("/da/quiz/maader/practise").location
    assert "Øvelse: spørgsmål 1 af 1" in text(course.get(practice))
    assert ASKS not in text(course.get(practice))
    answer(course, practice, "genuine", sure="3")
    assert rows(course, SURE) == []


@pytest.mark.parametrize("form", [{"short": "1"}, {}], ids=["short", "whole"])
def test_a_short_check_up_never_asks_and_a_whole_one_does(
    serve_sure: Callable[[str], FlaskClient], form: dict[str, str]
) -> None:
    client = serve_sure("tjek-a")
    address = begin(client, "tjek-a", **form)
    assert (ASKS in text(client.get(f"{address}/1"))) == (not form)
    answer(client, f"{address}/1", "scam", sure="3")
    assert rows(client, SURE) == ([] if form else [("m1", 3)])


def test_a_score_is_the_same_however_sure_one_was(course: FlaskClient) -> None:
    told = set()
    for sure in ("", "1", "2", "3"):
        client = course.application.test_client()
        take(client, "maader", {"notice": ("scam", sure), "fee": ("scam", sure), "wait": ("answer", sure)})
        told.add(text(client.get("/da/quiz/maader/result")).replace(note(client, "maader") or "", ""))
    assert len({" ".join(page.split()) for page in told}) == 1
    scores = rows(course, "SELECT DISTINCT question, score FROM liveanswer")
    assert len(scores) == len(questions(course, "maader"))
    assert {("notice", 0), ("fee", 1), ("wait", 0)} < set(scores)


def test_being_sure_and_fooled_is_told_with_the_part_that_deceived(course: FlaskClient) -> None:
    take(course, "maader", {"fee": ("genuine", "3"), "notice": ("genuine", "3")})
    assert note(course, "maader") == "Én gang var du helt sikker, men blev narret. Det var ordene i beskeden, der snød."
    assert "Once you were quite sure, and were fooled all the same." in text(course.get("/en/quiz/maader/result"))


def test_being_fooled_more_than_once_by_the_same_part_is_told_so(serve_sure: Callable[[str], FlaskClient]) -> None:
    client = serve_sure("tjek-a")
    take(client, "tjek-a", {"m1": ("genuine", "3"), "m3": ("genuine", "3"), "m6": ("genuine", "2")})
    expected = "To gange var du helt sikker, men blev narret. Hver gang var det ordene i beskeden, der snød."
    assert note(client, "tjek-a") == expected


def test_where_more_than_one_part_deceived_none_is_named(serve_sure: Callable[[str], FlaskClient]) -> None:
    client = serve_sure("beskeder")
    take(client, "beskeder", {"parcel": ("genuine", "3")})
    assert note(client, "beskeder") == "Én gang var du helt sikker, men blev narret.", "it had signs in two parts"


def test_where_each_time_another_part_deceived_none_is_named(serve: Serve, tmp_path: Path) -> None:
    words = 'quote: {da: "Betal på tand-regning.example", en: "Pay at dentist-bill.example"}'
    sender = 'quote: {da: "Tandlægen i Nørregade", en: "The dentist in Nørregade"}'
    altered(tmp_path, "quizzes/tjek-a.yaml", words, sender)
    library = altered(tmp_path, "quizzes/tjek-a.yaml", "\nquestions:\n", "\nsure: true\nquestions:\n")
    client = serve(library).test_client()
    take(client, "tjek-a", {"m1": ("genuine", "3"), "m3": ("genuine", "3")})
    assert note(client, "tjek-a") == "To gange var du helt sikker, men blev narret."
    take(client, "tjek-a", {"m1": ("genuine", "3")})
    assert note(client, "tjek-a") == "Én gang var du helt sikker, men blev narret. Det var afsenderen, der snød."


def test_being_sure_of_a_scam_that_was_none_is_told(course: FlaskClient) -> None:
    take(course, "maader", {"notice": ("scam", "3"), "fee": ("scam", "3")})
    expected = "Én gang var du helt sikker på, at det var svindel, men beskeden var ægte."
    assert note(course, "maader") == expected


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ({"fee": ("scam", "3")}, "Én gang var du helt sikker, og du havde ret."),
        (
            {"fee": ("scam", "3"), "wait": ("answer", "3")},
            "To gange var du helt sikker. Du havde ret i 1 af dem.",
        ),
        ({"wait": ("answer", "3")}, None),
        ({"fee": ("genuine", "2"), "notice": ("scam", "1")}, None),
        ({"fee": ("unsure", "3")}, None),
    ],
    ids=["right", "half right", "a wrong choice alone", "not quite sure", "in doubt"],
)
def test_being_sure_and_right_is_told_and_the_rest_is_passed_over(
    course: FlaskClient, responses: dict[str, tuple[str, str]], expected: str | None
) -> None:
    take(course, "maader", responses)
    assert note(course, "maader") == expected


def test_what_one_said_is_in_no_later_page_of_the_question(course: FlaskClient) -> None:
    address = arrive(course, 3)
    pages = []
    for sure in ("1", "3"):
        client = course.application.test_client()
        arrive(client, 3)
        pages.append(answer(client, address, "scam", sure=sure, headers=HTMX).text)
    assert pages[0] == pages[1]
