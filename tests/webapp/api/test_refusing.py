"""What no app should send: every reply is a problem in JSON, nothing is stored, and nothing is told of others."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from tests.webapp.api.app import App
from tests.webapp.disks import full_disk
from webapp import create_app
from webapp.api.call import KEY, LARGEST
from webapp.application import Application
from webapp.config.settings import Settings

JSON = "application/json"


def problem(reply: TestResponse, status: int, kind: str = "") -> dict[str, Any]:
    """Return the problem that a reply is."""
    assert reply.status_code == status, reply.text
    assert reply.content_type == "application/problem+json"
    told: dict[str, Any] = json.loads(reply.text)
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["type"].startswith("urn:tryg:problem:")
    assert told["type"].endswith(kind)
    return told


@pytest.fixture
def post(site: Application) -> Callable[..., TestResponse]:
    """Send any body to begin an attempt."""
    client = Client(site)

    def post(body: bytes, content_type: str | None = JSON, path: str = "/api/v1/attempts") -> TestResponse:
        return client.post(path, data=body, content_type=content_type)

    return post


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"maader"',
        b"1",
        b"NaN",
        b"{}",
        b'{"quiz": null}',
        b'{"quiz": 1}',
        b'{"quiz": ""}',
        b'{"quiz": ["maader"]}',
        b'{"quiz": {"$ne": ""}}',
        b'{"quiz": "maader", "client": "library-app"}',
        b'{"quiz": "\\ud800"}',
        b'\xff\xfe{"quiz": "maader"}',
        b'{"quiz": "' + b"a" * 101 + b'"}',
        b"[" * 5_000,
        b'{"quiz":' * 1_500,
        b'{"quiz": "maader"} {"quiz": "maader"}',
    ],
)
def test_a_body_that_is_no_start_is_refused(post: Callable[..., TestResponse], body: bytes) -> None:
    problem(post(body), 400, "unreadable")


@pytest.mark.parametrize(
    "body",
    [
        {"question": "look"} | more
        for more in (
            {"response": "genuine"},
            {"response": [1]},
            {"response": [["look"]]},
            {"response": [None]},
            {"response": ["a" * 101]},
            {"response": ["a"] * 201},
            {"response": [], "sure": 0},
            {"response": [], "sure": 4},
            {"response": [], "sure": "1"},
            {"response": [], "sure": True},
            {"response": [], "again": "yes"},
            {"response": [], "score": 1},
            {"response": [], "question": 7},
        )
    ],
)
def test_a_body_that_is_no_answer_is_refused(app: App, body: object) -> None:
    app.begin("maader")
    told = problem(app.send("POST", "/attempt/answers", body), 400, "unreadable")
    assert told["faults"]


def test_a_fault_says_where_it_is_and_repeats_nothing(app: App) -> None:
    app.begin("maader")
    typed = "2412461234"
    reply = app.send("POST", "/attempt/answers", {"question": "look", "response": [{"cpr": typed}]})
    assert [fault["where"] for fault in problem(reply, 400)["faults"]] == ["response.0"]
    assert typed not in reply.text


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"]
)
def test_a_body_of_another_kind_is_refused(post: Callable[..., TestResponse], kind: str | None) -> None:
    problem(post(b'{"quiz": "maader"}', kind), 415, "no-json")


def test_a_body_that_is_too_large_is_refused(post: Callable[..., TestResponse]) -> None:
    problem(post(b'{"quiz": "maader"}' + b" " * LARGEST), 413, "too-large")


@pytest.mark.parametrize("path", ["/attempt", "/attempt/result", "/attempt/answers/look"])
def test_an_attempt_needs_a_token(app: App, path: str) -> None:
    reply = app.send("GET", path)
    problem(reply, 401, "token")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_no_altered_token_is_taken(app: App) -> None:
    whole = app.begin("maader", counted=True)["token"]
    altered = [whole[:place] + ("A" if sign != "A" else "B") + whole[place + 1 :] for place, sign in enumerate(whole)]
    altered += [
        whole[:-1],
        whole[:-4],
        whole + "A",
        whole + "=",
        f"{whole[:9]}!{whole[9:]}",
    ]
    altered += ["", "æøå", "A" * 10_000, "None"]
    for token in altered:
        app.token = token or " "
        if token.isascii():
            problem(app.send("GET", "/attempt"), 401, "token")
    app.token = whole
    assert app.get("/attempt")["token"]


def test_what_the_site_has_sealed_for_others_is_no_token(app: App) -> None:
    app.token = app.services.encryption.close('["id","maader","","2026-W48","",[]]', "anna")
    problem(app.send("GET", "/attempt"), 401, "token")
    app.token = app.services.device_cookie.seal(app.services.device_cookie.read(None))
    problem(app.send("GET", "/attempt"), 401, "token")


def test_a_token_reaches_its_own_attempt_alone(app: App, site: Application) -> None:
    other = App(site)
    app.begin("maader", counted=True)
    other.begin("maader", counted=True)
    app.answer("look")
    assert other.get("/attempt")["prompt"]["question"] == "look"
    assert app.get("/attempt")["prompt"]["question"] == "marks"


def test_a_key_of_nobody_is_refused(app: App) -> None:
    for key in ("", "x", "library-app.", app.key[:-1], app.key + "A", app.key.replace("library-app", "other-app"), "æ"):
        reply = app.send("POST", "/attempts", {"quiz": "maader"}, **{KEY: key.encode().decode("latin-1")})
        problem(reply, 403, "key")


def test_a_question_that_is_ahead_waits(app: App) -> None:
    app.begin("maader")
    problem(app.send("POST", "/attempt/answers", {"question": "notice", "response": ["scam"]}), 409, "ahead")
    problem(app.send("POST", "/attempt/steps", {"question": "notice"}), 409, "ahead")
    problem(app.send("GET", "/attempt/answers/look"), 409, "ahead")


def test_a_response_that_was_never_offered_changes_nothing(app: App) -> None:
    app.begin("maader", counted=True)
    app.answer("look")
    for response in (["nobody"], ["address", "address"], ["address\0"], ["' OR 1=1 --"]):
        problem(app.send("POST", "/attempt/answers", {"question": "marks", "response": response}), 400, "impossible")
        problem(app.send("POST", "/attempt/steps", {"question": "marks", "response": response}), 400, "impossible")
    problem(app.send("POST", "/attempt/answers", {"question": "nobody"}), 404, "nowhere")
    problem(app.send("POST", "/attempt/answers", {"question": "marks", "again": True}), 400, "impossible")
    problem(app.send("POST", "/attempt/answers", {"question": "marks"}), 422, "missing")
    assert app.get("/attempt")["prompt"]["question"] == "marks"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "DELETE", "POST", "PROPFIND"])
def test_another_method_is_refused_with_those_that_there_are(app: App, method: str) -> None:
    reply = app.send(method, "/library")
    problem(reply, 405, "method")
    assert "GET" in reply.headers["Allow"]


@pytest.mark.parametrize(
    "path", ["", "/", "/attempts/", "/library/x", "/quizzes/a%00b", "/quizzes/..%2f..%2fetc", "//"]
)
def test_an_address_that_leads_nowhere_is_a_problem_in_json(app: App, path: str) -> None:
    reply = app.send("GET", path)
    assert reply.status_code in (404, 405)
    assert reply.content_type == "application/problem+json"


def test_too_many_calls_of_one_address_wait_and_others_do_not(settings: Settings, site: Application) -> None:
    client = Client(site)
    for _ in range(settings.api_calls):
        assert client.get("/api/v1/nowhere").status_code == 404
    reply = client.get("/api/v1/library")
    problem(reply, 429, "too-many")
    assert reply.headers["Retry-After"] == "60"
    assert client.get("/api/v1/library", environ_overrides={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_a_storage_that_fails_is_told_and_the_answer_can_be_sent_again(app: App) -> None:
    app.begin("maader", counted=True)
    with full_disk(1):
        reply = app.send("POST", "/attempt/answers", {"question": "look"})
    problem(reply, 503, "unavailable")
    assert reply.headers["Retry-After"]
    app.answer("look")


def test_what_breaks_is_told_as_a_problem_and_logged_without_its_words(
    site: Application, app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*given: object, **more: object) -> None:
        message = f"an answer by heart: {given} {more}"
        raise RuntimeError(message)

    app.begin("maader", counted=True)
    monkeypatch.setattr(site.extensions["services"].live, "save", broken)
    told = problem(app.send("POST", "/attempt/answers", {"question": "look"}), 500, "broken")
    assert "by heart" not in json.dumps(told) + caplog.text
    assert "RuntimeError in" in caplog.text


def test_a_host_that_is_not_ours_gets_no_quiz(settings: Settings) -> None:
    site = create_app(settings.model_copy(update={"trusted_hosts": ("tryg.example",)}), housekeeping=False)
    client = Client(site)
    problem(client.get("/api/v1/library", headers={"Host": "evil.example"}), 400)
    assert client.get("/api/v1/library", headers={"Host": "tryg.example"}).status_code == 200
    site.close()


def test_problems_have_the_words_of_the_pages_in_each_language(site: Application) -> None:
    client = Client(site)
    assert client.get("/api/v1/nowhere?language=da").json["title"] == "Vi kan ikke finde siden"  # type: ignore[index]  # it is a problem
    assert client.get("/api/v1/nowhere", headers={"Accept-Language": "en"}).json["title"] == "We can't find that page"  # type: ignore[index]  # as above


PLAIN = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda part: st.lists(part) | st.dictionaries(st.text(max_size=9), part),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=PLAIN, path=st.sampled_from(["/attempts", "/attempt/answers", "/attempt/steps"]))
def test_no_body_breaks_anything(app: App, body: object, path: str) -> None:
    if not app.token:
        app.begin("maader")
    reply = app.send("POST", path, body)
    assert reply.status_code in (400, 404, 409, 415, 422, 429)
    assert reply.content_type == "application/problem+json"
