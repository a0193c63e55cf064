"""The reply to any address is a page with working links, also if the site is mounted below a path."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings

QUIZ = "/da/quiz/kort"
MOUNTED = {"X-Forwarded-Prefix": "/tryg", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "www.example"}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("path", ["/da/", "/da", "/da/display", QUIZ, f"{QUIZ}/1", "/nowhere"])
def test_a_query_that_is_no_text_harms_nothing(client: FlaskClient, path: str, method: str) -> None:
    reply = client.open(path, method=method, environ_overrides={"QUERY_STRING": "from=\xff"})
    assert reply.status_code < 500
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("method", "path"), [("PUT", "/da/"), ("POST", "/da/help"), ("DELETE", QUIZ), ("FOO", "/")])
def test_what_an_address_does_not_take_is_refused_with_a_way_back(client: FlaskClient, method: str, path: str) -> None:
    reply = client.open(path, method=method)
    assert reply.status_code == 405
    assert "GET" in reply.headers["Allow"]
    assert 'href="/da/"' in reply.text
    assert "Vi kan ikke finde siden" in text(reply)


def test_a_page_does_not_repeat_an_address_that_cannot_be_ours(client: FlaskClient) -> None:
    client.post(QUIZ)
    for path in ("/da/", f"{QUIZ}/1", "/da/nowhere"):
        plain, padded = client.get(path), client.get(f"{path}?{'x' * 50_000}")
        assert padded.status_code == plain.status_code
        assert len(padded.data) < len(plain.data) + 100
        assert 'href="/en/' in padded.text


def test_pages_are_kept_once_whatever_stands_behind_the_question_mark(app: Flask, client: FlaskClient) -> None:
    client.post(QUIZ)
    for n in range(20):
        client.get(f"{QUIZ}/1?{n}={'x' * 1000}")
    assert len(app.extensions["services"].page_cache._pages) == 1  # noqa: SLF001 - nothing outside shows what is kept


@pytest.fixture
def mounted(settings: Settings) -> Flask:
    """The site below /tryg, behind a proxy."""
    return create_app(settings.model_copy(update={"proxies": 1, "proxy_prefix": True}))


@pytest.mark.parametrize("prefix", ["/tryg", "//evil.example", "https://evil.example"])
def test_a_prefix_that_no_setting_speaks_of_is_not_believed(settings: Settings, prefix: str) -> None:
    client = create_app(settings.model_copy(update={"proxies": 1})).test_client()
    headers = {**MOUNTED, "X-Forwarded-Prefix": prefix}
    assert client.get("/", headers=headers).location == "/da/"
    assert f'"{prefix}/' not in client.get("/da/", headers=headers).text


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("GET", "/da/", {}),
        ("GET", "/da/nowhere", {}),
        ("GET", QUIZ, {}),
        ("GET", "/da/doubt?at=1", {}),
        ("POST", f"{QUIZ}/1", {"response": "impossible"}),
        ("POST", f"{QUIZ}/2", {"response": "genuine"}),
        ("PUT", QUIZ, {}),
    ],
)
def test_below_a_prefix_every_link_stays_there(mounted: Flask, method: str, path: str, form: dict[str, str]) -> None:
    client = mounted.test_client()
    seen = "https://www.example/tryg"  # by a browser, which sends cookies by it
    client.post(QUIZ, base_url=seen, headers=MOUNTED)
    reply = client.open(path, base_url=seen, method=method, data=form, headers=MOUNTED)
    links = re.findall(r'(?:href|action|src|data-hx-post)="(/[^"]*)"', reply.text)
    assert links
    assert [link for link in links if not link.startswith("/tryg/")] == []
    assert f'href="/tryg/en{path.removeprefix("/da")}"' in reply.text or method == "PUT"
    back = re.search(r'/tryg/da/display[?]from=([^"]*)', reply.text)
    assert back
    assert back[1] == f"/tryg{path.replace('?', '%3F').replace('=', '%3D')}"
