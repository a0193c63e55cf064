"""Audit: the list of who of the staff did what to accounts, workshops and records. It has days, and no times."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlmodel import col, select

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables import AuditEntry

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
"""What can be noted; `templates/staff/log.html` has the words for each."""


class Audit:
    """Notes who did what, and returns it; raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, transaction: Transaction, *, who: str, what: Doing, about: str, day: date) -> None:
        """Note what is done in the same transaction, so that both are stored or neither.

        `who` is the name of a member of the staff, `about` the name or id of what it was done to.
        """
        transaction.session.add(AuditEntry(day=day, who=who, what=what, about=about))

    def newest(self, most: int, after: int = 0) -> list[AuditEntry]:
        """Return the newest entries, the newest first, without the first `after`."""
        wanted = select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(most).offset(after)
        return list(self._database.read(lambda transaction: transaction.session.exec(wanted).all()))
