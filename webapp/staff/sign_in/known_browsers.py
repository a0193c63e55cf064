"""Known browsers: where somebody has signed in, the browser keeps a mark, and no flood of strangers keeps it out.

The mark is a cookie of its own. It lets nobody in: its holder still needs the password and the second step.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import astuple, dataclass
from datetime import timedelta

from flask import Response, after_this_request, request

from webapp.storage.staff.account import Account, Credentials
from webapp.web.devices.cookie_place import CookiePlace, cookie_place
from webapp.web.visit import Visit

GOOD_FOR = timedelta(days=90)
MOST = 5  # accounts in one browser: a computer that a library's staff share
PURPOSE = "known browser"


@dataclass(frozen=True)
class Mark:
    """That an account has signed in in this browser: its id, its number `renewed` then, and the second since 1970."""

    account: str
    renewed: int
    made: int
    id: str


def has_marks(visit: Visit) -> bool:
    """Return whether anybody has signed in in this browser, as far as its cookie says."""
    return bool(_marks(visit))


def mark_of(visit: Visit, known: Credentials | None) -> str | None:
    """Return the id of the mark that this browser has of an account; None if it has none that is still good."""
    if known is None:
        return None
    good = (known.account.id, known.renewed)
    return next((mark.id for mark in _marks(visit) if (mark.account, mark.renewed) == good), None)


def remember(visit: Visit, account: Account) -> None:
    """Let this browser keep a mark of an account that has signed in."""
    known = visit.services.accounts.credentials(account.id)
    if known is None:
        return
    others = [mark for mark in _marks(visit) if mark.account != account.id]
    mark = Mark(account.id, known.renewed, int(visit.now.timestamp()), secrets.token_urlsafe(16))
    sealed = visit.services.encryption.close(json.dumps([astuple(one) for one in (mark, *others)][:MOST]), PURPOSE)

    @after_this_request
    def keep(response: Response) -> Response:
        place = _place(visit)
        response.set_cookie(place.name, sealed, max_age=GOOD_FOR, **place.attributes)
        return response


def _marks(visit: Visit) -> list[Mark]:
    """Return the marks in this browser that are not too old, the newest first."""
    opened = visit.services.encryption.open(request.cookies.get(_place(visit).name, ""), PURPOSE)
    marks = [Mark(*listed) for listed in json.loads(opened)] if opened else []
    return [mark for mark in marks if visit.now.timestamp() - mark.made <= GOOD_FOR.total_seconds()]


def _place(visit: Visit) -> CookiePlace:
    return cookie_place("staff-browser", visit.mount, secure=visit.services.settings.secure)
