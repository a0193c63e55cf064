"""The reminder code: carried to another browser, it becomes what came before; mistyped, it is asked for kindly."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from quizlib import ReminderCode, VerdictCounts, edition_number, form_order, load_library
from tests.places import LIBRARY
from tests.webapp.taking import HTMX, answer, arrive, begin, led, order_from, remembered, rows
from tests.webapp.words import text

CODE = "/da/code"
OLD = ReminderCode("A", short=False, month="2026-05", harmful=VerdictCounts(2, 1, 1), harmless=VerdictCounts(3, 0, 1))
ORDER = form_order("A", [quiz for quiz in load_library(LIBRARY).quizzes.values() if quiz.form], short=False)
assert ORDER is not None
KNOWN = replace(OLD, edition=edition_number(ORDER.edition))
BEFORE = {
    "order": "AB",
    "edition": ORDER.edition,
    "short": False,
    "month": "2026-05",
    "scams": [2, 1, 1],
    "genuine": [3, 0, 1],
}
MISTYPED = f"{'B' if str(KNOWN)[0] != 'B' else 'C'}{str(KNOWN)[1:]}"


def shown(client: FlaskClient, quiz: str) -> str:
    """Return the code that a result shows."""
    found = re.search(r'<p class="letters">(.*?)</p>', client.get(f"/da/quiz/{quiz}/result").text)
    assert found
    return found[1]


def take(client: FlaskClient, quiz: str, **form: str) -> None:
    address = begin(client, quiz, **form)
    for n in range(1, 7 if form else 9):
        answer(client, f"{address}/{n}", "scam")


def field(page: str) -> str:
    found = re.search(r'<input[^>]* class="field"[^>]* value="(.*?)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("form", [{}, {"short": "1"}], ids=["whole", "short"])
def test_a_code_carried_to_another_browser_is_what_came_before(course: FlaskClient, form: dict[str, str]) -> None:
    take(course, "tjek-a", **form)
    code, other = shown(course, "tjek-a"), course.application.test_client()
    reply = other.post(CODE, data={"code": code})
    assert (reply.status_code, reply.location) == (303, "/da/quiz/tjek-b"), "another form than the one of the code"
    assert f"Din huskekode er noteret: {code}." in text(other.get(reply.location))
    take(other, "tjek-b", **form)
    kept = dict(rows(other, "SELECT quiz, before FROM liveattempt"))
    assert kept["tjek-a"] is None
    known = ReminderCode.parse(code)
    assert json.loads(kept["tjek-b"]) == {
        "order": "AB",
        "edition": order_from(other, "A", short=bool(form)).edition,
        "short": bool(form),
        "month": known.month,
        "scams": [3 if form else 4, 0, 0],
        "genuine": [0, 0, 3 if form else 4],
    }
    each = 3 if form else 4
    told = f"gennemskuede du {each} af {each} svindelforsøg og genkendte 0 af {each} ægte beskeder."
    assert told in text(other.get("/da/quiz/tjek-b/result"))


@pytest.mark.parametrize(
    "typed", [str(KNOWN), str(KNOWN).lower(), str(KNOWN).replace(" ", ""), f"  {str(KNOWN).replace(' ', ' - ')} "]
)
def test_a_code_may_be_typed_in_any_way(course: FlaskClient, typed: str) -> None:
    assert led(course.post(CODE, data={"code": typed})) == "/da/quiz/tjek-b"
    begin(course, "tjek-b")
    [(before,)] = rows(course, "SELECT before FROM liveattempt")
    assert json.loads(before) == BEFORE


def test_a_code_from_before_editions_leads_to_another_form_and_is_compared_with_nothing(course: FlaskClient) -> None:
    assert led(course.post(CODE, data={"code": str(OLD)})) == "/da/quiz/tjek-b"
    take(course, "tjek-b")
    assert rows(course, "SELECT before FROM liveattempt") == [(None,)]
    assert "Sidst, i maj 2026" in text(course.get("/da/quiz/tjek-b/result")), "its person may know"
    assert ReminderCode.parse(remembered(course).first).form == "B", "a new first result, of the forms of today"


def test_a_code_is_of_the_first_result_and_stays_the_code_of_the_sitting(course: FlaskClient) -> None:
    course.post(CODE, data={"code": str(KNOWN)})
    take(course, "tjek-b")
    assert shown(course, "tjek-b") == str(KNOWN)


def test_a_code_of_a_whole_form_says_nothing_of_a_short_one(course: FlaskClient) -> None:
    course.post(CODE, data={"code": str(KNOWN)})
    take(course, "tjek-b", short="1")
    assert rows(course, "SELECT before FROM liveattempt") == [(None,)]


def test_a_code_of_the_second_form_leads_to_the_first(course: FlaskClient) -> None:
    code = ReminderCode("B", short=True, month="2026-05", harmful=VerdictCounts(3), harmless=VerdictCounts(3))
    assert led(course.post("/en/code", data={"code": str(code)}, headers=HTMX)) == "/en/quiz/tjek-a"
    assert "Your reminder code is noted" in text(course.get("/en/quiz/tjek-a"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Skriv de seks bogstaver i din kode."),
        ("   ", "Skriv de seks bogstaver i din kode."),
        ("BCD FG", "Koden har seks bogstaver."),
        ("BCD FGH J", "Koden har seks bogstaver."),
        ("ABC DEF", "Et af bogstaverne bruger vi aldrig i koderne."),
        ("123 456", "Et af bogstaverne bruger vi aldrig i koderne."),
        (MISTYPED, "Et af bogstaverne passer ikke."),
    ],
    ids=["nothing", "spaces", "too short", "too long", "vowels", "digits", "mistyped"],
)
def test_what_is_no_code_is_told_why_and_stands_in_the_field(course: FlaskClient, typed: str, words: str) -> None:
    reply = course.post(CODE, data={"code": typed})
    assert reply.status_code == 303
    assert not typed.strip() or typed not in (reply.location or ""), "it is in no address"
    page = course.get(reply.location or "")
    assert "<title>Fejl: Skriv din huskekode" in page.text
    assert text(page).count(words) == 2, "in the summary and at the field"
    assert field(page.text) == typed
    assert 'aria-describedby="problem"' in page.text
    assert remembered(course).before == ""
    assert field(course.get(CODE).text) == "", "a new visit begins with an empty field"


def test_what_was_typed_is_shown_as_text_whatever_it_is(course: FlaskClient) -> None:
    typed = '"><script>alert(1)</script>' + "Ω" * 2000
    page = course.get(course.post(CODE, data={"code": typed}).location or "")
    assert "<script>alert" not in page.text
    assert field(page.text).startswith("&#34;&gt;&lt;script&gt;")
    assert len(field(page.text)) < 100, "a cookie has little room"


@pytest.mark.parametrize("typed", [str(KNOWN), MISTYPED, "", "nonsense"])
def test_typing_stores_nothing_but_in_the_browser(course: FlaskClient, typed: str) -> None:
    course.post(CODE, data={"code": typed})
    assert rows(course, "SELECT * FROM liveattempt") == rows(course, "SELECT * FROM liveanswer") == []
    assert "Set-Cookie" not in course.get(f"{CODE}?problem=mistyped").headers


def test_the_right_code_puts_an_end_to_the_mistyped_one(course: FlaskClient) -> None:
    course.post(CODE, data={"code": MISTYPED})
    course.post(CODE, data={"code": str(KNOWN)})
    assert field(course.get(f"{CODE}?problem=mistyped").text) == ""


def test_a_code_serves_one_check_up_alone(course: FlaskClient) -> None:
    course.post(CODE, data={"code": str(KNOWN)})
    take(course, "tjek-b")
    assert remembered(course).before == ""
    assert remembered(course).first == str(KNOWN)
    take(course, "tjek-a")
    assert dict(rows(course, "SELECT quiz, before IS NULL FROM liveattempt")) == {"tjek-b": 0, "tjek-a": 1}


def test_a_code_waits_for_a_check_up_and_serves_no_other_quiz(course: FlaskClient) -> None:
    course.post(CODE, data={"code": str(KNOWN)})
    for quiz in ("kort", "bekymring"):
        begin(course, quiz)
    assert rows(course, "SELECT count(before) FROM liveattempt") == [(0,)]
    assert remembered(course).before == str(KNOWN)


def test_the_code_counts_before_what_the_browser_remembers(course: FlaskClient) -> None:
    course.post("/da/keep", data={"statistics": "yes"})
    take(course, "tjek-a")
    course.post(CODE, data={"code": str(KNOWN)})
    begin(course, "tjek-b")
    assert json.loads(rows(course, "SELECT before FROM liveattempt WHERE quiz = 'tjek-b'")[0][0]) == BEFORE


def test_typing_a_code_does_not_break_off_a_conversation(course: FlaskClient) -> None:
    call = arrive(course, 6)
    answer(course, call, "listen")
    course.post(CODE, data={"code": str(KNOWN)})
    assert "Læs mig koden på din telefon" in text(course.get(call))
