"""The staff's accounts, and the browsers in which they are signed in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import col

from webapp.storage.audit import Audit
from webapp.storage.engine import Connection, Database
from webapp.storage.tables import SignIn, Staff

Stage = Literal["password", "code", "in"]  # how far somebody is: what was right so far; `in` is signed in


@dataclass(frozen=True)
class Account:
    """Somebody of the staff, as pages may know them."""

    id: str
    name: str
    role: str
    active: bool


@dataclass(frozen=True)
class Token:
    """What a browser keeps of a session; the storage keeps its hash."""

    text: str

    @classmethod
    def new(cls) -> Token:
        """Return one that nobody can guess: 128 random bits."""
        return cls(secrets.token_urlsafe(16))

    @property
    def hash(self) -> str:
        """What is stored; a plain hash does, since there is nothing to guess."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class _Sql:
    """Every statement, compiled once."""

    add: str
    begin: str
    end: str
    signed_in: str

    @classmethod
    def compiled(cls, database: Database) -> _Sql:
        account = [col(Staff.id), col(Staff.name), col(Staff.role), col(Staff.active)]
        this_one = col(SignIn.id) == bindparam("session")
        return cls(
            add=database.sql(insert(Staff)),
            begin=database.sql(insert(SignIn)),
            end=database.sql(delete(SignIn).where(this_one)),
            signed_in=database.sql(
                select(*account, col(SignIn.stage))
                .join(SignIn, col(SignIn.staff) == col(Staff.id))
                .where(this_one, col(Staff.active))
            ),
        )


class Accounts:
    """Stores the staff; every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = _Sql.compiled(database)
        self.audit = Audit(database)

    def add(self, name: str, role: str, password: str) -> Account:
        """Store an account; `password` is a hash."""
        account = Account(secrets.token_urlsafe(16), name, role, active=True)
        row = {
            "id": account.id,
            "name": name,
            "key": name.casefold(),
            "role": role,
            "password": password,
            "starting": None,
            "totp": None,
            "step": None,
            "recovery": "{}",
            "active": True,
        }
        self._database.write(lambda connection: connection.execute(self._sql.add, row).rowcount)
        return account

    def begin(self, token: Token, account: str, stage: Stage, today: date) -> None:
        """Store that somebody is signing in, or is signed in, in the browser that has this token."""
        row = {"id": token.hash, "staff": account, "stage": stage, "day": today.isoformat()}
        self._database.write(lambda connection: connection.execute(self._sql.begin, row).rowcount)

    def end(self, token: Token) -> None:
        """Forget that."""
        self._database.write(lambda connection: connection.execute(self._sql.end, {"session": token.hash}).rowcount)

    def signed_in(self, token: Token) -> tuple[Account, Stage] | None:
        """Return whose token it is, and how far they are; None if it is nobody's, or they are not active any more."""

        def work(connection: Connection) -> tuple[Account, Stage] | None:
            row = connection.execute(self._sql.signed_in, {"session": token.hash}).fetchone()
            return (_account(row), row[-1]) if row else None

        return self._database.read(work)


def _account(row: tuple[Any, ...]) -> Account:
    id, name, role, active, *_ = row  # noqa: A001 - the columns' names
    return Account(id, name, role, bool(active))
