"""Sign-ins: the browsers in which staff sign in or are signed in, so that signing out ends all of them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Literal, cast

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, select, update

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables.staff import SignIn

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


@dataclass(frozen=True)
class Session:
    """A browser in which an account is signing in or is signed in, as its owner may see it.

    It has `begun` then, and was last `used` on that day. `id` names it, and does not let anybody in.
    """

    id: str
    stage: Stage
    begun: datetime | None
    used: date


class SignIns:
    """Stores which accounts sign in where; every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, token: Token, account_id: str, stage: Stage, today: date, begun: datetime | None = None) -> None:
        """Store how far an account has signed in, in the browser with this token; forget what was begun days ago."""

        def work(transaction: Transaction) -> None:
            transaction.session.exec(delete(SignIn).where(col(SignIn.day) < today - FORGOTTEN))
            row = SignIn(id=token.hash, staff=account_id, stage=stage, day=today, begun=begun)
            transaction.session.add(row)

        self._database.write(work)

    def of(self, account_id: str) -> list[Session]:
        """Return the sessions of an account, the newest first."""
        mine = select(SignIn).where(SignIn.staff == account_id).order_by(col(SignIn.begun).desc(), SignIn.id)
        rows = self._database.read(lambda transaction: transaction.session.exec(mine).all())
        return [Session(row.id, cast("Stage", row.stage), row.begun, row.day) for row in rows]

    def used(self, token: Token, today: date) -> None:
        """Store that a session was used on another day than before."""
        self._update(token, day=today)

    def replace(self, token: Token, other: Token) -> None:
        """Let a session go on with another token: the one before lets nobody in any more."""
        self._update(token, id=other.hash)

    def end(self, token: Token) -> None:
        """Sign one browser out."""
        self._delete(col(SignIn.id) == token.hash)

    def end_one(self, account_id: str, session_id: str) -> None:
        """End a session of an account; of others none."""
        self._delete(col(SignIn.id) == session_id, col(SignIn.staff) == account_id)

    def end_all(self, transaction: Transaction, account_id: str) -> None:
        """Sign an account out everywhere, as a part of a transaction."""
        transaction.session.exec(delete(SignIn).where(col(SignIn.staff) == account_id))

    def _update(self, token: Token, **values: object) -> None:
        changed = update(SignIn).where(col(SignIn.id) == token.hash).values(**values)
        self._database.write(lambda transaction: transaction.session.exec(changed) and None)

    def _delete(self, *which: ColumnElement[bool]) -> None:
        gone = delete(SignIn).where(*which)
        self._database.write(lambda transaction: transaction.session.exec(gone) and None)
