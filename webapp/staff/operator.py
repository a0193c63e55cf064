"""What the operator does with accounts on the command line: add the first administrator, help people to sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from webapp.config.settings import Settings
from webapp.staff.accounts import LONGEST, SHORTEST
from webapp.staff.roles import RIGHTS
from webapp.staff.sign_in import passwords
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import prepare
from webapp.storage.staff.account import By, NameTakenError, tidy
from webapp.storage.staff.accounts import Accounts
from webapp.web.services import today

WHO = "webapp staff"  # in the list of who did what
TROUBLES = {
    "short": f"the password is too short; choose one of {passwords.SHORTEST} characters or more",
    "long": f"the password is too long; choose one of {passwords.LONGEST} characters or fewer",
    "name": "the password has the name in it; choose one that does not",
    "common": "the password is too easy to guess; take words that do not belong together, or add one more",
}


class RefusedError(Exception):
    """The command cannot be done. The message says why in one line, and what to write instead."""


def add(settings: Settings, name: str, role: str, ask: Callable[[], str]) -> None:
    """Add an account; `ask` returns its password. Raises RefusedError, and what opening the storage raises."""
    name = tidy(name)
    if not SHORTEST <= len(name) <= LONGEST or not name.isprintable():
        message = f"the name {name!r} cannot be used; write one of {SHORTEST} to {LONGEST} letters"
        raise RefusedError(message)
    if role not in RIGHTS:
        message = f"there is no role {role!r}; write --role with one of {', '.join(RIGHTS)}"
        raise RefusedError(message)
    with _accounts(settings) as accounts:
        if accounts.named(name):
            raise RefusedError(_taken(name))
        try:
            accounts.add(name, role, _hashed(ask(), name), None, By(WHO, today(settings.zone)))
        except NameTakenError:
            raise RefusedError(_taken(name)) from None


def reset(settings: Settings, name: str, ask: Callable[[], str]) -> None:
    """Give an account another password, open it, and let its second step be set up anew; raises as `add` does."""
    with _accounts(settings) as accounts:
        known = accounts.named(name)
        if known is None:
            names = ", ".join(account.name for account in accounts.all()) or "none"
            message = f"there is no account {name!r}; there are: {names}"
            raise RefusedError(message)
        accounts.reset(known.account, _hashed(ask(), known.account.name), By(WHO, today(settings.zone)))


@contextmanager
def _accounts(settings: Settings) -> Iterator[Accounts]:
    database = Database(settings.database_url)
    try:
        prepare(database)
        yield Accounts(database)
    finally:
        database.close()


def _hashed(password: str, name: str) -> str:
    if trouble := passwords.trouble(password, name):
        raise RefusedError(TROUBLES[trouble])
    return passwords.hashed(password)


def _taken(name: str) -> str:
    return f"there is an account {name!r} already; choose another name, or run: webapp staff reset {name!r}"
