"""Sign-ins: the browsers in which staff sign in or are signed in, so that signing out ends all of them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from sqlmodel import col, delete

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables import SignIn

Stage = Literal["password", "code", "in"]
"""How far an account has signed in: its password was right; its second step too; it is signed in."""
FORGOTTEN = timedelta(days=2)  # no session lasts longer than half a day


@dataclass(frozen=True)
class Token:
    """What a browser keeps of a session; the storage keeps its hash."""

    text: str

    @classmethod
    def new(cls) -> Token:
        """Return a token that nobody can guess: 128 random bits."""
        return cls(secrets.token_urlsafe(16))

    @property
    def hash(self) -> str:
        """What is stored of it. A plain hash is enough, because nobody can guess the token."""
        return sha256(self.text.encode()).hexdigest()


class SignIns:
    """Stores which accounts sign in where; every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, token: Token, account_id: str, stage: Stage, today: date) -> None:
        """Store how far an account has signed in, in the browser with this token; forget what was begun days ago."""

        def work(transaction: Transaction) -> None:
            transaction.session.exec(delete(SignIn).where(col(SignIn.day) < today - FORGOTTEN))
            transaction.session.add(SignIn(id=token.hash, staff=account_id, stage=stage, day=today))

        self._database.write(work)

    def end(self, token: Token) -> None:
        """Sign one browser out."""

        def work(transaction: Transaction) -> None:
            transaction.session.exec(delete(SignIn).where(col(SignIn.id) == token.hash))

        self._database.write(work)

    def end_all(self, transaction: Transaction, account_id: str) -> None:
        """Sign an account out everywhere, as a part of a transaction."""
        transaction.session.exec(delete(SignIn).where(col(SignIn.staff) == account_id))
