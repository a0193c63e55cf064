"""Typed addresses: the page that was meant where an address is in capitals, or a mail has put a dot behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from webapp.web.typed import is_code, letters, looks_like_digits, name, six_digits
from webapp.web.visit import Visit

Arguments = Mapping[str, Any]

CONTROL = re.compile(r"[\x00-\x1f\x7f]")

EXISTS: Mapping[str, Callable[[Visit, Arguments], object]] = {
    "lang": lambda _visit, _arguments: True,
    "quiz_id": lambda visit, arguments: visit.offered.quiz(arguments["quiz_id"]),
    "n": lambda visit, arguments: arguments["n"] <= len(visit.services.library.quizzes[arguments["quiz_id"]].questions),
    "programme_id": lambda visit, arguments: arguments["programme_id"] in visit.services.library.programmes,
    "token": lambda visit, arguments: visit.services.workshops.by_leader(arguments["token"]),
    "code": lambda _visit, arguments: is_code(arguments["code"]),  # whether a workshop has it is not told here
}
"""By the name of an argument in an address: whether there is a page for it. Addresses with others are left alone."""


def meant(visit: Visit, addresses: MapAdapter, path: str) -> str | None:
    """Return the path of the page that was meant by one that leads nowhere; None if there is no such page either.

    Both are below the root of the site. StorageUnavailable if a leader link cannot be looked up.
    """
    if CONTROL.search(path):  # nobody types it
        return None
    for cleaned in _cleaned(visit, path):
        if cleaned != path and _exists(visit, addresses, cleaned):
            return cleaned
    return None


def _cleaned(visit: Visit, path: str) -> Iterator[str]:
    """Yield what may have been meant: an address, or a join code without the `d` before it."""
    parts = [part for each in unquote(path).split("/") if (part := name(each))]
    yield "/" + "/".join(parts)
    yield f"/{'/'.join(parts)}/"
    first = parts[:1] if parts and parts[0] in {language.id for language in visit.services.languages} else []
    match parts[len(first) :]:
        case ["lead", *token]:
            yield "/".join(("", *first, "lead", letters("".join(token))))
        case ["d" | "join", *code]:
            yield "/".join(("", *first, "d", six_digits(" ".join(code))))
        case code if looks_like_digits("".join(code)):
            yield "/".join(("", *first, "d", six_digits(" ".join(code))))


def _exists(visit: Visit, addresses: MapAdapter, path: str) -> bool:
    try:
        arguments = addresses.match(path, "GET")[1]
    except HTTPException:  # a redirect to another address is one, too
        return False
    return all(each in EXISTS for each in arguments) and all(EXISTS[each](visit, arguments) for each in arguments)
