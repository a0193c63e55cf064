"""Session: who of the staff is signed in in this browser. The only code that reads and fills the staff's cookie.

Flask's signed cookie holds a token and when it was last seen; the storage holds the token's hash, so that signing out
ends it also for a person who has copied the cookie. Participants never get one.
"""

from __future__ import annotations

from dataclasses import fields

from flask import session as cookie

from webapp.staff.sign_in import known_browsers
from webapp.staff.staff_visit import StaffSession, StaffVisit
from webapp.storage.staff.account import Account
from webapp.storage.staff.sign_ins import Session, Stage, Token
from webapp.web.visit import Visit

IDLE = 30 * 60  # seconds without a request, then the person signs in anew
LONGEST = 12 * 60 * 60  # seconds, also for a person who is busy all the time
PROVED_FOR = 5 * 60  # seconds in which nobody has to show once more who they are


def staff_visit(visit: Visit) -> StaffVisit:
    """Return a visit with the session of its browser; a session that cannot go on is cleared."""
    had_one = "token" in cookie
    session = _found(visit)
    known = {field.name: getattr(visit, field.name) for field in fields(Visit)}
    return StaffVisit(**known, session=session, ended=had_one and session is None)


def begin(visit: StaffVisit, account: Account, stage: Stage) -> StaffSession:
    """Begin a session in this browser, and end the one that was here: nobody goes on with a token known before.

    A browser in which somebody is signed in now is known from then on.
    """
    back, accounts = cookie.get("back"), visit.services.accounts
    end(visit)
    token, now = Token.new(), _seconds(visit)
    accounts.sign_ins.begin(token, account.id, stage, visit.today, visit.now)
    cookie.update(token=token.text, since=now, seen=now, day=visit.today.isoformat(), back=back)
    if stage == "in":
        known_browsers.remember(visit, account)
        if not visit.signed_in:
            accounts.audit.note_alone(who=account.name, what="signed-in", about=account.name, day=visit.today)
    return StaffSession(account, stage, token.text, now, moving=False)


def end(visit: Visit) -> None:
    """End the session of this browser, here and in the storage."""
    if token := cookie.get("token"):
        visit.services.accounts.sign_ins.end(Token(token))
    cookie.clear()


def goes_on(visit: Visit, session: Session) -> bool:
    """Return whether a session that is stored could still be used: none lasts longer than half a day."""
    return session.begun is None or (visit.now - session.begun).total_seconds() <= LONGEST


def come_from(address: str) -> None:
    """Keep where on this site somebody wanted to go before they had to sign in."""
    cookie["back"] = address


def went_on(visit: Visit) -> str:
    """Return where they wanted to go, once; else the staff's front page."""
    return cookie.pop("back", None) or visit.path("staff", "")


def move_second_step() -> None:
    """Remember that the second step is about to move to another phone."""
    cookie["moving"] = True


def prove(visit: Visit) -> None:
    """Remember that the person has just shown once more who they are."""
    cookie["proved"] = _seconds(visit)


def proved(visit: Visit) -> bool:
    """Return whether that is only a few minutes ago."""
    return _seconds(visit) - int(cookie.get("proved", 0)) <= PROVED_FOR


def keep(visit: Visit, name: str, text: str) -> None:
    """Keep a text that is shown until it is let go, encrypted: a person who reads the cookie cannot read the text."""
    cookie["kept"] = {**cookie.get("kept", {}), name: visit.services.encryption.close(text, cookie["token"])}


def kept(visit: Visit, name: str) -> str | None:
    """Return a text that was kept in this session, or None."""
    sealed = cookie.get("kept", {}).get(name)
    return visit.services.encryption.open(sealed, cookie["token"]) if sealed else None


def let_go(visit: Visit, name: str) -> None:
    """Forget a text that was kept. The session goes on with another token: no older copy of the cookie has it back."""
    others = {other: kept(visit, other) for other in cookie.get("kept", {}) if other != name}
    token = Token.new()
    visit.services.accounts.sign_ins.replace(Token(cookie["token"]), token)
    cookie.update(token=token.text, kept={})
    for other, text in others.items():
        keep(visit, other, text or "")


def _found(visit: Visit) -> StaffSession | None:
    if "token" not in cookie:
        return None
    now, token = _seconds(visit), cookie["token"]
    if now - cookie["seen"] > IDLE or now - cookie["since"] > LONGEST:
        end(visit)
        return None
    found = visit.services.accounts.signed_in(Token(token))
    if found is None:
        cookie.clear()
        return None
    if cookie.get("day") != visit.today.isoformat():
        visit.services.accounts.sign_ins.used(Token(token), visit.today)
    cookie.update(seen=now, day=visit.today.isoformat())
    return StaffSession(*found, token, cookie["since"], moving=bool(cookie.get("moving")))


def _seconds(visit: Visit) -> int:
    return int(visit.now.timestamp())
