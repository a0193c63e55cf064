"""A conversation: one choice after the other, kept by the browser alone until it has come to an ending."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import LIBRARY
from tests.webapp.taking import HTMX, WAYS, answer, arrive, elsewhere, led, remembered, rows, stored
from tests.webapp.words import text

HELLO, PRESSED = "Er du ved computeren?", "Læs mig koden på din telefon"
by_page_and_htmx = pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])


def path_so_far(page: str) -> list[str]:
    """Return the choices that the form of the page sends along."""
    form = page.partition('<form class="ask"')[2].partition("</form>")[0]
    return re.findall(r'<input type="hidden" name="response" value="(.*?)">', form)


def path_back(page: str) -> list[str]:
    """Return the choices that are left when one takes the last one back."""
    form = page.partition('<form id="back"')[2].partition("</form>")[0]
    return re.findall(r'name="response" value="(.*?)"', form)


def choices(page: str) -> list[str]:
    return re.findall(r'<button[^>]* class="option reply" name="response" value="(.*?)">', page)


@pytest.fixture
def call(course: FlaskClient) -> str:
    """The address of a conversation that the browser has just come to."""
    return arrive(course, 6)


def test_each_choice_is_sent_with_the_path_so_far(course: FlaskClient, call: str) -> None:
    page = course.get(call)
    assert HELLO in text(page)
    assert (path_so_far(page.text), choices(page.text)) == ([], ["listen", "hang-up"])
    assert "Fortryd" not in text(page), "there is nothing to take back"
    assert led(answer(course, call, "listen")) == f"{call}#now"
    page = course.get(call)
    assert (path_so_far(page.text), choices(page.text)) == (["listen"], ["give", "ask", "leave"])
    told = text(page)
    assert told.index(HELLO) < told.index("Dig: Ja, hvad skal jeg gøre?") < told.index(PRESSED)
    assert led(answer(course, call, "listen", "ask")) == f"{call}#now"
    assert path_so_far(course.get(call).text) == ["listen", "ask"]


def test_htmx_gets_the_next_step_in_place_and_a_new_page_has_it_too(course: FlaskClient, call: str) -> None:
    reply = answer(course, call, "listen", headers=HTMX)
    assert reply.status_code == 200
    assert "<html" not in reply.text
    assert path_so_far(reply.text) == path_so_far(course.get(call).text) == ["listen"]
    assert PRESSED in text(reply)


@by_page_and_htmx
def test_an_unfinished_path_is_kept_by_the_browser_and_nowhere_else(
    course: FlaskClient, call: str, headers: dict[str, str]
) -> None:
    before = rows(course, "SELECT * FROM liveanswer"), rows(course, "SELECT * FROM liveattempt")
    reply = answer(course, call, "listen", "ask", headers=headers)
    assert "listen" not in f"{reply.location} {reply.headers.get('HX-Redirect')}"
    page = course.get(call)
    assert not re.search(r'(href|action)="[^"]*(listen|ask)', page.text)
    assert (rows(course, "SELECT * FROM liveanswer"), rows(course, "SELECT * FROM liveattempt")) == before
    draft = remembered(course).draft
    assert draft is not None
    assert draft.response == ("listen", "ask")


@by_page_and_htmx
def test_the_last_answer_can_be_taken_back_as_far_as_the_beginning(
    course: FlaskClient, call: str, headers: dict[str, str]
) -> None:
    answer(course, call, "listen", "ask", headers=headers)
    page = course.get(call)
    assert "Fortryd mit sidste svar" in text(page)
    for left in (["listen"], []):
        assert path_back(page.text) == left
        answer(course, call, *path_back(page.text), headers=headers)
        page = course.get(call)
        assert path_so_far(page.text) == left
    assert choices(page.text) == ["listen", "hang-up"]
    assert "Du mangler at svare" not in text(page), "taking an answer back is no mistake"
    assert stored(course, "bank-call") == []


@by_page_and_htmx
def test_the_whole_path_is_stored_once_at_the_end(course: FlaskClient, call: str, headers: dict[str, str]) -> None:
    for path in (["listen"], ["listen", "ask"], ["listen"], ["listen", "leave"]):
        answer(course, call, *path, headers=headers)
    assert stored(course, "bank-call") == [('["listen", "leave"]', 1)]
    assert remembered(course).draft is None
    for path in (["listen", "give"], ["listen"], ["hang-up"]):
        answer(course, call, *path, headers=headers)
    assert stored(course, "bank-call") == [('["listen", "leave"]', 1)]


def test_afterwards_the_whole_conversation_is_shown_with_what_the_caller_did(course: FlaskClient, call: str) -> None:
    assert led(answer(course, call, "listen", "give")) == call
    assert stored(course, "bank-call", "score") == [(0,)]
    told = text(course.get(call))
    order = [
        "Svindleren fik noget med",
        "Med koden kunne han flytte penge.",
        "Det kan ske for alle. Sådan gør du nu",
        "Læg på, og ring selv til bankens hovednummer.",
        HELLO,
        "Han skaber hast og lyder hjælpsom.",
        "Dig: Ja, hvad skal jeg gøre?",
        "Det er forståeligt, at du vil redde dine penge.",
        PRESSED,
        "Nu roser han dig, og så beder han om koden.",
        "Dig: Den er 00 00 00.",
        "Koden åbner for dine penge.",
        "Se, hvad han ville have sagt",
        "Det er klogt at spørge. Se på displayet: der står bankens navn.",
        "Navnet på displayet kan efterlignes.",
    ]
    assert [told.index(words) for words in order] == sorted(told.index(words) for words in order)


def test_hanging_up_at_once_is_a_safe_way_out(course: FlaskClient, call: str) -> None:
    answer(course, call, "hang-up")
    assert stored(course, "bank-call") == [('["hang-up"]', 1)]
    assert "Trygt, og intet gik tabt Du lagde på." in text(course.get(call))


@pytest.mark.parametrize(
    "path",
    [
        ("nonsense",),
        ("leave",),
        ("listen", "listen"),
        ("listen", "hang-up"),
        ("hang-up", "leave"),
        ("listen", "ask", ""),
        ("safe",),
        ("listen",) * 31,
    ],
    ids=["unknown", "of a later step", "twice", "of an earlier step", "past the end", "nothing", "ending", "too long"],
)
@by_page_and_htmx
def test_a_choice_that_was_not_offered_is_refused_and_the_path_is_kept(
    course: FlaskClient, call: str, path: tuple[str, ...], headers: dict[str, str]
) -> None:
    answer(course, call, "listen")
    assert answer(course, call, *path, headers=headers).status_code == 400
    assert path_so_far(course.get(call).text) == ["listen"]
    assert stored(course, "bank-call") == []


def test_a_conversation_goes_on_when_the_site_has_been_started_anew(
    course: FlaskClient, call: str, serve: Callable[[Path], Flask]
) -> None:
    answer(course, call, "listen")
    course.application.extensions["services"].close()
    later = elsewhere(course, serve(LIBRARY))
    assert f'href="{call}"' in later.get("/da/quiz/maader").text
    assert path_so_far(later.get(call).text) == ["listen"]
    answer(later, call, "listen", "leave")
    assert stored(later, "bank-call") == [('["listen", "leave"]', 1)]


def test_in_a_second_tab_the_form_says_where_one_is_and_the_first_ending_stands(course: FlaskClient, call: str) -> None:
    answer(course, call, "listen", "ask")  # in one tab
    answer(course, call, "listen")  # in the other, where one has not come so far
    assert path_so_far(course.get(call).text) == ["listen"]
    answer(course, call, "listen", "ask", "goodbye")
    answer(course, call, "listen", "give")
    assert stored(course, "bank-call") == [('["listen", "ask", "goodbye"]', 1)]
    assert "Tak, jeg ringer selv op." in text(course.get(call))
    answer(course, call, "listen")
    assert remembered(course).draft is None, "what has ended does not begin again"


def test_the_language_can_change_in_the_middle(course: FlaskClient, call: str) -> None:
    answer(course, call, "listen")
    page = course.get(call)
    there = f'href="{call.replace("/da/", "/en/")}"'
    assert there in page.text
    english = course.get(there[6:-1])
    assert "Read me the code on your phone" in text(english)
    assert "You: Yes, what shall I do?" in text(english)
    assert path_so_far(english.text) == ["listen"]
    assert led(answer(course, there[6:-1], "listen", "leave")) == there[6:-1]
    assert "Trygt, og intet gik tabt" in text(course.get(call))


def test_a_tap_on_an_earlier_question_does_not_break_it_off(course: FlaskClient, call: str) -> None:
    answer(course, call, "listen")
    earlier = f"{call[:-1]}3"
    assert led(answer(course, earlier, "scam")) == earlier, "it was answered long ago"
    assert path_so_far(course.get(call).text) == ["listen"]


def test_a_quiz_begun_afresh_begins_its_conversation_afresh(course: FlaskClient, call: str) -> None:
    answer(course, call, "listen")
    assert arrive(course, 6) == call
    assert path_so_far(course.get(call).text) == []
