"""Account: somebody of the staff, what they sign in with, and who changes it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date


class NameTakenError(Exception):
    """Somebody of the staff has this name already."""


class LastAdministratorError(Exception):
    """Nobody would be left who may look after the accounts."""


@dataclass(frozen=True)
class Account:
    """Somebody of the staff, as pages may know them.

    `starting` is the last day on which their password serves to choose one of their own, None for their own; `second`
    says whether they have set up the second step.
    """

    id: str
    name: str
    role: str
    active: bool
    starting: date | None
    second: bool


@dataclass(frozen=True)
class Credentials:
    """What one signs in with: the hash of the password, the sealed secret of the second step, the recovery codes."""

    account: Account
    password: str
    totp: str | None
    recovery: str


@dataclass(frozen=True)
class By:
    """Who does something, and on which day: noted beside what is done."""

    who: str
    day: date


def tidy(name: str) -> str:
    """Return a name as it is kept: single spaces, and one way of writing each letter."""
    return " ".join(unicodedata.normalize("NFKC", name).split())
