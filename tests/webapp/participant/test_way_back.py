"""*Tilbage* on the pages that are reached from everywhere leads to where the person was."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.taking import answer, arrive, begin, led
from tests.webapp.workshops import joined, workshop
from webapp.web.addresses import OWN_PATH

ASIDE = ("help", "display", "about", "privacy", "accessibility")


def ways(page: str) -> list[str]:
    """Return where all links and buttons of a page lead."""
    return [html.unescape(way) for way in re.findall(r'(?:href|name="later" value)="(/[^"]*)"', page)]


def way_to(page: str, name: str) -> str:
    """Return the first way from a page to another."""
    return next(way for way in ways(page) if re.fullmatch(rf"(/\w\w)?/{name}([?].*)?", way))


def back(page: str) -> str:
    """Return where *Tilbage* leads."""
    found = re.search(r'class="back" href="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


@pytest.mark.parametrize("aside", ASIDE)
@pytest.mark.parametrize(
    "start", ["/da/", "/da/quiz/beskeder", "/da/month?at=2026-11", "/en/doubt?at=1.1", "/da/programme/forloeb"]
)
def test_back_leads_to_the_page_that_one_came_from(course: FlaskClient, start: str, aside: str) -> None:
    page = course.get(way_to(course.get(start).text, aside)).text
    assert back(page) == start


@pytest.mark.parametrize("aside", ASIDE)
def test_back_leads_to_the_question_to_its_feedback_and_to_the_result(course: FlaskClient, aside: str) -> None:
    address = arrive(course, 3)
    assert back(course.get(way_to(course.get(address).text, aside)).text) == address
    answer(course, address, "scam")
    assert back(course.get(way_to(course.get(address).text, aside)).text) == address
    result = f"{address.rpartition('/')[0]}/result"
    assert back(course.get(way_to(course.get(result).text, aside)).text) == result


def test_one_page_after_another_leads_back_one_after_another(client: FlaskClient) -> None:
    been = ["/da/quiz/kort"]
    for aside in ("help", "doubt", "privacy", "delete", "about"):
        been.append(way_to(client.get(been[-1]).text, aside))
    while len(been) > 1:
        assert back(client.get(been.pop()).text) == been[-1]


def test_however_long_one_goes_on_every_address_is_one_of_ours_and_leads_back(client: FlaskClient) -> None:
    address = "/da/quiz/kort"
    for n in range(60):
        address = way_to(client.get(address).text, ASIDE[n % len(ASIDE)])
        assert OWN_PATH.fullmatch(address)
        assert back(client.get(address).text) != "/da/"


def test_a_page_leads_to_itself_and_not_into_a_ring(client: FlaskClient) -> None:
    address = "/da/help?from=/da/quiz/kort"
    assert way_to(client.get(address).text, "da/help") == address


def test_after_the_other_language_was_chosen_back_keeps_to_it(client: FlaskClient) -> None:
    page = client.get("/da/help?from=/da/about%3Ffrom%3D/da/quiz/kort").text
    page = client.get(way_to(page, "help").replace("/da/", "/en/", 1)).text
    assert back(page) == "/en/about?from=/da/quiz/kort"
    assert back(client.get(back(page)).text) == "/en/quiz/kort"


def test_the_guide_leads_back_step_by_step_and_then_to_where_one_was(client: FlaskClient) -> None:
    help_page = client.get("/da/help?from=/da/quiz/kort").text
    first = way_to(help_page, "doubt")
    second = next(way for way in ways(client.get(first).text) if "at=1" in way)
    assert back(client.get(second).text) == first
    assert back(client.get(first).text) == "/da/help?from=/da/quiz/kort"


def test_after_a_mistyped_reminder_code_back_still_leads_to_the_check_up(course: FlaskClient) -> None:
    address = way_to(course.get("/da/quiz/tjek-a").text, "code")
    course.post("/da/display", data={"size": "0"})  # the browser has shown that it remembers
    refused = led(course.post(address, data={"code": "XYZ"}))
    assert refused
    assert "Fejl" in course.get(refused).text
    assert back(course.get(refused).text) == "/da/quiz/tjek-a"


def test_who_does_not_want_to_end_or_to_delete_goes_back_too(client: FlaskClient) -> None:
    for page in ("done", "delete"):
        text = client.get(f"/da/{page}?from=/da/quiz/kort/1").text
        assert re.findall(r'class="quiet" href="([^"]*)"', text.partition("<main")[2]) == ["/da/quiz/kort/1"]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_back_never_leads_to_another_site(client: FlaskClient, elsewhere: str) -> None:
    for aside in (*ASIDE, "keep", "delete", "done", "doubt", "code"):
        assert back(client.get(f"/da/{aside}", query_string={"from": elsewhere}).text) == "/da/"


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_every_way_that_leaves_a_question_takes_along_what_is_chosen(course: FlaskClient, n: int) -> None:
    page = course.get(arrive(course, n)).text.partition("<body>")[2]
    links = [link for link in re.findall(r'<a [^>]*href="([^"]*)"', page) if not link.startswith("#")]
    assert links == []
    names = {re.split(r"[/?]", way)[2] for way in ways(page)}
    assert names >= {*ASIDE, "quiz"}


def test_in_a_workshop_the_way_to_the_next_person_takes_it_along_too(app: Flask) -> None:
    client = joined(app, workshop(app.test_client())[0])
    page = client.get(f"{begin(client, 'kort')}/1").text
    assert way_to(page, "done") == "/da/done?from=/da/quiz/kort/1"
    assert 'href="/da/done' not in page


def test_in_a_workshop_a_quiz_leads_back_to_the_workshop(app: Flask) -> None:
    client = joined(app, workshop(app.test_client())[0])
    assert back(client.get("/da/quiz/kort").text) == "/da/workshop"
    assert back(app.test_client().get("/da/quiz/kort").text) == "/da/"
