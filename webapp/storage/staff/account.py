"""Account: a member of the staff, what they sign in with, and who changes it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal["administrator", "organiser", "analyst", "author"]
"""What somebody may do; `webapp.staff.roles` says which rights each has."""


class NameTakenError(Exception):
    """Another member of the staff has this name already."""


class LastAdministratorError(Exception):
    """After this change nobody could manage the accounts any more."""


@dataclass(frozen=True)
class Account:
    """A member of the staff, with what pages may show of them.

    `starting` is the last day of a password that was given to begin with, None for a password that they chose; `second`
    is true once they have set up the second step.
    """

    id: str
    name: str
    role: str
    active: bool
    starting: date | None
    second: bool


@dataclass(frozen=True)
class Credentials:
    """What an account signs in with: the hash of its password, the encrypted second step, the recovery codes.

    `renewed` counts how often all its sessions were ended. What belongs to an earlier number counts no more: tries to
    sign in, and the marks of browsers that are known.
    """

    account: Account
    password: str
    totp: str | None
    recovery: str
    renewed: int


@dataclass(frozen=True)
class By:
    """Who changes something, and on which day, for the list of who did what."""

    who: str
    day: date


def tidy(name: str) -> str:
    """Return a name as it is stored: with single spaces, and each letter in one Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", name).split())
