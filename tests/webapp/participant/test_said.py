"""Every save is said: a line in words, on the page that follows, once."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.taking import answer, begin, led
from tests.webapp.words import text
from webapp.web.addresses import OWN_PATH, saying, without_saying

LINE = re.compile(r'<p class="saved" id="said" role="status" tabindex="-1">([^<]*)</p>')


def said(client: FlaskClient, address: str | None) -> list[str]:
    """Return what a page says of what was saved."""
    return LINE.findall(client.get(address or "").text)


@pytest.mark.parametrize(
    ("page", "form", "words"),
    [
        ("display?from=/da/quiz/kort", {"size": "1"}, "Teksten har nu den størrelse, du valgte."),
        ("keep?from=/da/", {"remember": "1"}, "Det er gemt: Browseren husker, hvor langt du er nået."),
        ("keep", {}, "Det er gemt: Når du lukker browseren, glemmer den, hvor langt du er nået."),
        ("done", {}, "Alt er klar til den næste. Browseren har glemt, hvor langt du nåede."),
        (
            "programme/forloeb",
            {"leave": "1"},
            "Du har forladt forløbet. Du kan begynde på det igen, når du har lyst.",
        ),
        ("quiz/kort/age", {"age": "75-84"}, "Tak. Det bliver talt for sig selv."),
        ("quiz/kort/age", {"age": ""}, "Det er helt i orden. Vi spørger ikke igen."),
    ],
)
def test_a_choice_that_is_saved_is_said(course: FlaskClient, page: str, form: dict[str, str], words: str) -> None:
    address = begin(course, "kort")
    for n, response in enumerate(("genuine", "app"), start=1):
        answer(course, f"{address}/{n}", response)
    assert said(course, led(course.post(f"/da/{page}", data=form))) == [words]


def test_a_question_says_it_too_and_keeps_what_was_chosen(client: FlaskClient) -> None:
    address = f"{begin(client, 'kort')}/1"
    client.post(address, data={"response": "scam", "later": f"/da/display?from={address}"})
    back = led(client.post(f"/da/display?from={address}", data={"size": "2"}))
    page = client.get(back or "").text
    assert LINE.findall(page) == ["Teksten har nu den størrelse, du valgte."]
    assert re.search(r'value="scam"[^>]* checked', page)


def test_it_is_said_once_and_not_once_more_on_the_way_back(client: FlaskClient) -> None:
    address = led(client.post("/da/keep?from=/da/help", data={"remember": "1"}))
    page = client.get(address or "").text
    assert said(client, address)
    aside = re.search(r'href="(/da/about[^"]*)"', page)
    assert aside
    assert "said" not in aside[1]
    assert said(client, led(client.post(aside[1].replace("about", "keep"), data={}))), "what is saved next is said"


def test_who_lets_the_browser_remember_is_not_asked_again(client: FlaskClient) -> None:
    assert "Husk, hvor langt jeg er nået" in text(client.get("/da/"))
    client.post("/da/keep", data={"remember": "1"})
    page = text(client.get("/da/"))
    assert "Husk, hvor langt jeg er nået" not in page
    assert "Browseren husker, hvor langt du er nået: ret det" in page


@pytest.mark.parametrize("name", ["", "nothing", "age", "<b>", "size&said=done"])
def test_an_address_that_somebody_made_up_says_nothing_or_what_we_say(client: FlaskClient, name: str) -> None:
    page = client.get("/da/", query_string={"said": name}).text
    assert LINE.findall(page) == []


@given(st.lists(st.sampled_from(("at=1", "from=/da/quiz/kort", "said=age", "via=plakat"))), st.sampled_from("ab"))
def test_what_is_said_is_in_an_address_once_and_nothing_else_is_lost(query: list[str], name: str) -> None:
    address = saying("/da/" + ("?" + "&".join(query) if query else ""), name)
    assert OWN_PATH.fullmatch(address)
    assert address.count("said=") == 1
    kept = [part for part in query if part != "said=age"]
    assert without_saying(address) == "/da/" + ("?" + "&".join(kept) if kept else "")


def test_people_who_stop_in_the_middle_of_ratings_are_thanked_and_so_are_those_who_finish(course: FlaskClient) -> None:
    address = begin(course, "bekymring")
    answer(course, f"{address}/1", "3")
    stopped = led(course.get(f"{address}/result"))
    assert said(course, stopped) == ["Tak. Det, du har svaret indtil nu, er gemt."]
    answer(course, f"{address}/2", "3")
    finished = led(course.get(f"{address}/result"))
    assert said(course, finished) == ["Tak. Dine svar er gemt."]
