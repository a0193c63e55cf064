"""A flood of sign-ins keeps out nobody whose browser is known; what was done to help somebody lifts their wait."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.webapp.clock import TODAY, Clock
from tests.webapp.signed_in import BY, PASSWORD, code, hash_of, member, shown, sign_in, signed_in, site_of, type_code
from tests.webapp.signed_in import type_password as typed
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.staff.account import Account
from webapp.storage.staff.accounts import Accounts

pytestmark = pytest.mark.trial

MINUTE, DAY = 60, 24 * 60 * 60
IN, WAIT, WRONG = "/en/staff/second-step", "/en/staff/sign-in?problem=wait", "/en/staff/sign-in?problem=wrong"
MARK = "staff-browser"
CHANGES: dict[str, Callable[[Accounts, Account], None]] = {
    "removed": lambda accounts, account: accounts.set_active(account, BY, active=False),
    "reset": lambda accounts, account: accounts.reset(account, hash_of(PASSWORD), BY),
    "password given": lambda accounts, account: accounts.set_password(account, hash_of(PASSWORD), TODAY, BY),
    "ended everywhere": lambda accounts, account: accounts.end_all(account, BY),
}


@pytest.fixture
def known(app: Flask, client: FlaskClient, clock: Clock) -> FlaskClient:
    """A browser in which Mette Holm has signed in, and out again."""
    member(app)
    sign_in(client)
    client.post("/en/staff/sign-out")
    clock.later(MINUTE)
    return client


def flood(app: Flask, tries: int = 150) -> None:
    """Try to sign in with made-up names, as fast as one can."""
    for number in range(tries):
        typed(app.test_client(), f"name {number}", "not the password")


def try_name(app: Flask, name: str = "Mette Holm") -> None:
    """Use up the tries of a name."""
    for _ in range(10):
        assert typed(app.test_client(), name, "not the password").location == WRONG


def test_a_known_browser_signs_in_while_strangers_are_told_to_try_again_soon(app: Flask, known: FlaskClient) -> None:
    flood(app)
    stranger = app.test_client()
    reply = stranger.post(
        "/en/staff/sign-in", data={"name": "Mette Holm", "password": PASSWORD, "from": "/en/staff/log"}
    )
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "60")
    assert "Very many are trying to sign in right now." in text(reply)
    assert "<title>Error:" in reply.text
    assert 'value="Mette Holm"' in reply.text
    assert 'name="from" value="/en/staff/log"' in reply.text
    assert PASSWORD not in reply.text
    assert sign_in(known).location == "/en/staff/"


def test_while_two_strangers_try_a_third_is_refused_before_anything_is_looked_up(app: Flask) -> None:
    services = site_of(app)
    asked: list[str] = []
    with services.sign_in_limits.room(stranger=True), services.sign_in_limits.room(stranger=True):
        event.listen(services.database.kind.engine, "before_cursor_execute", lambda *all_: asked.append(all_[2]))
        assert typed(app.test_client(), "Mette Holm").status_code == 503
    assert asked == []


def test_a_stranger_gets_in_a_minute_after_a_flood_has_ended(app: Flask, known: FlaskClient, clock: Clock) -> None:
    flood(app)
    known.delete_cookie(MARK)
    assert typed(known, "Mette Holm").status_code == 503
    clock.later(MINUTE)
    assert typed(known, "Mette Holm").location == IN


def test_who_is_refused_for_the_flood_has_not_used_up_a_try(app: Flask, clock: Clock) -> None:
    member(app)
    flood(app, 60)
    for _ in range(15):
        assert typed(app.test_client(), "Mette Holm").status_code == 503
    clock.later(MINUTE)
    assert typed(app.test_client(), "Mette Holm").location == IN


def test_who_tries_a_name_again_and_again_keeps_strangers_waiting_and_no_known_browser(
    app: Flask, known: FlaskClient
) -> None:
    try_name(app)
    assert typed(app.test_client(), "Mette Holm").location == WAIT
    assert sign_in(known).location == "/en/staff/"


def test_a_known_browser_has_ten_tries_of_its_own(app: Flask, known: FlaskClient) -> None:
    for _ in range(10):
        assert typed(known, "Mette Holm", "not the password").location == WRONG
    assert typed(known, "Mette Holm").location == WAIT
    assert typed(app.test_client(), "Mette Holm").location == IN


def test_codes_that_others_try_are_not_counted_against_a_known_browser(app: Flask, known: FlaskClient) -> None:
    thief = app.test_client()
    typed(thief, "Mette Holm")
    for _ in range(11):
        reply = type_code(thief, "000000")
    assert reply.location == "/en/staff/second-step?problem=wait"
    assert sign_in(known).location == "/en/staff/"


def test_a_mark_is_of_one_account_alone(app: Flask, known: FlaskClient) -> None:
    member(app, name="Dorte")
    try_name(app, "Dorte")
    assert typed(known, "Dorte").location == WAIT


def test_a_browser_knows_all_who_have_signed_in_there(app: Flask, known: FlaskClient) -> None:
    member(app, name="Dorte")
    sign_in(known, "Dorte")
    known.post("/en/staff/sign-out")
    flood(app)
    for name in ("Mette Holm", "Dorte"):
        assert typed(known, name).location == IN
        known.post("/en/staff/sign-out")


def test_a_mark_lets_nobody_in(known: FlaskClient) -> None:
    assert shown(known) == 303
    assert typed(known, "Mette Holm", "not the password").location == WRONG
    assert typed(known, "Mette Holm").location == IN
    assert shown(known) == 303


def test_a_mark_is_good_for_ninety_days_from_the_last_sign_in(app: Flask, known: FlaskClient, clock: Clock) -> None:
    clock.later(89 * DAY)
    flood(app)
    sign_in(known)
    known.post("/en/staff/sign-out")
    clock.later(89 * DAY)
    flood(app)
    assert typed(known, "Mette Holm").location == IN
    known.post("/en/staff/sign-out")
    clock.later(2 * DAY)
    flood(app)
    assert typed(known, "Mette Holm").status_code == 503


@pytest.mark.parametrize("mark", ["", "nonsense", "x" * 200, "æ"])
def test_a_mark_that_is_not_ours_is_none(app: Flask, mark: str) -> None:
    member(app)
    flood(app)
    stranger = app.test_client()
    stranger.set_cookie(MARK, mark)
    assert typed(stranger, "Mette Holm").status_code == 503


@pytest.mark.parametrize("change", CHANGES)
def test_a_mark_ends_with_the_account_with_its_password_and_with_its_sessions(
    app: Flask, known: FlaskClient, change: str
) -> None:
    account = site_of(app).accounts.all()[0]
    member(app, name="Dorte")
    CHANGES[change](site_of(app).accounts, account)
    site_of(app).accounts.set_active(account, BY, active=True)
    flood(app)
    assert typed(known, "Mette Holm").status_code == 503


def test_the_browser_in_which_the_password_is_changed_stays_known(app: Flask, known: FlaskClient) -> None:
    sign_in(known)
    form = {"password": PASSWORD, "new": "fire blå cykler synger", "again": "fire blå cykler synger"}
    known.post("/en/staff/account/password", data=form)
    known.post("/en/staff/sign-out")
    flood(app)
    assert typed(known, "Mette Holm", "fire blå cykler synger").location == IN


def test_the_mark_is_a_cookie_for_this_site_alone_that_no_script_reads(app: Flask, client: FlaskClient) -> None:
    member(app)
    found = [flags for flags in sign_in(client).headers.getlist("Set-Cookie") if flags.startswith(f"{MARK}=")]
    assert len(found) == 1
    flags = {flag for flag in found[0].split("; ")[1:] if not flag.startswith("Expires=")}
    assert flags == {"HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={90 * DAY}"}
    assert "Mette" not in found[0]


def test_over_https_the_mark_is_bound_to_the_host(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"secure": True}))
    member(app)
    client = app.test_client()
    for page, form in (("sign-in", {"name": "Mette Holm", "password": PASSWORD}), ("second-step", {"code": code()})):
        reply = client.post(f"/en/staff/{page}", data=form, base_url="https://tryg.example")
    found = [flags for flags in reply.headers.getlist("Set-Cookie") if flags.startswith("__Host-staff-browser=")]
    assert len(found) == 1
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(found[0].split("; "))
    app.extensions["services"].close()


@pytest.mark.parametrize("change", ["reset", "password given", "ended everywhere"])
def test_help_lifts_a_wait(app: Flask, change: str) -> None:
    account = member(app).account
    try_name(app)
    assert typed(app.test_client(), "Mette Holm").location == WAIT
    CHANGES[change](site_of(app).accounts, account)
    assert typed(app.test_client(), "Mette Holm").location in (IN, "/en/staff/set-up")


def test_a_flood_is_one_line_in_the_log_and_a_note_for_the_staff(
    app: Flask, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    staff = signed_in(app, "organiser")
    with caplog.at_level(logging.WARNING):
        flood(app, 100)
        assert not site_of(app).faults.going_on("sign-ins")
        flood(app, 20)
    assert [record.getMessage() for record in caplog.records] == [
        "many sign-ins fail: browsers that have signed in before are let through"
    ]
    assert "Many wrong passwords" in text(staff.get("/en/staff/"))
    clock.later(16 * MINUTE)
    site_of(app).faults.look()
    assert not site_of(app).faults.going_on("sign-ins")


def test_a_flood_fills_no_list(app: Flask, clock: Clock) -> None:
    member(app)
    for _ in range(4):
        flood(app, 80)
        typed(app.test_client(), "Mette Holm", "not the password")
        clock.later(MINUTE)
        typed(app.test_client(), "Mette Holm", "not the password")
    noted = [line for line in site_of(app).accounts.audit.newest(99) if line.what == "sign-in-failed"]
    assert {(line.who, line.about) for line in noted} == {("", ""), ("", "Mette Holm")}
    assert sum(line.times for line in noted if not line.about) >= 200


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The threads on which passwords are hashed."""
    threads: list[str] = []
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, stored: str, given: str) -> bool:
        threads.append(threading.current_thread().name)
        return verify(self, stored, given)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    return threads


def test_passwords_are_hashed_on_two_threads_of_their_own(app: Flask, hashes: list[str]) -> None:
    member(app)
    for _ in range(10):
        typed(app.test_client(), "Mette Holm")
    assert set(hashes) <= {"hash_0", "hash_1"}
    assert hashes
