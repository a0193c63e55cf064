"""Passwords: hashed with argon2id, and refused if they are short or easy to guess."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

from webapp.staff.sign_in.codes import written
from webapp.staff.sign_in.hashing import apart

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 128  # characters
GUESSES = 10**8  # by which zxcvbn has not found a password that is rare enough: from its third grade of four on
READ = 72  # characters that zxcvbn reads
OURS = ("tryg", "nettet", "trygpånettet", "trygpaanettet", "aarhus", "århus", "kodeord", "adgangskode", "bibliotek")
NAME = 3  # letters: a shorter name is part of too many words
START_GROUPS = 4

Trouble = Literal["short", "long", "name", "common"]


def hashed(password: str) -> str:
    """Return the hash that is stored, with its salt and its cost in it."""
    return apart(lambda: _hasher().hash(_even(password)))


def fits(password: str, stored: str | None) -> bool:
    """Return whether a password has the stored hash. It takes equally long where no hash is stored."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as in _hasher

    nobody = _nobody()
    try:
        apart(lambda: _hasher().verify(stored or nobody, _even(password)))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def trouble(password: str, name: str) -> Trouble | None:
    """Return why somebody of this name cannot have a password, or None if they can."""
    even = _even(password)
    if len(even) < SHORTEST:
        return "short"
    if len(even) > LONGEST:
        return "long"
    if len(_plain(name)) >= NAME and _plain(name) in _plain(even):
        return "name"
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists take memory, and are needed when a password is chosen alone

    known = [*name.split(), *OURS]
    guesses = (zxcvbn(each[:READ], user_inputs=known)["guesses"] for each in (even, _plain(even)) if each)
    return "common" if min(guesses) < GUESSES else None


def to_begin_with() -> str:
    """Return a password that is given to somebody, for them to choose one of their own: 78 random bits."""
    return written(START_GROUPS)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 - only when somebody signs in: the site starts without it

    return PasswordHasher()  # argon2id, at the cost of RFC 9106 for machines with little memory


@cache
def _nobody() -> str:
    """Return the hash of a password that nobody knows."""
    return hashed(secrets.token_urlsafe())


def _even(password: str) -> str:
    """Return a password in one form, whichever keyboard has typed it."""
    return unicodedata.normalize("NFKC", password)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, _even(text).casefold()))
