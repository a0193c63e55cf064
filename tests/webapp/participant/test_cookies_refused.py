"""A browser that keeps no cookie: it is told so in plain words, and nothing of it is stored."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.webapp.clock import Clock
from tests.webapp.taking import answer, led, remembered, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import workshop

FORGETS = "Din browser husker ikke, hvor du er"
DAY = 24 * 60 * 60


@pytest.fixture
def forgetful(course: FlaskClient) -> FlaskClient:
    """A browser that keeps no cookie."""
    return FlaskClient(course.application, use_cookies=False)


@pytest.fixture
def newcomer(course: FlaskClient) -> FlaskClient:
    """A browser that keeps cookies, and has none yet."""
    return FlaskClient(course.application)


def stored(client: FlaskClient) -> list[tuple[object, ...]]:
    """Return everything that is stored of attempts and channels."""
    return rows(client, "SELECT id FROM liveattempt") + rows(client, "SELECT * FROM tally")


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/da/quiz/kort?via=plakat", {}),
        ("/da/quiz/kort/practise", {}),
        ("/da/quiz/maader", {}),
        ("/da/programme/forloeb", {}),
        ("/en/quiz/kort", {}),
        ("/da/display?from=/da/help", {"size": "1"}),
        ("/da/keep", {"remember": "yes"}),
        ("/da/code", {"code": "BCD"}),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_it_is_told_so_and_nothing_is_stored(
    forgetful: FlaskClient, address: str, form: dict[str, str], headers: dict[str, str]
) -> None:
    for _ in range(5):
        page = forgetful.get(led(forgetful.post(address, data=form, headers=headers)) or "")
        assert page.status_code == 200
        assert ("Your browser forgets where you are" if address.startswith("/en") else FORGETS) in text(page)
        assert "Set-Cookie" not in page.headers
    assert stored(forgetful) == []


def test_the_page_says_what_works_without_and_leads_back(forgetful: FlaskClient) -> None:
    page = forgetful.get(led(forgetful.post("/da/quiz/kort")) or "")
    assert '<a class="button" href="/da/quiz/kort/1">Prøv igen</a>' in page.text
    assert 'href="/da/quiz/kort/1" target="_blank"' in page.text, "out of the frame that it may be in"
    again = forgetful.get("/da/quiz/kort/1", follow_redirects=True)
    assert again.request.path == "/da/quiz/kort"
    for address in ("/da/help", "/da/doubt", "/da/month"):
        assert f'href="{address}"' in page.text.partition("<main")[2]
        assert forgetful.get(address).status_code == 200


def test_joining_a_workshop_tells_it_too(forgetful: FlaskClient, course: FlaskClient) -> None:
    made, _ = workshop(course)
    page = forgetful.get(led(forgetful.post(f"/da/d/{made.code}")) or "")
    assert FORGETS in text(page)


def test_a_newcomer_comes_to_the_first_question_and_begins_once(newcomer: FlaskClient) -> None:
    reply = newcomer.post("/da/quiz/kort?via=plakat", follow_redirects=True)
    assert reply.request.path == "/da/quiz/kort/1"
    assert [one.status_code for one in reply.history] == [303, 303]
    attempt = remembered(newcomer).attempts["kort"]
    kept = "SELECT id, counted, people, language, finished FROM liveattempt"
    assert rows(newcomer, kept) == [(attempt, 1, 1, "da", 0)]
    for address in ("/da/quiz/kort/1", "/da/quiz/kort", "/da/"):
        newcomer.get(address)
    assert led(newcomer.post("/da/quiz/kort")) == "/da/quiz/kort/1"
    assert rows(newcomer, kept) == [(attempt, 1, 1, "da", 0)]
    assert rows(newcomer, "SELECT n FROM tally WHERE name = 'plakat'") == [(1,)]


def test_nothing_is_stored_before_the_cookie_has_come_back(newcomer: FlaskClient) -> None:
    newcomer.post("/da/quiz/kort?via=plakat")
    assert stored(newcomer) == []


def test_an_answer_may_be_what_comes_first(newcomer: FlaskClient) -> None:
    newcomer.post("/da/quiz/kort")
    assert led(answer(newcomer, "/da/quiz/kort/1", "scam")) == "/da/quiz/kort/1"
    assert rows(newcomer, "SELECT response FROM liveanswer") == [('["scam"]',)]
    assert remembered(newcomer).begun is None


@pytest.mark.parametrize(
    ("address", "form", "first"),
    [
        ("/da/quiz/kort/practise", {}, "/da/quiz/kort/practise/1"),
        ("/da/quiz/tjek-a", {"short": "1"}, "/da/quiz/tjek-a/1"),
        ("/da/programme/forloeb", {}, "/da/quiz/bekymring/1"),
    ],
)
def test_practice_a_short_check_up_and_a_programme_begin_the_same_way(
    newcomer: FlaskClient, address: str, form: dict[str, str], first: str
) -> None:
    reply = newcomer.post(address, data=form, follow_redirects=True)
    assert (reply.request.path, reply.status_code) == (first, 200)
    begun = remembered(newcomer).begun
    assert begun
    [(attempt, counted, only)] = rows(newcomer, "SELECT id, counted, only FROM liveattempt")
    assert (attempt, bool(counted)) == (begun.attempt, "practise" not in address)
    assert (None if only is None else tuple(json.loads(only))) == begun.only


def test_two_requests_at_once_store_it_once_and_lose_no_answer(newcomer: FlaskClient) -> None:
    newcomer.post("/da/quiz/kort")
    answer(newcomer, "/da/quiz/kort/1", "scam")
    attempt = remembered(newcomer).attempts["kort"]
    services = site(newcomer)
    quiz = services.library.quizzes["kort"]
    found = services.live.attempt(attempt, quiz)
    assert found is not None
    assert found != "renewed"
    assert not services.live.start(found, language="da", batch="home", counted=True)
    assert len(rows(newcomer, "SELECT * FROM liveanswer")) == 1


def test_it_does_not_begin_by_itself_on_another_day(newcomer: FlaskClient, clock: Clock) -> None:
    newcomer.post("/da/quiz/kort")
    clock.later(DAY)
    assert led(newcomer.get("/da/quiz/kort/1")) == "/da/quiz/kort"
    assert rows(newcomer, "SELECT * FROM liveattempt") == []


def test_it_does_not_begin_again_once_its_answers_are_deleted(newcomer: FlaskClient) -> None:
    newcomer.post("/da/quiz/kort", follow_redirects=True)
    newcomer.post("/da/delete")
    assert led(newcomer.get("/da/quiz/kort/1")) == "/da/quiz/kort"
    assert rows(newcomer, "SELECT * FROM liveattempt") == []


def test_larger_text_is_there_at_once_for_a_newcomer(newcomer: FlaskClient) -> None:
    reply = newcomer.post("/da/display?from=/da/help%3Fa%3D1%26b%3D2", data={"size": "2"}, follow_redirects=True)
    assert reply.request.full_path == "/da/help?a=1&b=2&said=size"
    assert 'class="size-2"' in reply.text


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_the_way_back_is_one_of_this_site(forgetful: FlaskClient, course: FlaskClient, to: str) -> None:
    page = forgetful.get("/da/kept", query_string={"to": to}).text.partition("<main")[2].partition("</main>")[0]
    assert "evil" not in page
    assert "alert" not in page
    assert '<a class="button" href="/da/">' in page
    assert led(course.get("/da/kept", query_string={"to": to})) == "/da/"
