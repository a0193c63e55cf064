"""Problems: what an app is told when something goes wrong (RFC 9457), in the words of the site's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from webapp.api.models import Fault, Problem
from webapp.api.words import Words

Kind = Literal[
    "unreadable",
    "impossible",
    "token",
    "key",
    "nowhere",
    "method",
    "ahead",
    "gone",
    "too-large",
    "no-json",
    "missing",
    "too-many",
    "broken",
    "left-out",
    "unavailable",
]
STATUS: Mapping[Kind, int] = {
    "unreadable": 400,
    "impossible": 400,
    "token": 401,
    "key": 403,
    "nowhere": 404,
    "method": 405,
    "ahead": 409,
    "gone": 410,
    "too-large": 413,
    "no-json": 415,
    "missing": 422,
    "too-many": 429,
    "broken": 500,
    "left-out": 503,
    "unavailable": 503,
}
"""The status of each kind of problem."""
TYPE = "urn:tryg:problem:"


class ProblemError(Exception):
    """A request that cannot be answered: the kind of problem says why, `faults` tell what is wrong with a body."""

    def __init__(self, kind: Kind, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(kind)
        self.kind: Kind = kind
        self.faults = faults


def problem(error: ProblemError, words: Words) -> Problem:
    """Return what the app is told."""
    title, detail = words.of_problem(error.kind, STATUS[error.kind])
    return Problem(type=TYPE + error.kind, title=title, status=STATUS[error.kind], detail=detail, faults=error.faults)
