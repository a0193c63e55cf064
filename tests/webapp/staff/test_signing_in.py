"""Signing in takes a name, a password and a second step; it ends by itself, and nobody gets in another way."""

from __future__ import annotations

import logging

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.clock import Clock
from tests.webapp.signed_in import (
    BY,
    PASSWORD,
    SECRET,
    code,
    half_in,
    hash_of,
    member,
    shown,
    sign_in,
    site_of,
    type_code,
    type_password,
)
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.web.services import Services

MINUTE, HOUR = 60, 60 * 60
WRONG = "/en/staff/sign-in?problem=wrong"
WAIT = "/en/staff/sign-in?problem=wait"


def test_name_password_and_code_lead_in(app: Flask, client: FlaskClient) -> None:
    member(app)
    reply = sign_in(client, "  mette  HOLM ")
    assert (reply.status_code, reply.location) == (303, "/en/staff/")
    assert "Mette Holm" in text(client.get("/en/staff/"))


def test_a_password_alone_opens_nothing(app: Flask) -> None:
    client = half_in(app)
    assert shown(client) == 303
    for page in ("account", "accounts", "recovery-codes"):
        assert client.get(f"/en/staff/{page}").location.startswith("/en/staff/sign-in")


def test_a_wrong_name_a_wrong_password_and_a_closed_account_get_the_same_answer(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    member(app)
    site_of(app).accounts.set_active(member(app, name="Left").account, BY, active=False)
    checked: list[str] = []
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, stored: str, given: str) -> bool:
        checked.append(stored)
        return verify(self, stored, given)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    replies = [
        type_password(client, "Nobody"),
        type_password(client, "Mette Holm", "not the password"),
        type_password(client, "Left"),
    ]
    assert [(reply.status_code, reply.location) for reply in replies] == [(303, WRONG)] * 3
    costs = {stored.rpartition("p=")[0] for stored in checked}
    assert len(checked) == 3, "a password is hashed each time, also where there is no such name"
    assert len(costs) == 1
    assert costs.pop().startswith("$argon2id$")


def test_what_is_missing_is_said_before_anything_is_tried(app: Flask, client: FlaskClient) -> None:
    member(app)
    assert type_password(client, "Mette Holm", "").location == "/en/staff/sign-in?problem=missing"
    reply = client.get("/en/staff/sign-in?problem=missing")
    assert "Type both your name and your password." in text(reply)
    assert "<title>Error:" in reply.text


@pytest.mark.parametrize("name", ["Mette Holm", "Nobody"])
def test_after_ten_wrong_tries_a_name_has_to_wait_whether_it_is_known_or_not(
    app: Flask, client: FlaskClient, clock: Clock, name: str
) -> None:
    member(app)
    for _ in range(10):
        assert type_password(client, name, "not the password").location == WRONG
    assert type_password(client, name).location == WAIT
    assert type_password(app.test_client(), name.upper()).location == WAIT
    clock.later(16 * MINUTE)
    assert type_password(client, name, "not the password").location == WRONG


def test_tries_of_one_name_are_no_others_and_are_forgotten_after_the_right_password(
    app: Flask, client: FlaskClient
) -> None:
    member(app)
    member(app, name="Dorte")
    for _ in range(10):
        type_password(client, "Dorte", "not the password")
    for _ in range(3):
        for _ in range(9):
            type_password(app.test_client(), "Mette Holm", "not the password")
        assert type_password(app.test_client()).location == "/en/staff/second-step"


def test_codes_are_limited_by_quarter_and_by_day(app: Flask, client: FlaskClient, clock: Clock) -> None:
    member(app)
    tried = 0
    for _ in range(6):
        client = app.test_client()
        type_password(client)
        for _ in range(10):
            tried += type_code(client, "000000").location.endswith("problem=wrong")
        assert type_code(client, code()).location.endswith("problem=wait")
        clock.later(16 * MINUTE)
    assert tried == 50


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", "{0}–{1}.", " {0}\u00a0{1} ", "Koden er {0}{1}"])
@pytest.mark.parametrize("digits", ["0123456789", "０１２３４５６７８９", "Ol23456789"])
def test_a_code_is_read_however_it_is_typed(app: Flask, typed: str, digits: str) -> None:
    client = half_in(app)
    now = code().translate(str.maketrans("0123456789", digits))
    assert type_code(client, typed.format(now[:3], now[3:])).location == "/en/staff/"


