"""The list of who of the staff did what, to accounts, workshops and records. By day: no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import bindparam, insert, select
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables import AuditEntry as Row

Doing = Literal[
    "account-added",
    "account-reset",
    "activated",
    "deactivated",
    "leader-link-renewed",
    "leader-link-revoked",
    "password-changed",
    "password-given",
    "recovery-code-used",
    "recovery-codes-made",
    "role-changed",
    "second-step-removed",
    "second-step-set-up",
    "workshop-deleted",
    "workshop-left",
    "workshop-planned",
    "workshop-taken",
]
"""What can be done; `templates/staff/log.html` has the words for each."""


@dataclass(frozen=True)
class Noted:
    """One line of the list."""

    day: date
    who: str
    what: str
    about: str


class Audit:
    """Notes and shows; raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        names = ("day", "who", "what", "about")
        self._note = database.sql(insert(Row).values({name: bindparam(name) for name in names}))
        newest = select(col(Row.day), col(Row.who), col(Row.what), col(Row.about)).order_by(col(Row.id).desc())
        self._newest = database.sql(newest.limit(bindparam("most")).offset(bindparam("after")))

    def noted(self, transaction: Transaction, *, who: str, what: Doing, about: str, day: date) -> None:
        """Note, inside the write that does it: both are stored, or neither.

        `who` is the name of somebody of the staff, `about` the name or id of what it was done to.
        """
        transaction.execute(self._note, {"day": day.isoformat(), "who": who, "what": what, "about": about})

    def newest(self, most: int, after: int = 0) -> list[Noted]:
        """Return the newest lines, the newest first, without the first `after`."""

        def work(transaction: Transaction) -> list[Noted]:
            rows = transaction.execute(self._newest, {"most": most, "after": after}).fetchall()
            return [Noted(date.fromisoformat(day), who, what, about) for day, who, what, about in rows]

        return self._database.read(work)
