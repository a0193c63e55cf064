"""Pages of other origins: those that the operator names may call the API from a browser, and no others."""

from __future__ import annotations

import pytest
from werkzeug.test import Client

from tests.webapp.api.app import ORIGIN
from webapp.api.call import KEY
from webapp.application import Application

ALLOW = "Access-Control-Allow-"
OTHERS = (
    "https://evil.example",
    "null",
    f"{ORIGIN}.evil.example",
    ORIGIN.replace("https", "http"),
    f"{ORIGIN}:8443",
    "*",
)


@pytest.fixture
def client(site: Application) -> Client:
    return Client(site)


def test_a_page_of_a_named_origin_may_read_replies_without_cookies(client: Client) -> None:
    for path in ("/api/v1/library", "/api/v1/nowhere"):
        reply = client.get(path, headers={"Origin": ORIGIN})
        assert reply.headers[f"{ALLOW}Origin"] == ORIGIN
        assert f"{ALLOW}Credentials" not in reply.headers
        assert "Origin" in reply.vary


@pytest.mark.parametrize("origin", OTHERS)
def test_a_page_of_another_origin_may_not(client: Client, origin: str) -> None:
    for method in ("GET", "OPTIONS"):
        asks = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        reply = client.open("/api/v1/library", method=method, headers=asks)
        assert not [name for name, _ in reply.headers if name.startswith("Access-Control-")]
        assert "Origin" in reply.vary


def test_a_browser_that_asks_first_is_told_what_it_may_send(client: Client) -> None:
    asks = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    reply = client.options("/api/v1/attempts", headers=asks)
    assert reply.status_code == 204
    assert reply.headers[f"{ALLOW}Methods"] == "POST, OPTIONS"
    sends = {name.strip() for name in reply.headers[f"{ALLOW}Headers"].split(",")}
    assert sends >= {"Authorization", "Content-Type", KEY}
    assert not reply.data


def test_a_request_from_another_site_needs_no_page_of_ours(client: Client) -> None:
    sent = {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"}
    reply = client.post("/api/v1/attempts", json={"quiz": "maader"}, headers=sent)
    assert reply.status_code == 201
    assert "Set-Cookie" not in reply.headers


def test_pages_are_as_closed_as_before(client: Client) -> None:
    reply = client.get("/en/", headers={"Origin": ORIGIN})
    assert f"{ALLOW}Origin" not in reply.headers
    assert client.post("/en/quiz/maader", headers={"Origin": ORIGIN}).status_code == 403
