"""The cookie of a discreet quiz: the answers so far, sealed, for the pages of that quiz alone, gone with the browser.

Nothing of a discreet quiz is anywhere else: not in the device cookie, and not in the storage.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response

from quizlib import Attempt, Quiz
from webapp.web.devices.cookie_place import sent
from webapp.web.devices.device import Draft
from webapp.web.visit import Visit

READ_FOR = timedelta(hours=2)  # after the last answer: some browsers bring the cookies of their last session back


@dataclass(frozen=True)
class Kept:
    """What a browser keeps of a discreet quiz: the attempt, and a response that is not whole or not sent yet."""

    attempt: Attempt
    draft: Draft | None = None


def read(visit: Visit, quiz: Quiz, header: str | None) -> Kept | None:
    """Return what a `Cookie` header holds of a quiz; None if it is missing, broken, too old or of an old version."""
    for value in sent(header, _name(visit)):
        opened = visit.services.encryption.open(value, _owner(quiz))
        if opened is None:
            continue
        at, plain, draft = json.loads(opened)
        mine = next((one for one in visit.versions(quiz.id) if one.version == plain["version"]), None)
        if mine is None or visit.now.timestamp() - at > READ_FOR.total_seconds():
            continue
        return Kept(Attempt.from_plain(mine, plain), draft and Draft(*map(tuple, draft)))
    return None


def keep(visit: Visit, response: Response, quiz: Quiz, kept: Kept) -> Response:
    """Let the browser keep this until it is closed, in every language, and return the response."""
    draft = kept.draft and (kept.draft.place, kept.draft.response, kept.draft.sure)
    plain = json.dumps([int(visit.now.timestamp()), kept.attempt.to_plain(), draft], separators=(",", ":"))
    value = visit.services.encryption.close(plain, _owner(quiz))
    for path in _paths(visit, quiz):
        response.set_cookie(_name(visit), value, path=path, **_attributes(visit))
    return response


def forget(visit: Visit, response: Response) -> Response:
    """Let the browser forget every discreet quiz, and return the response."""
    for quiz in visit.services.library.quizzes.values():
        for path in _paths(visit, quiz) if quiz.discreet else ():
            response.delete_cookie(_name(visit), path=path, **_attributes(visit))
    return response


def _name(visit: Visit) -> str:
    """Return the name of the cookie, which tells nobody what it is about."""
    return "__Secure-page" if visit.services.settings.secure else "page"


def _attributes(visit: Visit) -> dict[str, Any]:
    """Return who may see the cookie: where pages of other sites may show ours, once for each of them."""
    framed = bool(visit.services.settings.frame_ancestors)
    strictness = "None" if framed else "Strict"
    secure = visit.services.settings.secure
    return {"secure": secure, "httponly": True, "samesite": strictness, "partitioned": framed}


def _owner(quiz: Quiz) -> str:
    return f"discreet quiz {quiz.id}"


def _paths(visit: Visit, quiz: Quiz) -> Iterator[str]:
    """Yield the addresses of a quiz in all languages: a browser sends the cookie to no others."""
    for language in visit.services.languages:
        yield f"{visit.root}/{language.id}/quiz/{quiz.id}"
