"""The first time: a password of one's own, the second step, and recovery codes that are kept in sight."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.signed_in import (
    BY,
    PASSWORD,
    code,
    half_in,
    hash_of,
    member,
    newcomer,
    shown,
    sign_in,
    site_of,
    type_code,
    type_password,
)
from tests.webapp.words import text
from webapp.web.services import today

OWN = "fire blå cykler synger"


def choose(client: FlaskClient, password: str = OWN, again: str | None = None) -> str:
    """Send the form with a password of one's own, and return where that leads."""
    form = {"new": password, "again": password if again is None else again}
    return client.post("/en/staff/new-password", data=form).location


def secret(client: FlaskClient) -> str:
    """Return the secret that is offered, as it is written."""
    found = re.search(r'class="secret"><code>([A-Z2-7 ]+)</code>', client.get("/en/staff/set-up").text)
    assert found
    return found[1].replace(" ", "")


def codes(client: FlaskClient) -> list[str]:
    """Return the recovery codes that are shown."""
    return re.findall(r"<li><code>([a-z0-9-]{14})</code>", client.get("/en/staff/recovery-codes").text)


def test_the_first_time_leads_from_step_to_step(app: Flask, client: FlaskClient) -> None:
    newcomer(app)
    assert type_password(client).location == "/en/staff/new-password"
    assert client.get("/en/staff/set-up").location == "/en/staff/new-password"
    assert choose(client) == "/en/staff/set-up"
    assert client.get("/en/staff/sign-in").location == "/en/staff/set-up"
    offered = secret(client)
    assert secret(client) == offered, "it stays the same until it is confirmed"
    assert shown(client) == 303
    assert client.post("/en/staff/set-up", data={"code": code(offered)}).location == "/en/staff/recovery-codes"
    kept = codes(client)
    assert len(set(kept)) == 10
    assert codes(client) == kept, "a reload, or larger text, loses nothing"
    assert client.post("/en/staff/recovery-codes").location == "/en/staff/?said=codes"
    assert 'id="said"' in client.get("/en/staff/?said=codes").text
    assert client.get("/en/staff/recovery-codes").location == "/en/staff/account"
    assert shown(client) == 200
    other = app.test_client()
    assert type_password(other).location == "/en/staff/sign-in?problem=wrong", "the first one is over"
    assert type_password(other, "Mette Holm", OWN).location == "/en/staff/second-step"
    assert type_code(other, code(offered)).location.endswith("problem=wrong"), "the code of the set-up is used"
    assert type_code(other, kept[0], **{"with": "recovery"}).location == "/en/staff/"


def test_a_password_to_begin_with_is_good_until_its_day_is_over(app: Flask, client: FlaskClient) -> None:
    account = newcomer(app, days=-1)
    assert type_password(client).location == "/en/staff/sign-in?problem=wrong"
    site_of(app).accounts.set_password(account, hash_of(PASSWORD), today(), BY)
    assert type_password(client).location == "/en/staff/new-password"


def test_who_has_a_second_step_already_passes_it_before_choosing_a_password(app: Flask) -> None:
    client = half_in(app, newcomer)
    choose(client)
    offered = secret(client)
    client.post("/en/staff/set-up", data={"code": code(offered)})
    account = site_of(app).accounts.all()[0]
    site_of(app).accounts.set_password(account, hash_of(PASSWORD), today(), BY)
    other = app.test_client()
    assert type_password(other).location == "/en/staff/second-step"
    assert other.get("/en/staff/new-password").location == "/en/staff/second-step"
    assert type_code(other, code(offered, ahead=1)).location == "/en/staff/new-password"
    assert shown(other) == 303
    assert choose(other, "lampe taxa mandag grøn") == "/en/staff/?said=new-password"
    assert shown(other) == 200


@pytest.mark.parametrize(
    ("password", "problem", "words"),
    [
        ("", "missing", "Choose a new password."),
        ("kort", "short", "at least 12 characters"),
        ("x" * 129, "long", "at most 128 characters"),
        ("123456789012", "common", "too easy to guess"),
        ("kære METTE HOLM 99", "name", "has your name in it"),
        (OWN, "differ", "aren't the same"),
    ],
)
def test_a_password_that_will_not_do_is_said_why(app: Flask, password: str, problem: str, words: str) -> None:
    client = half_in(app, newcomer)
    address = choose(client, password, f"{OWN}." if problem == "differ" else password)
    assert address == f"/en/staff/new-password?problem={problem}"
    reply = client.get(address)
    assert words in text(reply)
    assert "<title>Error:" in reply.text


@pytest.mark.parametrize(("typed", "problem"), [("", "missing"), ("12345", "wrong"), ("abcdef", "wrong")])
def test_the_second_step_is_not_set_up_without_the_proof(app: Flask, typed: str, problem: str) -> None:
    client = half_in(app, newcomer)
    choose(client)
    assert client.post("/en/staff/set-up", data={"code": typed}).location == f"/en/staff/set-up?problem={problem}"
    assert not site_of(app).accounts.all()[0].second


def test_the_picture_holds_the_secret_and_stands_in_the_page_itself(app: Flask) -> None:
    client = half_in(app, newcomer)
    choose(client)
    page = client.get("/en/staff/set-up").text
    assert "Leave it as it is" not in page, "there is nothing yet that could be left"
    svg = re.search(r"<svg.*?</svg>", page, re.DOTALL)
    assert svg
    drawing = ET.fromstring(svg[0])  # noqa: S314 - our own page
    assert drawing.get("class") == "qr"
    assert drawing.get("aria-hidden") == "true", "its words stand beside it"
    assert "style=" not in svg[0]


def test_every_session_is_offered_a_secret_of_its_own(app: Flask) -> None:
    newcomer(app)
    one, other = app.test_client(), app.test_client()
    for browser in (one, other):
        type_password(browser)
    choose(one)
    type_password(other, "Mette Holm", OWN)
    assert secret(one) != secret(other)


def test_recovery_codes_in_the_cookie_are_sealed(app: Flask) -> None:
    client = half_in(app, newcomer)
    choose(client)
    client.post("/en/staff/set-up", data={"code": code(secret(client))})
    with client.session_transaction("/en/staff/") as session:
        assert codes(client)[0] not in str(dict(session))


def test_signing_in_can_be_left_off_and_begun_again(app: Flask) -> None:
    client = half_in(app, newcomer)
    assert client.post("/en/staff/sign-out").location == "/en/staff/sign-in?out=1"
    assert client.get("/en/staff/new-password").location == "/en/staff/sign-in"
    assert type_password(client).location == "/en/staff/new-password"


def test_pages_of_signing_in_lead_whoever_is_in_onward(app: Flask, client: FlaskClient) -> None:
    member(app)
    sign_in(client)
    for page in ("sign-in", "second-step", "new-password", "set-up"):
        assert client.get(f"/en/staff/{page}").location == "/en/staff/"
