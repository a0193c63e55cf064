"""Those who run the campaign, in tests: accounts with everything set up, and browsers in which they are signed in."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from pyotp import TOTP
from werkzeug.test import TestResponse

from tests.webapp.clock import TODAY
from webapp.staff.sign_in import passwords, recovery
from webapp.storage.staff.account import Account, By
from webapp.storage.staff.sign_ins import Token
from webapp.web.services import Services, today

PASSWORD = "gulerod paraply november"  # noqa: S105 - of these tests alone
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - as above
BY = By("test", TODAY)


def signed_in(app: Flask, role: str, name: str = "") -> FlaskClient:
    """Return the browser of somebody new with this role, signed in, who has just shown once more who they are."""
    site: Services = app.extensions["services"]
    account = site.accounts.add(name or f"{role} {uuid4().hex[:8]}", role, "no password", None, BY)
    token, client = Token.new(), app.test_client()
    site.accounts.sign_ins.begin(token, account.id, "in", today())
    now = int(time.time())
    with client.session_transaction("/en/staff/") as session:
        session.update(token=token.text, since=now, seen=now, proved=now)
    return client


@dataclass(frozen=True)
class Member:
    """Somebody who has set everything up."""

    account: Account
    codes: tuple[str, ...]


def member(app: Flask, role: str = "administrator", name: str = "Mette Holm") -> Member:
    """Store somebody whose password is PASSWORD, whose second step is SECRET, and who has recovery codes."""
    site = site_of(app)
    account, (codes, kept) = site.accounts.add(name, role, hash_of(PASSWORD), None, BY), recovery_codes(name)
    sealed = site.encryption.close(SECRET, account.id)
    site.accounts.set_second(account, sealed, 0, kept, BY)
    return Member(account, codes)


def newcomer(app: Flask, days: int = 0) -> Account:
    """Store somebody new, whose password to begin with is PASSWORD, and good for this number of days more."""
    return site_of(app).accounts.add("Mette Holm", "analyst", hash_of(PASSWORD), today() + timedelta(days), BY)


def half_in(app: Flask, store: Callable[[Flask], object] = member) -> FlaskClient:
    """Store Mette Holm, new or with everything set up; return a browser in which her password alone was typed."""
    store(app)
    client = app.test_client()
    type_password(client)
    return client


def type_password(client: FlaskClient, name: str = "Mette Holm", password: str = PASSWORD, **more: str) -> TestResponse:
    """Send the form with name and password."""
    return client.post("/en/staff/sign-in", data={"name": name, "password": password, **more})


def type_code(client: FlaskClient, code: str, **more: str) -> TestResponse:
    """Send the form of the second step."""
    return client.post("/en/staff/second-step", data={"code": code, **more})


def sign_in(client: FlaskClient, name: str = "Mette Holm", password: str = PASSWORD, **more: str) -> TestResponse:
    """Sign in with both steps."""
    assert type_password(client, name, password, **more).location == "/en/staff/second-step"
    return type_code(client, code())


def code(secret: str = SECRET, ahead: int = 0) -> str:
    """Return what an app shows now, or so many half minutes ahead."""
    return TOTP(secret).at(int(time.time()) + 30 * ahead)


@cache
def hash_of(password: str) -> str:
    """Return the hash of a password; made once, since that takes its time."""
    return passwords.hashed(password)


@cache
def recovery_codes(name: str) -> tuple[tuple[str, ...], str]:  # noqa: ARG001 - each name has codes of its own
    """Return somebody's recovery codes and what is stored of them; made once, as above."""
    codes = recovery.new()
    return codes, recovery.kept(codes)


def site_of(app: Flask) -> Services:
    """Return the site of an application."""
    found: Services = app.extensions["services"]
    return found


def shown(client: FlaskClient, address: str = "/en/staff/") -> int:
    """Return the status that a page of the staff has for a browser."""
    return client.get(address).status_code
