"""The rule of a request is the one that werkzeug finds, and what is kept of addresses tells of nobody."""

from __future__ import annotations

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import BadHost, HTTPException, SecurityError
from werkzeug.routing import Map, MapAdapter
from werkzeug.test import EnvironBuilder

from webapp.web.routing import MOST, Rules

PARTS = (
    "da",
    "en",
    "quiz",
    "kort",
    "1",
    "0",
    "result",
    "practise",
    "d",
    "123456",
    "lead",
    "x",
    "",
    "staff",
    "help",
    "%",
)
paths = st.lists(st.sampled_from(PARTS), max_size=6).map("/".join).map(lambda path: f"/{path}")
methods = st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT"])


def rules(app: Flask) -> Rules:
    found = app.url_map
    assert isinstance(found, Rules)
    return found


def found(adapter: MapAdapter) -> object:
    try:
        rule, values = adapter.match(return_rule=True)
    except HTTPException as refused:
        return type(refused), getattr(refused, "new_url", ""), sorted(getattr(refused, "valid_methods", None) or ())
    return rule, dict(values)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(st.tuples(paths, methods), max_size=8), mount=st.sampled_from(["", "/quiz"]))
def test_every_address_follows_the_rule_that_werkzeug_finds_also_the_second_time(
    app: Flask, asked: list[tuple[str, str]], mount: str
) -> None:
    for path, method in asked * 2:
        environ = EnvironBuilder(path, f"http://localhost{mount}", method=method).get_environ()
        assert found(rules(app).of(Request(environ))) == found(Map.bind_to_environ(app.url_map, environ))


def test_who_is_given_the_values_of_an_address_may_change_them(app: Flask) -> None:
    request = Request(EnvironBuilder("/da/quiz/kort/1").get_environ())
    for _ in range(2):
        _, values = rules(app).of(request).match(return_rule=True)
        assert values == {"lang": "da", "quiz_id": "kort", "n": 1}
        values.clear()  # type: ignore[attr-defined]  # it is a dict


@pytest.mark.parametrize("address", ["/da/d/123456", "/da/lead/secret", "/da/screen/secret"])
def test_no_address_with_a_code_or_a_secret_in_it_is_kept(client: FlaskClient, app: Flask, address: str) -> None:
    client.get("/da/help")
    client.get(address)
    assert ("/da/help", "GET") in rules(app).found
    assert not any(part in path for path, _ in rules(app).found for part in ("123456", "secret"))


def test_no_more_than_some_thousand_addresses_are_kept(client: FlaskClient, app: Flask) -> None:
    rule = next(app.url_map.iter_rules())
    rules(app).found.update({(f"/da/quiz/{n}", "GET"): (rule, {}) for n in range(MOST)})
    assert client.get("/da/help").status_code == 200
    assert set(rules(app).found) == {("/da/help", "GET")}


@pytest.mark.parametrize(
    ("host", "refusal"), [("elsewhere.example", SecurityError), (f"{'a' * 64}.quiz.example", BadHost)]
)
def test_a_host_that_is_not_trusted_or_cannot_be_has_no_rules(
    app: Flask, host: str, refusal: type[HTTPException]
) -> None:
    request = Request({**EnvironBuilder("/da/").get_environ(), "HTTP_HOST": host})
    request.trusted_hosts = [".quiz.example"]
    with pytest.raises(refusal):
        rules(app).of(request)
