"""Addresses as people type them, and as mails hand them on: they lead to the page that was meant."""

from __future__ import annotations

from itertools import product
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.webapp.taking import site
from tests.webapp.words import text
from tests.webapp.workshops import workshop

DECORATED = [
    "{}/",
    "{}.",
    "{},",
    "{})",
    "{}]",
    "{}>",
    '{}"',
    "{}'",
    "{}»",
    "{}”",
    "{}%",
    "{}%20",
    "{} ",
    "{}\u00a0",
    "{};",
    "{}:",
    "{}!",
    "{}…",
    "{}*",
    "{}/.",
    "{}/)",
    "{}).",
    "{}//",
]
PAGES = [
    "/da/help",
    "/en/join",
    "/da/quiz/kort",
    "/da/quiz/kort/1",
    "/da/programme/forloeb",
    "/was",
    "/da/staff/sign-in",
]


def leads(client: FlaskClient, path: str, query: str = "", method: str = "GET") -> tuple[int, str | None]:
    """Return the status of a reply, and where it leads."""
    reply = client.open(quote(path), query_string=query, method=method)
    return reply.status_code, reply.location


def test_an_address_with_too_much_behind_it_or_in_capitals_leads_to_the_right_one(course: FlaskClient) -> None:
    for page in PAGES:
        for typed in (page.upper(), page.title(), *(decorated.format(page) for decorated in DECORATED)):
            assert leads(course, typed) == (308, page), typed
            assert leads(course, typed, "via=plakat&n=1%202", "HEAD") == (308, f"{page}?via=plakat&n=1%202"), typed


def test_so_does_one_of_the_front_page(course: FlaskClient) -> None:
    for typed in ("/DA/", "/Da", "/DA", "/da.", "/da/.", "/ da/", "/da)"):
        assert leads(course, typed) == (308, "/da/"), typed


CODES = {
    "/D/230251": "/d/230251",
    "/d/230251/": "/d/230251",
    "/d/230251.": "/d/230251",
    "/d/230 251": "/d/230251",
    "/d/23O25l": "/d/230251",
    "/d/２３０２５１": "/d/230251",
    "/DA/d/230251": "/da/d/230251",
    "/da/d/230-251)": "/da/d/230251",
    "/da/join/230251": "/da/d/230251",
    "/da/join/230 251/": "/da/d/230251",
    "/join/230251": "/d/230251",
    "/da/230251": "/da/d/230251",
    "/en/23O25l": "/en/d/230251",
    "/da/230/251": "/da/d/230251",
    "/230251": "/d/230251",
    "/230251.": "/d/230251",
}


def test_a_code_is_found_wherever_it_stands_in_an_address(course: FlaskClient) -> None:
    for typed, right in CODES.items():
        assert leads(course, typed) == (308, right), typed
        assert leads(course, typed, "via=plakat") == (308, f"{right}?via=plakat"), typed


NOWHERE = [
    "/da/nothing/",
    "/da/quiz/nothing/",
    "/da/help\n",
    "/da/help\0/",
    "/DA/QUIZ/NOTHING",
    "/da/quiz/kort/99/",
    "/da/programme/nothing.",
    "/da/12345",
    "/da/1234567",
    "/da/join/12345",
    "/da/lead/nothing/",
    "/da/screen/nothing/",
    "/da/quiz/kort/audio/nothing.mp3/",
    "/da/quiz/kort/age/",
    "/healthz/nothing",
    "/evil.example/da/help",
    "/\\evil.example/",
]


def test_an_address_that_leads_nowhere_either_way_is_not_found_at_once(course: FlaskClient) -> None:
    for typed in NOWHERE:
        assert leads(course, typed)[0] == 404, typed


def test_no_address_leads_to_another_site(course: FlaskClient) -> None:
    for typed in (
        "//evil.example/da/help/",
        "//evil.example",
        "/\\evil.example/DA/",
        "/da/help/@evil.example",
        "//DA//",
    ):
        location = course.get("/", environ_overrides={"PATH_INFO": typed}).location or "/"
        assert urlsplit(location).netloc in ("", "localhost"), typed
        assert "evil" not in urlsplit(location).netloc


def test_what_is_sent_is_not_sent_on(course: FlaskClient) -> None:
    for typed, method in product(("/da/join/", "/DA/quiz/kort", "/da/230251"), ("POST", "PUT", "DELETE")):
        assert leads(course, typed, method=method)[0] in (404, 405)


def test_a_code_in_an_address_is_not_looked_up_before_it_is_asked_for(course: FlaskClient) -> None:
    made, _ = workshop(course)
    limits = site(course).join_code_limits
    for typed in (f"/da/join/{made.code}", "/da/join/000000", *[f"/da/{number:06}" for number in range(30)]):
        assert leads(course, typed)[0] == 308
    assert not limits.asks_place("127.0.0.1")


def test_a_leader_link_is_read_however_it_was_typed_from_the_sheet(course: FlaskClient) -> None:
    made, token = workshop(course)
    assert made.code
    groups = [token[at : at + 4] for at in range(0, len(token), 4)]
    typed = [between.join(groups) for between in ("-", "", " ", "–", " – ", ".", "_", "\u00a0")]
    for link in [*typed, typed[0].upper(), *(typed[0] + sign for sign in '/.) %"')]:
        reply = course.get(quote(f"/da/lead/{link}"), follow_redirects=True)
        assert f"{made.code[:3]}&nbsp;{made.code[3:]}" in reply.text, link
        assert f'action="/da/lead/{token}"' in reply.text


def test_a_trailing_sign_behind_a_leader_link_leads_to_it(course: FlaskClient) -> None:
    _, token = workshop(course)
    assert leads(course, f"/da/lead/{token}/") == (308, f"/da/lead/{token}")
    assert leads(course, f"/da/lead/{token}x/")[0] == 404


def test_below_a_prefix_it_stays_there(course: FlaskClient) -> None:
    reply = course.get("/da/help/", environ_overrides={"SCRIPT_NAME": "/tryg"})
    assert (reply.status_code, reply.location) == (308, "/tryg/da/help")


def test_a_channel_counts_however_it_was_typed(course: FlaskClient) -> None:
    for typed in ("Plakat", "plakat/", "plakat%20", "PLAKAT.", "+plakat", "plakat)", "%EF%BC%B0lakat"):
        assert 'href="/da/quiz/kort?via=plakat"' in course.get(f"/da/?via={typed}").text, typed
    assert "via=" not in course.get("/da/?via=nothing").text.partition("<main")[2]


SIGNS = st.text("/.,;:!?)('\"%\\ -_d0123456789OlIaA\u00a0–\n\r\t|&#+~é", max_size=12)


@given(st.sampled_from([*PAGES, "/da/", "/", "/d/", "/da/join/", "/da/lead/", "/da/screen/"]), SIGNS, SIGNS)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_leads_to_a_page_of_this_site(
    course: FlaskClient, page: str, behind: str, before: str
) -> None:
    sent = f"/{before}{page}{behind}".encode().decode("latin-1")  # as a server hands it on
    reply = course.get("/", environ_overrides={"PATH_INFO": sent})
    for _ in range(4):
        assert reply.status_code < 500
        if reply.status_code not in (301, 302, 303, 308):
            break
        address = urlsplit(reply.location)
        assert (address.scheme, address.netloc) in (("", ""), ("http", "localhost"))
        assert address.path.startswith("/")
        reply = course.get(address.path)
    else:
        pytest.fail("a loop")
    assert text(reply)
