"""What is chosen but not sent outlives larger text and another language: the device keeps it, the storage never."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.webapp.taking import HTMX, WAYS, answer, arrive, led, remembered, rows, stored
from webapp.web.devices.device import Draft

SIZE = "/da/display?from=/da/quiz/maader/"
RESPONSES = {
    2: ("haste", "target"),
    3: ("genuine",),
    4: ("look", "report", "call-bank"),
    5: ("hours:fine", "code:never"),
    6: ("listen", "ask"),
}
by_page_and_htmx = pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])


def put_aside(client: FlaskClient, address: str, *response: str, later: str = SIZE, **more: str) -> str | None:
    """Press *Større tekst* or *English* with this chosen, and return where that leads."""
    return led(client.post(address, data={"response": list(response), "later": later, **more}))


def chosen(page: str) -> list[str]:
    """Return what is chosen in the form of a question, steps to put in order and turns of a conversation too."""
    form = page[page.index('class="ask"') :].partition("</form>")[0]
    ticked = re.findall(r'<input[^>]*name="response[^"]*" value="([^"]*)"[^>]* checked>', form)
    return ticked or re.findall(r'<input type="hidden" name="response" value="([^"]*)">', form)


@pytest.mark.parametrize("n", RESPONSES)
def test_what_was_chosen_stands_there_again_in_both_languages(course: FlaskClient, n: int) -> None:
    address, response = arrive(course, n), RESPONSES[n]
    count = rows(course, "SELECT count(*) FROM liveanswer")
    assert put_aside(course, address, *response, later=f"{SIZE}{n}") == f"{SIZE}{n}"
    assert chosen(course.get(address).text) == list(response)
    assert chosen(course.get(address.replace("/da/", "/en/")).text) == list(response)
    assert rows(course, "SELECT count(*) FROM liveanswer") == count
    assert "Du mangler at svare" not in course.get(address).text


@by_page_and_htmx
def test_the_answer_that_is_sent_counts_and_what_was_put_aside_is_gone(
    course: FlaskClient, headers: dict[str, str]
) -> None:
    address = arrive(course, 3)
    put_aside(course, address, "genuine")
    answer(course, address, "scam", headers=headers)
    assert stored(course, "notice", "response") == [('["scam"]',)]
    assert remembered(course).draft is None


def test_how_sure_one_is_is_kept_too(course: FlaskClient) -> None:
    address = arrive(course, 3)
    put_aside(course, address, "scam", sure="2")
    assert re.search(r'name="sure" value="2" checked', course.get(address).text)
    put_aside(course, address, sure="3")
    assert re.search(r'name="sure" value="3" checked', course.get(address).text)
    assert chosen(course.get(address).text) == []


def test_how_sure_one_is_is_kept_when_the_answer_is_missing(course: FlaskClient) -> None:
    address = arrive(course, 3)
    missing = answer(course, address, sure="2").location
    assert missing == f"{address}?missing=1"
    assert re.search(r'name="sure" value="2" checked', course.get(missing).text)


def test_the_second_try_is_kept_as_the_first_is(course: FlaskClient) -> None:
    address = arrive(course, 2)
    answer(course, address, "greeting")
    put_aside(course, address, "haste", again="1")
    assert chosen(course.get(address).text) == ["haste"]
    assert stored(course, "marks", "response, again") == [('["greeting"]', None)]


@pytest.mark.parametrize("response", ["impossible", "x" * 3000, "<b>"])
def test_what_was_never_offered_is_not_kept(course: FlaskClient, response: str) -> None:
    address = arrive(course, 3)
    put_aside(course, address, response)
    draft = remembered(course).draft
    assert draft == Draft(draft.place if draft else (), ())
    assert course.get(address).status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_one_is_led_nowhere_but_to_this_site(course: FlaskClient, elsewhere: str) -> None:
    address = arrive(course, 3)
    assert put_aside(course, address, "scam", later=elsewhere) == address


@pytest.mark.parametrize("n", [1, 3, 99])
def test_beside_the_question_that_is_asked_the_way_is_gone_and_nothing_kept(course: FlaskClient, n: int) -> None:
    address = arrive(course, 2)
    assert put_aside(course, f"{address[:-1]}{n}", "scam") == SIZE
    assert remembered(course).draft is None


def test_without_an_attempt_the_way_is_gone(course: FlaskClient) -> None:
    assert put_aside(course, "/da/quiz/maader/2", "haste") == SIZE
    assert stored(course, "marks") == []


def test_a_question_has_buttons_in_its_header_and_every_other_page_has_links(course: FlaskClient) -> None:
    address = arrive(course, 3)
    page = course.get(address).text
    button = r'<button type="submit" class="quiet" form="ask" name="later" value="([^"]*)"'
    assert re.findall(button, page)[:2] == [f"{SIZE}3", "/en/quiz/maader/3"]
    assert 'id="ask"' in page
    assert re.findall(button, course.get("/da/").text) == []
    feedback = answer(course, address, "scam", headers=HTMX).text
    assert f'<form id="ask" method="post" action="{address}"></form>' in feedback, (
        "the header stays, and goes on working"
    )
    assert re.findall(button, course.get(address).text) == []
