"""What a person decides about this browser."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient


def test_the_text_size_is_kept_and_one_returns_to_where_one_was(client: FlaskClient) -> None:
    page = client.get("/da/display?from=/da/quiz/kort")
    assert 'action="/da/display?from=/da/quiz/kort"' in page.text
    reply = client.post("/da/display?from=/da/quiz/kort", data={"size": "2"})
    assert (reply.status_code, reply.location) == (303, "/da/quiz/kort?said=size")
    assert 'class="size-2"' in client.get("/da/").text
    assert client.post("/da/display", data={"size": "9"}).status_code == 400


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "", "/da/\nx"]
)
def test_one_is_never_sent_to_another_site(client: FlaskClient, elsewhere: str) -> None:
    reply = client.post("/da/display", query_string={"from": elsewhere}, data={"size": "1"})
    assert reply.location == "/da/?said=size"


def test_a_browser_remembers_beyond_its_session_only_when_asked_to(client: FlaskClient) -> None:
    first = client.post("/da/quiz/kort").headers["Set-Cookie"]
    assert "Max-Age" not in first
    assert "Expires" not in first
    assert "HttpOnly" in first
    assert "SameSite=Lax" in first
    kept = client.post("/da/keep?from=/da/quiz/kort", data={"remember": "yes"})
    assert kept.location == "/da/quiz/kort?said=remembers"
    assert "Max-Age" in kept.headers["Set-Cookie"]
    given_up = client.post("/da/keep", data={})
    assert "Max-Age" not in given_up.headers["Set-Cookie"]


def test_both_boxes_about_remembering_are_unticked_at_first(client: FlaskClient) -> None:
    page = client.get("/da/keep").text
    assert page.count('type="checkbox"') == 2
    assert " checked" not in page


def test_being_done_leaves_a_clean_browser_and_keeps_the_answers(app: Flask, client: FlaskClient) -> None:
    client.post("/da/quiz/kort")
    client.post("/da/quiz/kort/1", data={"response": "scam"})
    reply = client.post("/da/done")
    assert (reply.status_code, reply.location) == (303, "/da/?said=done")
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/da/quiz/kort/1").location == "/da/quiz/kort"
    assert count(app, "liveanswer") == 1


def test_deleting_ones_answers_deletes_them_and_says_so(app: Flask, client: FlaskClient) -> None:
    client.post("/da/quiz/kort")
    client.post("/da/quiz/kort/1", data={"response": "genuine"})
    client.post("/da/quiz/kort/practise")
    other = app.test_client()
    other.post("/da/quiz/kort")
    other.post("/da/quiz/kort/1", data={"response": "scam"})
    reply = client.post("/da/delete")
    assert reply.location == "/da/delete?deleted=2"
    assert client.get(reply.location).status_code == 200
    assert count(app, "liveattempt") == 1, "another's answers stay"
    assert client.get("/da/quiz/kort/result").location == "/da/quiz/kort", "the browser has forgotten them too"
    assert client.post("/da/delete").location == "/da/delete?deleted=0"
    assert "kan ikke findes" in client.get("/da/delete?deleted=0").text


def test_a_broken_cookie_is_an_empty_one(client: FlaskClient) -> None:
    name, _, _ = client.post("/da/quiz/kort").headers["Set-Cookie"].partition("=")
    client.set_cookie(name, "broken")
    assert client.get("/da/").status_code == 200
    assert client.get("/da/quiz/kort/1").location == "/da/quiz/kort"


def test_nothing_is_written_on_get(client: FlaskClient) -> None:
    client.post("/da/quiz/kort")
    for address in (
        "/da/",
        "/da/quiz/kort/1",
        "/da/quiz/kort",
        "/da/quiz/kort/result",
        "/da/done",
        "/da/delete",
        "/da/keep",
    ):
        assert "Set-Cookie" not in client.get(address).headers


def count(app: Flask, table: str) -> int:
    found: int = app.extensions["services"].database.read(
        lambda connection: connection.execute(f"SELECT count(*) FROM {table}", {}).fetchone()[0]  # noqa: S608 - the tests' own names
    )
    return found
