"""Check-ups: nothing is told until the end, then everything; and what came before, where one may compare."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizlib import ReminderCode, VerdictCounts
from quizlib.content.quiz import Form
from tests.places import LIBRARY
from tests.webapp.taking import (
    WAYS,
    altered,
    answer,
    begin,
    first_result,
    led,
    order_from,
    questions,
    remembered,
    remind,
    rows,
    site,
    stored,
)
from tests.webapp.words import text

A = ("scam", "genuine", "genuine", "unsure", "genuine", "scam", "scam", "scam")  # the third and seventh are wrong
WORDS = ("Det var", "Godt set", "Ja, det er", "Det her er", "Den her er", "Derfor", "Sådan tjekker du", "kendetegn")
TELLING = ("<mark", 'class="signs"', 'class="check"', 'class="verdict right"', 'class="verdict look"')
by_page_and_htmx = pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])


def take(client: FlaskClient, quiz: str, *responses: str, **form: str) -> str:
    """Begin a check-up, answer, and return the address of its result."""
    address = begin(client, quiz, **form)
    for n, response in enumerate(responses, start=1):
        answer(client, f"{address}/{n}", response)
    return f"{address}/result"


def tells_nothing(client: FlaskClient, address: str, headers: dict[str, str] | None = None) -> bool:
    """Say whether a page keeps to itself what the messages are."""
    page = client.get(address, headers=headers)
    assert page.status_code == 200
    told = text(page)
    messages = [question.message for question in questions(client, "tjek-a") if question.message]
    whys = [sign.why["da"] for message in messages for sign in message.signs]
    checks = [question.check["da"] for question in questions(client, "tjek-a") if question.check]
    return not any(words in told for words in (*whys, *checks, *WORDS)) and not any(one in page.text for one in TELLING)


@by_page_and_htmx
def test_every_answer_leads_straight_to_the_next_and_the_last_to_the_result(
    course: FlaskClient, headers: dict[str, str]
) -> None:
    address = begin(course, "tjek-a")
    for n, response in enumerate(A, start=1):
        onward = n + 1 if n < len(A) else "result"
        assert led(answer(course, f"{address}/{n}", response, headers=headers)) == f"{address}/{onward}"


@by_page_and_htmx
def test_an_answered_question_shows_ones_answer_and_never_what_it_was(
    course: FlaskClient, headers: dict[str, str]
) -> None:
    address = begin(course, "tjek-a")
    said = {"scam": "Svindel", "genuine": "Ægte", "unsure": "I tvivl – jeg tjekker først"}
    for n, response in enumerate(A[:-1], start=1):
        assert tells_nothing(course, f"{address}/{n}", headers), "nor while it is asked"
        answer(course, f"{address}/{n}", response)
        for number, given in enumerate(A[:n], start=1):
            page = course.get(f"{address}/{number}", headers=headers)
            assert "Dit svar er gemt Du ser, hvad det var, når du har svaret på det hele." in text(page)
            assert f"Dit svar: {said[given]} Næste spørgsmål" in text(page)
            assert f'href="{address}/{number + 1}"' in page.text
            assert tells_nothing(course, f"{address}/{number}", headers)
            assert tells_nothing(course, f"{address}/{number}?show=1", headers)


@by_page_and_htmx
def test_the_first_answer_stands_in_silence_too(course: FlaskClient, headers: dict[str, str]) -> None:
    address = begin(course, "tjek-a")
    for response in ("genuine", "scam"):
        assert led(answer(course, f"{address}/1", response, headers=headers)) == f"{address}/2"
    assert stored(course, "m1") == [('["genuine"]', 0)]


def test_nothing_chosen_is_asked_again_as_everywhere(course: FlaskClient) -> None:
    address = begin(course, "tjek-a")
    assert led(answer(course, f"{address}/1")) == f"{address}/1?missing=1"
    assert "Du mangler at svare" in text(course.get(f"{address}/1?missing=1"))


def test_the_short_form_is_the_first_six(course: FlaskClient) -> None:
    start = course.get("/da/quiz/tjek-a")
    assert "Begynd: 8 beskeder Den korte udgave: 6 beskeder" in text(start)
    assert 'name="short" value="1"' in start.text
    address = begin(course, "tjek-a", short="1")
    assert "Spørgsmål 1 af 6" in text(course.get(f"{address}/1"))
    for n, response in enumerate(A[:6], start=1):
        reply = answer(course, f"{address}/{n}", response)
    assert reply.location == f"{address}/result"
    assert course.get(f"{address}/7").status_code == 404
    assert rows(course, "SELECT only, finished FROM liveattempt") == [('["m1", "m2", "m3", "m4", "m5", "m6"]', 1)]
    assert "5 af 6 gange endte du et trygt sted." in text(course.get(reply.location))


def test_a_short_form_begun_and_not_answered_gives_way_to_the_whole_one(course: FlaskClient) -> None:
    begin(course, "tjek-a", short="1")
    address = begin(course, "tjek-a")
    assert "Spørgsmål 1 af 8" in text(course.get(f"{address}/1"))


def test_there_is_no_result_before_the_last_answer(course: FlaskClient) -> None:
    result = take(course, "tjek-a", *A[:7])
    page = course.get(result)
    assert "Du har svaret på 7 af 8 spørgsmål indtil nu." in text(page)
    for words in (
        "trygt sted",
        "gennemskuet",
        "genkendt",
        "tjekke først.",
        "Din huskekode",
        "Hvad beskederne var",
        "drillede",
    ):
        assert words not in text(page)
    assert tells_nothing(course, result)
    assert f'href="{result.removesuffix("result")}8"' in page.text


def test_afterwards_it_says_how_it_went_and_explains_every_message(course: FlaskClient) -> None:
    result = take(course, "tjek-a", *A)
    told = text(course.get(result))
    assert "6 af 8 gange endte du et trygt sted." in told
    assert "Én gang ville du tjekke først." in told
    assert "Hvad beskederne var" in told
    for words in (
        "1. Tandlægen i Nørregade – du havde ret",
        "3. Varmeværket i Prøvekøbing – værd at se på igen",
        "4. Brugsen i Prøvekøbing – du ville tjekke først",
        "Dit svar: Ægte Den her er svindel. Mail opdigtet eksempel Varmeværket i Prøvekøbing",
    ):
        assert words in told
    assert told.count("Det kan du se på de ord.") == told.count("Skriv selv adressen, eller ring selv op.") == 8
    assert not tells_nothing(course, result)
    assert told.count("kendetegn 1") == 8, "each sign is marked on its message"
    assert "Det her er svindel." in text(course.get(result.replace("result", "3"))), "and at its question too"
    assert "Øv det, der drillede" in told


@pytest.mark.parametrize("form", [{}, {"short": "1"}], ids=["whole", "short"])
def test_the_result_shows_a_code_that_holds_it(course: FlaskClient, form: dict[str, str]) -> None:
    short = bool(form)
    result = take(course, "tjek-a", *(A[:6] if short else A), **form)
    shown = re.search(r'<p class="letters">(.*?)</p>', course.get(result).text)
    assert shown
    scams, genuine = (
        (VerdictCounts(2, 0, 1), VerdictCounts(2, 1, 0)) if short else (VerdictCounts(3, 0, 1), VerdictCounts(2, 1, 1))
    )
    month = f"{date.today():%Y-%m}"  # noqa: DTZ011 - as the site has it
    assert ReminderCode.parse(shown[1]) == first_result(course, "A", scams, genuine, month=month, short=short)


def test_a_quiz_that_is_no_check_up_shows_no_code(course: FlaskClient) -> None:
    assert "huskekode" not in text(course.get(take(course, "kort", "genuine", "app"))).lower()


def known(client: FlaskClient, form: Form = "B", month: str = "2026-03") -> str:
    """Return the code of a first result."""
    return str(first_result(client, form, VerdictCounts(1, 2, 1), VerdictCounts(4), month=month))


@pytest.mark.parametrize("allowed", [True, False])
def test_what_came_before_is_stored_only_where_it_may_serve_statistics(course: FlaskClient, *, allowed: bool) -> None:
    remind(course, remembered(course).with_first(known(course)))
    course.post("/da/keep", data={"statistics": "yes"} if allowed else {"remember": "yes"})
    result = take(course, "tjek-a", *A)
    [(before,)] = rows(course, "SELECT before FROM liveattempt")
    stored_then = {
        "order": "BA",
        "edition": order_from(course, "B").edition,
        "short": False,
        "month": "2026-03",
        "scams": [1, 2, 1],
        "genuine": [4, 0, 0],
    }
    assert (before and json.loads(before)) == (stored_then if allowed else None)
    told = text(course.get(result))
    expected = "Sidst, i marts 2026, gennemskuede du 1 af 4 svindelforsøg og genkendte 4 af 4 ægte beskeder."
    assert expected in told, "one's own browser may always tell"


def test_a_form_that_was_finished_before_is_compared_with_nothing(course: FlaskClient) -> None:
    course.post("/da/keep", data={"statistics": "yes"})
    for quiz in ("tjek-a", "tjek-b"):
        take(course, quiz, *A)
    site(course).database.write(lambda connection: connection.execute("DELETE FROM liveattempt", {}))
    begin(course, "tjek-b")
    assert rows(course, "SELECT before FROM liveattempt") == [(None,)]


@pytest.fixture
def three(serve: Callable[[Path], Flask], tmp_path: Path) -> FlaskClient:
    """Return a browser on a library with three forms of the check-up."""
    library = altered(tmp_path, "quizzes/tjek-a.yaml", "\nform: A\n", "\nform: C\n")
    (library / "quizzes" / "tjek-a.yaml").rename(library / "quizzes" / "tjek-c.yaml")
    shutil.copy(LIBRARY / "quizzes" / "tjek-a.yaml", library / "quizzes")
    return serve(library).test_client()


def test_every_later_one_is_compared_with_the_first_and_never_with_the_second(three: FlaskClient) -> None:
    three.post("/da/keep", data={"statistics": "yes"})
    for quiz in ("tjek-b", "tjek-c", "tjek-a"):
        take(three, quiz, *A)
    stored = dict(rows(three, "SELECT quiz, before FROM liveattempt"))
    assert stored["tjek-b"] is None
    second, third = (json.loads(stored[quiz]) for quiz in ("tjek-c", "tjek-a"))
    assert second == third
    first = ReminderCode.parse(remembered(three).first)
    assert (first.form, second["order"]) == ("B", "BCA")
    assert second["scams"] == [first.harmful.right, first.harmful.unsure, first.harmful.wrong]


def test_a_code_leads_to_the_form_that_was_not_seen(three: FlaskClient) -> None:
    for form, last in (("A", "c"), ("B", "a"), ("C", "b")):
        client = three.application.test_client()
        assert led(client.post("/da/code", data={"code": known(client, form)})) == f"/da/quiz/tjek-{last}"  # type: ignore[arg-type]


def test_without_a_code_the_forms_come_in_their_order_which_is_drawn(three: FlaskClient) -> None:
    orders = set()
    for _ in range(40):
        client, order = three.application.test_client(), ""
        for _ in range(3):
            found = re.search(r'href="/da/quiz/tjek-(.)"', client.get("/da/").text)
            assert found
            order += found[1].upper()
            take(client, f"tjek-{found[1]}", *A)
        orders.add(order)
    assert orders == {"ABC", "BCA", "CAB"}


def test_new_forms_begin_a_new_first_result(serve: Callable[[Path], Flask], tmp_path: Path) -> None:
    old = serve(LIBRARY).test_client()
    old.post("/da/keep", data={"statistics": "yes"})
    take(old, "tjek-a", *A)
    library = altered(tmp_path, "quizzes/tjek-b.yaml", "Brugsen", "Butikken")
    new = serve(library).test_client()
    remind(new, remembered(old))
    take(new, "tjek-b", *A)
    assert rows(new, "SELECT before FROM liveattempt WHERE quiz = 'tjek-b'") == [(None,)]
    assert ReminderCode.parse(remembered(new).first).form == "B"


def test_without_an_earlier_one_nothing_came_before(course: FlaskClient) -> None:
    course.post("/da/keep", data={"statistics": "yes"})
    take(course, "tjek-b", *A[:6])
    result = take(course, "tjek-a", *A)
    assert rows(course, "SELECT DISTINCT before FROM liveattempt") == [(None,)], "one that was not finished is none"
    assert "Sidst" not in text(course.get(result))


def test_an_answer_sent_once_more_changes_nothing_of_what_is_told(course: FlaskClient) -> None:
    course.post("/da/code", data={"code": known(course)})
    result = take(course, "tjek-a", *A)
    assert "Sidst, i marts 2026" in text(course.get(result))
    told, device = text(course.get(result)), remembered(course)
    answer(course, result.replace("result", "8"), "genuine")
    assert (text(course.get(result)), remembered(course)) == (told, device)


def test_the_front_page_offers_the_form_that_was_not_taken(course: FlaskClient) -> None:
    take(course, "tjek-a", *A)
    front = course.get("/da/").text
    assert 'href="/da/quiz/tjek-b"' in front
    assert 'href="/da/quiz/tjek-a"' not in front
    take(course, "tjek-b", *A)
    assert 'href="/da/quiz/tjek-a"' in course.get("/da/").text, "then the one that was taken longest ago"


def test_what_the_browser_alone_still_knows_is_told_without_explanations(course: FlaskClient) -> None:
    result = take(course, "tjek-a", *A)
    site(course).database.write(lambda connection: connection.execute("DELETE FROM liveattempt", {}))
    told = text(course.get(result))
    assert "6 af 8 gange endte du et trygt sted." in told
    assert "Din huskekode" in told
    assert "Hvad beskederne var" not in told
