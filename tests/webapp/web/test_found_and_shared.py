"""What search engines and those who get a link are told: words and a picture, or that a page is not to be found."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.clock import Clock
from tests.webapp.taking import HTMX, begin
from tests.webapp.workshops import workshop
from webapp import create_app
from webapp.config.settings import Settings

CONTACT = "/.well-known/security.txt"


def told(page: str) -> dict[str, str]:
    """Return what the head of a page says of it, by name."""
    found = re.findall(r'<meta (?:name|property)="(description|og:[\w:]+)" content="([^"]*)">', page)
    return {name: unescape(words) for name, words in found}


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("path", ["", "quiz/maader", "help", "doubt", "programme/forloeb"])
def test_a_page_that_is_shared_has_words_and_a_picture(course: FlaskClient, lang: str, path: str) -> None:
    page = course.get(f"/{lang}/{path}").text
    heads = told(page)
    assert heads["description"] == heads["og:description"] != ""
    assert f"<title>{heads['og:title']}" in unescape(page)
    assert heads["og:image"] == "https://tryg.example/share.png"
    assert course.get("/share.png", buffered=True).content_type == "image/png"
    assert '<link rel="apple-touch-icon" href="/apple-touch-icon.png">' in page


@pytest.mark.parametrize("path", ["", "quiz/maader", "help", "doubt", "programme/forloeb"])
def test_the_words_are_those_of_the_language(course: FlaskClient, path: str) -> None:
    danish, english = (told(course.get(f"/{lang}/{path}").text) for lang in ("da", "en"))
    assert danish["description"] != english["description"]
    assert danish["og:title"] != english["og:title"]


def test_a_question_says_nothing_of_itself_to_others(course: FlaskClient) -> None:
    assert told(course.get(f"{begin(course, 'maader')}/1").text) == {}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_no_page_is_found_whose_address_is_a_secret(course: FlaskClient, headers: dict[str, str]) -> None:
    made, token = workshop(course)
    addresses = [
        f"/d/{made.code}",
        f"/da/d/{made.code}",
        "/da/d/000000",
        f"/da/lead/{token}",
        f"/da/lead/{token}/now",
        "/da/lead/wrong",
        f"/da/screen/{made.id}",
        f"/da/screen/{made.id}/now",
        "/da/staff/",
        "/da/staff/sign-in",
    ]
    for address in addresses:
        reply = course.get(address, headers=headers)
        assert reply.headers.get("X-Robots-Tag") == "noindex", address
        assert told(reply.text) == {}, address
    for address in ("/da/", "/da/help", "/da/quiz/beskeder", "/da/join", "/da/nowhere", "/robots.txt"):
        assert "X-Robots-Tag" not in course.get(address, headers=headers, buffered=True).headers, address


def test_one_learns_where_to_report_a_hole_if_that_has_been_set(settings: Settings, clock: Clock) -> None:
    app = create_app(settings.model_copy(update={"security_contact": "mailto:it@library.example"}))
    reply = app.test_client().get(CONTACT)
    assert reply.content_type == "text/plain; charset=utf-8"
    contact, expires, languages = reply.text.splitlines()
    assert (contact, languages) == ("Contact: mailto:it@library.example", "Preferred-Languages: da, en")
    until = datetime.strptime(expires, "Expires: %Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    now = datetime.fromtimestamp(clock.now, UTC)
    assert now + timedelta(days=30) < until < now + timedelta(days=365)
    app.extensions["services"].close()


def test_nobody_is_named_who_has_not_been_set(app: Flask) -> None:
    assert app.test_client().get(CONTACT).status_code == 404
