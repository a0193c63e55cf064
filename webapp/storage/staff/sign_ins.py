"""The browsers in which somebody of the staff signs in or is signed in: so that signing out ends it everywhere."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables import SignIn, Staff

Stage = Literal["password", "code", "in"]
"""How far somebody is: the password was right; the second step too; signed in."""
FORGOTTEN = timedelta(days=2)  # no session lasts longer than half a day


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


class SignIns:
    """Stores who signs in where; every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        this_one = col(SignIn.id) == bindparam("session")
        self._begin = database.sql(insert(SignIn))
        self._end = database.sql(delete(SignIn).where(this_one))
        self._end_all = database.sql(delete(SignIn).where(col(SignIn.staff) == bindparam("account")))
        self._sweep = database.sql(delete(SignIn).where(col(SignIn.day) < bindparam("day")))
        self._found = database.sql(
            select(col(SignIn.staff), col(SignIn.stage))
            .join(Staff, col(Staff.id) == col(SignIn.staff))
            .where(this_one, col(Staff.active))
        )

    def begin(self, token: Token, account: str, stage: Stage, today: date) -> None:
        """Store how far somebody is in the browser that has this token; forget what was begun days ago."""
        row = {"id": token.hash, "staff": account, "stage": stage, "day": today.isoformat()}

        def work(transaction: Transaction) -> None:
            transaction.execute(self._sweep, {"day": (today - FORGOTTEN).isoformat()})
            transaction.execute(self._begin, row)

        self._database.write(work)

    def find(self, transaction: Transaction, token: Token) -> tuple[str, Stage] | None:
        """Return whose token it is, by the id of an account that is active, and how far they are; None if nobody's."""
        row = transaction.execute(self._found, {"session": token.hash}).fetchone()
        return (row[0], row[1]) if row else None

    def end(self, token: Token) -> None:
        """Sign one browser out."""
        self._database.write(lambda transaction: transaction.execute(self._end, {"session": token.hash}).rowcount)

    def end_all(self, transaction: Transaction, account: str) -> None:
        """Sign somebody out everywhere, inside a write."""
        transaction.execute(self._end_all, {"account": account})
