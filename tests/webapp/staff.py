"""Browsers in which somebody of the staff is signed in."""

from __future__ import annotations

import time
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from webapp.site import Site, today
from webapp.storage.account import By
from webapp.storage.signins import Token


def signed_in(app: Flask, role: str, name: str = "") -> FlaskClient:
    """Return the browser of somebody new with this role, signed in."""
    site: Site = app.extensions["site"]
    account = site.accounts.add(name or f"{role} {uuid4().hex[:8]}", role, "no password", None, By("test", today()))
    token, client = Token.new(), app.test_client()
    site.accounts.sign_ins.begin(token, account.id, "in", today())
    now = int(time.time())
    with client.session_transaction() as session:
        session.update(token=token.text, since=now, seen=now)
    return client
