"""Session: who of the staff is signed in in this browser, and the guard before every page of theirs.

Flask's signed cookie holds a token and when it was last seen; the storage holds the token's hash, so that signing out
ends it for whoever may have copied the cookie. Participants never get one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from urllib.parse import quote

from flask import Flask, Response, abort, g, request, session

from webapp.keys import derived
from webapp.page import go, here, page, path
from webapp.settings import Settings
from webapp.site import site, today
from webapp.staff.roles import allowed
from webapp.storage.staff import Account, Stage, Token

IDLE = 30 * 60  # seconds without a request, then one signs in anew
LONGEST = 12 * 60 * 60  # seconds, however busy one is
PURPOSE = "staff session"


def bind(app: Flask, settings: Settings) -> None:
    """Give an application the cookie in which the staff's session is kept."""
    app.config.update(
        SECRET_KEY=derived(settings.secret_key, PURPOSE),
        SECRET_KEY_FALLBACKS=[derived(each, PURPOSE) for each in settings.secret_key_fallbacks],
        SESSION_COOKIE_NAME="__Host-staff" if settings.secure else "staff",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def begin(account: Account, stage: Stage) -> None:
    """Begin a session in this browser, and end the one that was here: nobody goes on with a token known before."""
    end()
    token = Token.new()
    site().accounts.begin(token, account.id, stage, today())
    now = int(time.time())
    session.update(token=token.text, since=now, seen=now)
    g.signing_in = (account, stage)


def end() -> None:
    """End the session of this browser, here and in the storage."""
    if token := session.get("token"):
        site().accounts.end(Token(token))
    session.clear()
    g.signing_in = None


def signing_in() -> tuple[Account, Stage] | None:
    """Return who has a session in this browser, and how far they are with signing in; None if nobody."""
    if "signing_in" not in g:
        g.signing_in = _found()
    found: tuple[Account, Stage] | None = g.signing_in
    return found


def signed_in() -> Account | None:
    """Return who is signed in, or None."""
    found = signing_in()
    return found[0] if found and found[1] == "in" else None


def who() -> Account:
    """Return who is signed in; only behind the guard, where somebody is."""
    return signed_in() or abort(403)


def guard(rights: Mapping[str, str]) -> Callable[[], Response | None]:
    """Return what runs before each page: `rights` names, by endpoint, what the page asks for."""

    def check() -> Response | None:
        right = rights[request.endpoint or ""]
        if right == "anyone":
            return None
        account = signed_in()
        if account is None:
            back = f"?from={quote(here())}" if request.method == "GET" else ""
            return go(path("staff", "sign-in") + back)
        if not allowed(account.role, right):
            return page("staff/refused.html", 403)
        return None

    return check


def spoken() -> dict[str, object]:
    """Return what every template of the staff knows: who is signed in, and what they may do."""
    account = signed_in()
    return {"who": account, "may": lambda right: account is not None and allowed(account.role, right)}


def _found() -> tuple[Account, Stage] | None:
    token, since, seen = session.get("token"), session.get("since", 0), session.get("seen", 0)
    now = int(time.time())
    if not token:
        return None
    if now - seen > IDLE or now - since > LONGEST:
        end()
        return None
    found = site().accounts.signed_in(Token(token))
    if found is None:
        session.clear()
    elif now != seen:
        session["seen"] = now
    return found
