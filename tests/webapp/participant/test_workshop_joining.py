"""Joining a workshop: by its address or its code, only while people are let in, leaving nothing behind."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.taking import begin, led, remembered, remind, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import QUIZZES, current, end, joined, set_back, workshop, workshops
from webapp import create_app
from webapp.config.settings import Settings
from webapp.web.device import Device, Way
from webapp.web.limits import FROM_ALL, FROM_ONE
from webapp.web.services import now, today

WRONG = "Koden passer ikke lige nu."


def test_an_invitation_says_where_when_and_what_and_changes_nothing(course: FlaskClient) -> None:
    made, _ = workshop(course)
    before = rows(course, "SELECT * FROM workshop")
    reply = course.get(f"/d/{made.code}")
    assert reply.status_code == 200
    page = text(reply)
    assert "Prøvekøbing Hovedbibliotek" in page
    assert f"{today().day}." in page
    assert "Falske sms'er og mails" in page
    assert "Vær med" in page
    assert "Set-Cookie" not in reply.headers
    assert rows(course, "SELECT * FROM workshop") == before


def test_an_invitation_to_a_programme_says_which(course: FlaskClient) -> None:
    made, _ = workshop(course, programme="forloeb", order="AB", meeting=2)
    page = text(course.get(f"/da/d/{made.code}"))
    assert "En time om at være tryg" in page
    assert "2. møde" in page


@pytest.mark.parametrize(("accepted", "words"), [("da", "Vær med"), ("en", "Join")])
def test_the_short_address_speaks_the_browsers_language_and_can_be_switched(
    course: FlaskClient, accepted: str, words: str
) -> None:
    made, _ = workshop(course)
    reply = course.get(f"/d/{made.code}", headers={"Accept-Language": accepted})
    other = "en" if accepted == "da" else "da"
    assert f">{words}</button>" in reply.text
    assert f'href="/{other}/d/{made.code}"' in reply.text
    assert course.get(f"/{other}/d/{made.code}").status_code == 200


@pytest.mark.parametrize("address", ["/d/{}", "/da/d/{}"])
def test_joining_is_counted_and_asks_how_many_sit_at_the_screen(course: FlaskClient, address: str) -> None:
    made, _ = workshop(course)
    reply = course.post(address.format(made.code))
    assert led(reply) == "/da/people"
    assert current(course, made).joined == 1
    page = text(course.get("/da/people"))
    assert "Hvor mange er I om skærmen?" in page
    assert "Kun mig To Tre eller flere" in page


@pytest.mark.parametrize("typed", ["{0}", "{1} {2}", " {1}-{2} ", "{1}  {2}"])
def test_the_code_may_be_typed_in_groups(course: FlaskClient, typed: str) -> None:
    made, _ = workshop(course)
    code = made.code or ""
    reply = course.post("/da/join", data={"code": typed.format(code, code[:3], code[3:])})
    assert led(reply) == f"/da/d/{code}"


def test_the_front_page_leads_to_where_the_code_is_typed(course: FlaskClient) -> None:
    assert 'href="/da/join"' in course.get("/da/").text
    assert "Er du med på et arrangement? Skriv koden" in text(course.get("/da/"))
    assert "Skriv koden" in text(course.get("/da/join"))


def test_a_missing_code_is_asked_for_kindly(course: FlaskClient) -> None:
    address = led(course.post("/da/join", data={"code": "  "})) or ""
    page = course.get(address)
    assert "<title>Fejl: Skriv koden" in page.text
    assert "Skriv de seks tal." in text(page)
    assert 'aria-describedby="problem"' in page.text


def answers(client: FlaskClient, code: str) -> list[tuple[int, str]]:
    """Return the replies to a code, however it is tried."""
    typed = client.post("/da/join", data={"code": code})
    tries: list[TestResponse] = [
        client.get(typed.location),
        client.get(f"/da/d/{code}"),
        client.post(f"/da/d/{code}"),
    ]
    return [(reply.status_code, text(reply).replace(f"{code[:3]} {code[3:]}", "")) for reply in tries]


def test_wrong_closed_and_expired_codes_get_the_same_answer(course: FlaskClient) -> None:
    coming, _ = workshop(course, begun=False)
    stopped, ended, expired, ending = (workshop(course)[0] for _ in range(4))
    workshops(course).stop(stopped.id)
    end(course, ended)
    workshops(course).end(ending.id, now())
    set_back(course, expired, begun=now() - timedelta(hours=13))
    unused = next(code for n in range(1000) if not workshops(course).by_code(code := f"{n:06}"))
    wrong = answers(course, unused)
    assert [code for code, _ in wrong] == [200, 404, 404]
    assert all(WRONG in page for _, page in wrong)
    for made in (coming, stopped, ended, ending, expired):
        assert answers(course, made.code or "") == wrong
        assert current(course, made).joined == 0
    assert remembered(course) == Device()


def test_failed_tries_alone_are_limited_and_a_right_code_has_to_wait_as_well(course: FlaskClient) -> None:
    made, _ = workshop(course)
    coming, _ = workshop(course, begun=False)
    for _ in range(FROM_ONE.amount + 20):
        assert course.get(f"/da/d/{made.code}").status_code == 200
        assert course.get(f"/da/d/{coming.code}").status_code == 404, "who comes too early has done nothing wrong"
    for _ in range(FROM_ONE.amount):
        assert course.get("/da/d/nothing1").status_code == 404
    assert course.get("/da/d/nothing1").status_code == 429
    reply = course.get(f"/da/d/{made.code}")
    assert reply.status_code == 429
    assert "Vent ti minutter" in text(reply)
    assert course.post(f"/da/d/{made.code}").status_code == 429
    assert led(course.post("/da/join", data={"code": made.code or ""})) == f"/da/join?problem=many&code={made.code}"
    elsewhere = course.get(f"/da/d/{made.code}", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200


def test_failed_tries_are_limited_over_all_addresses_too(course: FlaskClient) -> None:
    tries = site(course).join_code_limits
    for n in range(FROM_ALL.amount):
        assert tries.allows(f"192.0.2.{n}")
        tries.failed(f"192.0.2.{n}")
    assert not tries.allows("198.51.100.1")


@pytest.mark.parametrize(("proxies", "limited"), [(1, 404), (0, 429)])
def test_behind_proxies_the_address_is_the_clients(settings: Settings, proxies: int, limited: int) -> None:
    client = create_app(settings.model_copy(update={"proxies": proxies})).test_client()
    for n in range(FROM_ONE.amount + 1):
        reply = client.get("/da/d/111111", headers={"X-Forwarded-For": f"192.0.2.{n}"})
    assert reply.status_code == limited
    site(client).database.close()


def test_the_address_of_who_tries_is_neither_stored_nor_logged(
    course: FlaskClient, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for _ in range(FROM_ONE.amount + 1):
        course.get("/da/d/111111", environ_overrides={"REMOTE_ADDR": "192.0.2.77"})
    tries = site(course).join_code_limits
    assert "192.0.2.77" not in caplog.text
    assert b"192.0.2.77" not in b"".join(file.read_bytes() for file in settings.data_dir.iterdir() if file.is_file())
    assert "192.0.2.77" not in repr(vars(tries._limiter.storage))  # noqa: SLF001 - nothing outside shows what is kept


@pytest.mark.parametrize(("people", "kept"), [("1", 1), ("2", 2), ("3", 3)])
def test_how_many_sit_at_the_screen_is_asked_once_and_kept_with_their_attempts(
    course: FlaskClient, people: str, kept: int
) -> None:
    made, _ = workshop(course)
    client = joined(course.application, made, people)
    begin(client, "kort")
    begin(client, "beskeder")
    assert rows(course, "SELECT batch, people FROM liveattempt") == [(made.batch, kept)] * 2


@pytest.mark.parametrize("form", [{}, {"people": "4"}, {"people": "0"}])
def test_without_an_answer_it_is_asked_again(course: FlaskClient, form: dict[str, str]) -> None:
    made, _ = workshop(course)
    course.post(f"/d/{made.code}")
    address = led(course.post("/da/people", data=form)) or ""
    assert "Vælg, hvor mange I er." in text(course.get(address))
    assert remembered(course).people == 0
    assert led(course.post("/da/quiz/kort")) == "/da/people", "nothing begins before it is known"
    assert rows(course, "SELECT * FROM liveattempt") == []


def test_outside_a_workshop_nobody_is_asked(course: FlaskClient) -> None:
    assert led(course.get("/da/people")) == "/da/"
    assert led(course.post("/da/people", data={"people": "2"})) == "/da/"
    begin(course, "kort")
    assert rows(course, "SELECT people FROM liveattempt") == [(1,)]


def test_joining_again_goes_on_and_is_not_counted_again(course: FlaskClient) -> None:
    made, _ = workshop(course)
    client = joined(course.application, made, "2")
    begin(client, "kort")
    before = remembered(client)
    workshops(course).stop(made.id)
    assert "Videre" in text(client.get(f"/da/d/{made.code}"))
    assert led(client.post(f"/da/d/{made.code}")) == "/da/workshop"
    assert remembered(client) == before
    assert current(course, made).joined == 1


def test_the_quizzes_of_the_workshop_are_listed_with_how_far_one_is(course: FlaskClient) -> None:
    made, _ = workshop(course)
    client = joined(course.application, made)
    begin(client, "kort")
    page = text(client.get("/da/workshop"))
    titles = [site(client).library.quizzes[name].title["da"] for name in QUIZZES]
    assert page.index(titles[0]) < page.index(titles[1]) < page.index("Du er nået til spørgsmål 1 af 2")
    assert "Gå til arrangementet" in text(client.get("/da/"))
    assert led(course.get("/da/workshop")) == "/da/join"


def test_a_programme_has_the_order_of_the_workshop_and_begins_at_its_meeting(course: FlaskClient) -> None:
    for order, meeting, done in (("BA", 1, 0), ("AB", 2, 4)):
        made, _ = workshop(course, programme="forloeb", order=order, meeting=meeting)
        client = joined(course.application, made)
        assert remembered(client).programmes == {"forloeb": Way(order, done)}
        assert led(client.get("/da/workshop")) == "/da/programme/forloeb"
        address = led(client.post("/da/programme/forloeb")) or ""
        assert address == ("/da/quiz/bekymring/1" if meeting == 1 else "/da/quiz/kanaler/practise/1")
        client.post("/da/programme/forloeb", data={"leave": "1"})
        client.post("/da/programme/forloeb")
        assert remembered(client).programmes["forloeb"].order == order


def test_a_join_leaves_nothing_that_outlasts_the_browser_even_where_it_remembers(course: FlaskClient) -> None:
    made, _ = workshop(course)
    kept = course.post("/da/keep", data={"remember": "yes"})
    assert "Max-Age" in kept.headers["Set-Cookie"]
    for reply in (course.post(f"/d/{made.code}"), course.post("/da/people", data={"people": "1"})):
        assert "Max-Age" not in reply.headers["Set-Cookie"]
        assert "Expires" not in reply.headers["Set-Cookie"]


def test_a_browser_that_may_be_shared_joins_as_new_and_ones_own_keeps_what_it_remembers(course: FlaskClient) -> None:
    made, _ = workshop(course)
    way = Way("AB", 3)
    for remember in (False, True):
        known = Device(
            attempts={"kort": "a" * 22, "kanaler": "b" * 22}, size=1, remember=remember, programmes={"forloeb": way}
        )
        client = course.application.test_client()
        remind(client, known)
        client.post(f"/d/{made.code}")
        now_known = remembered(client)
        assert (now_known.workshop, now_known.size, now_known.people) == (made.id, 1, 0)
        assert now_known.attempts == ({"kanaler": "b" * 22} if remember else {})
        assert now_known.programmes == ({"forloeb": way} if remember else {})


def test_being_done_leaves_the_workshop_too_and_every_page_offers_it(course: FlaskClient) -> None:
    made, _ = workshop(course)
    client = joined(course.application, made)
    base = begin(client, "kort")
    for address in ("/da/", "/da/workshop", f"{base}/1", f"{base}/result", "/da/help"):
        page = client.get(address, follow_redirects=True).text
        assert 'class="finish" href="/da/done"' in page
        assert 'class="anyone"' in page
    assert led(client.post("/da/done")) == "/da/"
    assert remembered(client) == Device()
    assert 'class="finish"' not in client.get("/da/").text


def test_pages_of_those_at_home_have_none_of_this(app: Flask) -> None:
    page = app.test_client().get("/da/quiz/kort").text
    assert "workshop" not in page
    assert "anyone" not in page
