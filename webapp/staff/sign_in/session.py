"""Session: who of the staff is signed in in this browser, and the guard before every page of theirs.

Flask's signed cookie holds a token and when it was last seen; the storage holds the token's hash, so that signing out
ends it for whoever may have copied the cookie. Participants never get one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from urllib.parse import quote

from flask import Response, abort, g, request, session

from webapp.staff.roles import allowed
from webapp.staff.staff_services import staff_services
from webapp.storage.staff.account import Account
from webapp.storage.staff.sign_ins import Stage, Token
from webapp.web.render import current_address, path, redirect_to, render
from webapp.web.services import services, today

IDLE = 30 * 60  # seconds without a request, then one signs in anew
LONGEST = 12 * 60 * 60  # seconds, however busy one is


def begin(account: Account, stage: Stage) -> None:
    """Begin a session in this browser, and end the one that was here: nobody goes on with a token known before."""
    back = session.get("back")
    end()
    token = Token.new()
    services().accounts.sign_ins.begin(token, account.id, stage, today())
    now = int(time.time())
    session.update(token=token.text, since=now, seen=now, back=back)
    g.signing_in = (account, stage)


def end() -> None:
    """End the session of this browser, here and in the storage."""
    if token := session.get("token"):
        services().accounts.sign_ins.end(Token(token))
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
            return redirect_to(_to_sign_in())
        if not allowed(account.role, right):
            return render("staff/refused.html", 403)
        return None

    return check


def spoken() -> dict[str, object]:
    """Return what every template of the staff knows: who is signed in, and what they may do."""
    account = signed_in()
    return {"who": account, "may": lambda right: account is not None and allowed(account.role, right)}


def come_from(address: str) -> None:
    """Keep where on this site somebody wanted to go before they had to sign in."""
    session["back"] = address


def went_on() -> str:
    """Return where they wanted to go, once; else the staff's front page."""
    return session.pop("back", None) or path("staff", "")


def keep(name: str, text: str) -> None:
    """Keep a text that is shown until it is let go, sealed: the cookie does not tell it to whoever reads it."""
    session[name] = staff_services().encryption.close(text, session["token"])


def kept(name: str) -> str | None:
    """Return a text that was kept in this session, or None."""
    return staff_services().encryption.open(session[name], session["token"]) if name in session else None


def let_go(name: str) -> None:
    """Forget a text that was kept."""
    session.pop(name, None)


def _to_sign_in() -> str:
    query = [f"from={quote(current_address())}"] if request.method == "GET" else []
    if g.get("ended"):
        query.append("ended=1")
    return path("staff", "sign-in") + (f"?{'&'.join(query)}" if query else "")


def _found() -> tuple[Account, Stage] | None:
    """Look the session up; whatever it is that cannot go on is cleared."""
    if "token" not in session:
        return None
    now = int(time.time())
    if now - session["seen"] > IDLE or now - session["since"] > LONGEST:
        end()
        g.ended = True
        return None
    found = services().accounts.signed_in(Token(session["token"]))
    if found is None:
        session.clear()
        g.ended = True
    else:
        session["seen"] = now
    return found
