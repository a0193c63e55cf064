"""Joining a workshop: by its address or its code, only while people are let in, leaving nothing behind."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from markupsafe import escape
from werkzeug.test import TestResponse

from tests.webapp.taking import HTMX, begin, led, remembered, remind, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import QUIZZES, current, end, joined, set_back, workshop, workshops
from webapp.storage.workshops.planning import Plan
from webapp.web.devices.device import Device, Way
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
    assert "2. gang" in page


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


@pytest.mark.parametrize(
    "typed",
    [
        "{0}",
        "{1} {2}",
        " {1}-{2} ",
        "{1}\u00a0{2}",
        "Koden er {0}.",
        "http://127.0.0.1:8000/d/{0}?via=plakat",
        "tryg.example/da/d/{1} {2}",
    ],
)
def test_the_code_may_be_typed_in_groups_among_words_and_as_an_address(course: FlaskClient, typed: str) -> None:
    made, _ = workshop(course)
    code = made.code or ""
    reply = course.post("/da/join", data={"code": typed.format(code, code[:3], code[3:])})
    assert led(reply) == f"/da/d/{code}"


def test_letters_that_look_like_digits_and_digits_of_other_scripts_join(course: FlaskClient) -> None:
    made, _ = workshop(course)
    code = made.code or ""
    for digits in ("O1Z3456789", "olZ3456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩"):
        typed = code.translate(str.maketrans("0123456789", digits.replace("Z", "2")))
        assert led(course.post("/da/join", data={"code": f"kode: {typed}"})) == f"/da/d/{code}"
        assert course.get(f"/da/d/{typed}", follow_redirects=True).request.path == f"/da/d/{code}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Skriv de seks tal."),
        ("1234", "Du har skrevet 4 tal. Der skal være seks."),
        ("koden er 23O 2517", "Du har skrevet 7 tal. Der skal være seks."),
        ("<b>hej</b>", "Der er ingen tal i det, du har skrevet. Der skal være seks."),
        ("Koden er 23O 251", "Koden passer ikke lige nu."),
    ],
)
def test_what_was_typed_is_shown_again_with_what_is_wrong_with_it(course: FlaskClient, typed: str, words: str) -> None:
    page = course.get(led(course.post("/da/join", data={"code": typed})) or "")
    assert text(page).count(words) == 2
    assert f'value="{escape(typed)}"' in page.text


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=400))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_as_a_code_gets_a_page(course: FlaskClient, typed: str) -> None:
    site(course).join_code_limits.__init__()  # type: ignore[misc]  # every try as the first
    reply = course.post("/da/join", data={"code": typed})
    assert course.get(led(reply) or "").status_code in (200, 404)


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
    coming, _ = site(course).planning.create(Plan("hovedbiblioteket", today() + timedelta(days=1), quizzes=QUIZZES))
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
        assert re.search(r'finish" (href|form="ask" name="later" value)="/da/done[?]from=/da/', page)
        assert 'class="anyone"' in page
    end(course, made)
    assert led(client.post("/da/done")) == "/da/?said=done"
    assert remembered(client) == Device()
    assert 'finish"' not in client.get("/da/").text


@pytest.mark.parametrize("shut", [False, True])
def test_a_tablet_that_is_handed_on_comes_back_to_the_welcome_of_the_workshop(course: FlaskClient, shut: bool) -> None:  # noqa: FBT001 - a case
    made, _ = workshop(course)
    client = joined(course.application, made)
    begin(client, "kort")
    if shut:
        workshops(course).stop(made.id)
    reply = client.post("/da/done")
    assert reply.headers["Clear-Site-Data"]
    assert remembered(client) == Device(), "the address alone leads there"
    page = client.get(led(reply) or "")
    assert "Alt er klar til den næste." in text(page)
    assert "Prøvekøbing Hovedbibliotek" in text(page)
    action = re.search(r'method="post" action="(/da/d/[^"]*)"', page.text)
    assert action
    people = led(client.post(action[1].replace("&amp;", "&")))
    assert people
    assert people.startswith("/da/kept"), "the browser has forgotten that it keeps cookies"
    assert remembered(client).workshop == made.id
    assert remembered(client).attempts == {}
    assert current(course, made).joined == 2


def test_the_address_of_a_welcome_lets_in_to_its_own_workshop_as_long_as_that_runs(course: FlaskClient) -> None:
    (made, _), (other, _) = workshop(course), workshop(course)
    client = joined(course.application, made)
    address = led(client.post("/da/done")) or ""
    workshops(course).stop(made.id)
    workshops(course).stop(other.id)
    assert client.get(address.replace(made.code or "-", other.code or "-")).status_code == 404
    assert client.get(f"/da/d/{made.code}?next=x").status_code == 404
    assert client.get(address).status_code == 200
    workshops(course).end(made.id, now())
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_in_a_workshop_the_first_card_of_the_front_page_leads_into_it(course: FlaskClient) -> None:
    made, _ = workshop(course)
    client = course.application.test_client()
    remind(client, Device(remember=True, programmes={"forloeb": Way("AB", 3)}))
    client.post(f"/da/d/{made.code}")
    client.post("/da/people", data={"people": "1"})
    first = client.get("/da/").text.partition('class="first"')[2]
    assert 'href="/da/workshop"' in first.partition("</section>")[0], "not on with the programme at home"


def test_who_comes_before_the_door_opens_waits_on_a_page_that_goes_on_by_itself(course: FlaskClient) -> None:
    made, _ = workshop(course, begun=False)
    address = f"/da/d/{made.code}"
    assert led(course.post("/da/join", data={"code": made.code})) == address
    page = course.get(address)
    assert "Vi begynder om lidt" in text(page)
    assert f'href="{address}">Prøv igen</a>' in page.text
    assert "Set-Cookie" not in page.headers
    assert course.get(f"{address}/now", headers=HTMX).status_code == 204
    assert led(course.post(address)) == address
    assert current(course, made).joined == 0
    workshops(course).let_in(made.id, now())
    assert course.get(f"{address}/now", headers=HTMX).headers["HX-Redirect"] == address
    assert "Vær med" in text(course.get(address))


def test_nobody_waits_for_a_workshop_of_another_day(course: FlaskClient) -> None:
    made, _ = site(course).planning.create(Plan("hovedbiblioteket", today() + timedelta(days=1), quizzes=QUIZZES))
    assert course.get(f"/da/d/{made.code}").status_code == 404


def test_pages_of_those_at_home_have_none_of_this(app: Flask) -> None:
    page = app.test_client().get("/da/quiz/kort").text
    assert "workshop" not in page
    assert "anyone" not in page