def test_a_code_is_good_once(app: Flask, client: FlaskClient, clock: Clock) -> None:
    member(app)
    assert sign_in(client).location == "/en/staff/"
    other = app.test_client()
    type_password(other)
    assert type_code(other, code()).location == "/en/staff/second-step?problem=wrong"
    assert type_code(other, code(ahead=-1)).location == "/en/staff/second-step?problem=wrong", "nor an earlier one"
    clock.later(31)
    assert type_code(other, code()).location == "/en/staff/"


@pytest.mark.parametrize(("ahead", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(app: Flask, ahead: int, good: bool) -> None:  # noqa: FBT001
    client = half_in(app)
    typed = code(ahead=ahead)
    assert (type_code(client, f" {typed[:3]} {typed[3:]} ").location == "/en/staff/") is good


def test_a_recovery_code_is_good_once_however_it_is_typed(app: Flask, client: FlaskClient) -> None:
    codes = member(app).codes
    typed = codes[3].upper().replace("-", " ")
    type_password(client)
    assert type_code(client, typed).location == "/en/staff/second-step?problem=wrong", "it is no code of the app"
    assert type_code(client, typed, **{"with": "recovery"}).location == "/en/staff/"
    other = app.test_client()
    type_password(other)
    again = type_code(other, codes[3], **{"with": "recovery"})
    assert again.location == "/en/staff/second-step?problem=wrong&with=recovery"
    assert type_code(other, codes[4], **{"with": "recovery"}).location == "/en/staff/"
    assert "Recovery codes left 8" in text(other.get("/en/staff/account"))


def test_half_an_hour_without_doing_anything_ends_it(app: Flask, client: FlaskClient, clock: Clock) -> None:
    member(app)
    sign_in(client)
    for _ in range(4):
        clock.later(30 * MINUTE)
        assert shown(client) == 200
    clock.later(30 * MINUTE + 1)
    reply = client.get("/en/staff/account")
    assert reply.location == "/en/staff/sign-in?from=/en/staff/account&ended=1"
    assert "half an hour" in text(client.get(reply.location))
    services: Services = app.extensions["services"]
    count = "SELECT count(*) FROM signin"
    assert services.database.read(lambda transaction: transaction.execute(count).fetchone()) == (0,)


def test_nobody_stays_longer_than_half_a_day(app: Flask, client: FlaskClient, clock: Clock) -> None:
    member(app)
    sign_in(client)
    for _ in range(12 * 3):
        clock.later(20 * MINUTE)
        assert shown(client) == 200
    clock.later(MINUTE)
    assert shown(client) == 303


def test_an_old_cookie_is_no_younger_for_being_sent_again(app: Flask, client: FlaskClient, clock: Clock) -> None:
    member(app)
    sign_in(client)
    copied = cookie(client)
    for _ in range(2):
        clock.later(20 * MINUTE)
        assert shown(client) == 200
    thief = app.test_client()
    thief.set_cookie("staff", copied)
    assert shown(thief) == 303


def test_signing_out_ends_it_for_a_copied_cookie_too(app: Flask, client: FlaskClient) -> None:
    member(app)
    sign_in(client)
    thief = app.test_client()
    thief.set_cookie("staff", cookie(client))
    assert shown(thief) == 200
    assert client.post("/en/staff/sign-out").location == "/en/staff/sign-in?out=1"
    assert (shown(thief), shown(client)) == (303, 303)


def test_each_step_begins_a_session_of_its_own_and_ends_the_one_before(app: Flask, client: FlaskClient) -> None:
    member(app)
    member(app, name="Attacker")
    sign_in(client, "Attacker")
    planted = cookie(client)
    client.post("/en/staff/sign-in", data={"name": "Mette Holm", "password": PASSWORD})
    with client.session_transaction("/en/staff/") as session:
        first = session["token"]
    client.post("/en/staff/sign-out")
    type_password(client)
    halfway = cookie(client)
    type_code(client, code())
    with client.session_transaction("/en/staff/") as session:
        assert session["token"] != first
    for known in (planted, halfway):
        browser = app.test_client()
        browser.set_cookie("staff", known)
        assert shown(browser) == 303
    assert shown(client) == 200


def test_a_session_that_was_tampered_with_or_is_of_another_key_is_none(app: Flask, client: FlaskClient) -> None:
    member(app)
    sign_in(client)
    sealed = cookie(client)
    for forged in (sealed[:-2], f"x{sealed}", "", "nonsense"):
        client.set_cookie("staff", forged)
        assert shown(client) == 303


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil.example", "evil"],
)
def test_nobody_is_led_to_another_site(app: Flask, client: FlaskClient, address: str) -> None:
    member(app)
    form = client.get("/en/staff/sign-in", query_string={"from": address}).text
    assert 'name="from" value="/en/staff/"' in form
    assert sign_in(client, **{"from": address}).location == "/en/staff/"


def test_whoever_wanted_to_go_somewhere_gets_there(app: Flask, client: FlaskClient) -> None:
    member(app)
    wanted = client.get("/en/staff/log?after=50").location
    assert 'name="from" value="/en/staff/log?after=50"' in client.get(wanted).text
    assert sign_in(client, **{"from": "/en/staff/log?after=50"}).location == "/en/staff/log?after=50"


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(app: Flask, client: FlaskClient) -> None:
    member(app)
    flags = type_password(client).headers["Set-Cookie"].split("; ")
    assert flags[0].startswith("staff=")
    assert set(flags[1:]) == {"HttpOnly", "SameSite=Lax", "Path=/"}


def test_over_https_the_cookie_is_bound_to_the_host(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"secure": True}))
    member(app)
    form = {"name": "Mette Holm", "password": PASSWORD}
    reply = app.test_client().post("/en/staff/sign-in", data=form, base_url="https://tryg.example")
    flags = reply.headers["Set-Cookie"].split("; ")
    assert flags[0].startswith("__Host-staff=")
    assert set(flags[1:]) == {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
    app.extensions["services"].close()


def test_a_session_outlives_a_change_of_the_key_while_the_old_one_is_kept(settings: Settings) -> None:
    old, new = "o" * 43, "n" * 43
    app = create_app(settings.model_copy(update={"secret_key": old}))
    member(app)
    client = app.test_client()
    sign_in(client)
    app.extensions["services"].close()
    app = create_app(settings.model_copy(update={"secret_key": new, "secret_key_fallbacks": (old,)}))
    other = app.test_client()
    other.set_cookie("staff", cookie(client))
    assert shown(other) == 200
    other = app.test_client()
    type_password(other)
    assert type_code(other, code(ahead=1)).location == "/en/staff/", "the second step is sealed with the old key"
    app.extensions["services"].close()


def test_a_second_step_whose_key_is_lost_lets_nobody_in_and_says_what_to_do(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings)
    codes = member(app).codes
    app.extensions["services"].close()
    app = create_app(settings.model_copy(update={"secret_key": "n" * 43}))
    client = app.test_client()
    type_password(client)
    assert type_code(client, code()).location.endswith("problem=wrong")
    assert "TRYG_SECRET_KEY has changed" in caplog.text
    assert type_code(client, codes[0], **{"with": "recovery"}).location == "/en/staff/"
    app.extensions["services"].close()


def test_participants_never_get_the_cookie(client: FlaskClient) -> None:
    for address in ("/", "/da/", "/da/help", "/da/quiz/kort", "/da/privacy", "/da/nowhere", "/healthz"):
        reply = client.get(address)
        assert "Set-Cookie" not in reply.headers
        assert "Cookie" not in reply.headers.get("Vary", "")
    reply = client.post("/da/quiz/kort")
    assert [kept.partition("=")[0] for kept in reply.headers.getlist("Set-Cookie")] == ["device"]


def test_neither_logs_nor_pages_nor_the_database_tell_a_secret(
    app: Flask, client: FlaskClient, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    codes = member(app).codes
    used = code()
    sign_in(client)
    type_password(app.test_client(), "Mette Holm", "a password that is wrong")
    addresses = ("", "account", "account/password", "accounts", "log", f"accounts/{site_of(app).accounts.all()[0].id}")
    pages = "".join(client.get(f"/en/staff/{address}").text for address in addresses)
    files = b"".join(file.read_bytes() for file in settings.data_dir.glob("tryg.sqlite*"))
    secrets = (PASSWORD, SECRET, hash_of(PASSWORD), *codes, "a password that is wrong")
    for secret in (*secrets, used, "argon2"):
        assert secret not in caplog.text
        assert secret not in pages
    for secret in (*(each for each in secrets if each != hash_of(PASSWORD)), cookie(client)):
        assert secret.encode() not in files
    with client.session_transaction("/en/staff/") as session:
        assert session["token"].encode() not in files


def cookie(client: FlaskClient) -> str:
    """Return the cookie of the staff that a browser has."""
    found = client.get_cookie("staff")
    assert found
    return found.value
