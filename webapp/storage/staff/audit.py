"""Audit: the list of who of the staff did what to accounts, workshops, records and drafts, by day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import func
from sqlmodel import col, select, update

from webapp.storage.database.engine import Database, Prepared, Transaction
from webapp.storage.tables.kept import AuditEntry

Doing = Literal[
    "account-added",
    "account-reset",
    "activated",
    "campaign-made-up",
    "content-proposed",
    "content-published",
    "content-withdrawn",
    "deactivated",
    "draft-begun",
    "draft-deleted",
    "review-asked",
    "review-withdrawn",
    "exported",
    "laptop-added",
    "laptop-file-taken",
    "leader-link-renewed",
    "leader-link-revoked",
    "password-changed",
    "password-given",
    "recovery-code-used",
    "recovery-codes-made",
    "role-changed",
    "second-step-removed",
    "second-step-set-up",
    "sessions-ended",
    "sign-in-failed",
    "signed-in",
    "workshop-changed",
    "workshop-deleted",
    "workshop-left",
    "workshop-planned",
    "workshop-taken",
]
"""What can be noted; `templates/staff/log.html` has the words for each."""
COUNTED: frozenset[Doing] = frozenset({"exported", "sign-in-failed", "signed-in"})
"""What happens so often that the same on one day is one entry, with its number: nobody can fill the list with it."""


class Audit:
    """Notes who did what, and returns it; raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, transaction: Transaction, *, who: str, what: Doing, about: str, day: date) -> None:
        """Note what is done in the same transaction, so that both are stored or neither.

        `who` is the name of a member of the staff, or empty where nobody knows who it was; `about` is the name or id of
        what it was done to.
        """
        if what in COUNTED and _counted_again(transaction, AuditEntry(day=day, who=who, what=what, about=about)):
            return
        transaction.session.add(AuditEntry(day=day, who=who, what=what, about=about))

    def note_alone(self, *, who: str, what: Doing, about: str, day: date) -> None:
        """Note what changes nothing else that is stored."""
        self._database.write(lambda transaction: self.note(transaction, who=who, what=what, about=about, day=day))

    def made_up(self) -> bool:
        """Return True if a made-up campaign was ever put into this database."""
        return bool(self._database.rows(self._database.once(_made_up)))

    def newest(self, most: int, after: int = 0) -> list[AuditEntry]:
        """Return the newest entries, the newest first, without the first `after`."""
        wanted = select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(most).offset(after)
        return list(self._database.read(lambda transaction: transaction.session.exec(wanted).all()))


def _made_up(database: Database) -> Prepared:
    return database.prepare(select(AuditEntry.id).where(AuditEntry.what == "campaign-made-up").limit(1))


def _counted_again(transaction: Transaction, entry: AuditEntry) -> bool:
    """Count what was noted on this day already; False if it was not. Of two equal entries the newer is counted."""
    alike = (col(getattr(AuditEntry, name)) == getattr(entry, name) for name in ("day", "who", "what", "about"))
    newest = select(func.max(AuditEntry.id)).where(*alike).scalar_subquery()
    again = update(AuditEntry).where(col(AuditEntry.id) == newest).values(times=col(AuditEntry.times) + 1)
    return bool(transaction.session.exec(again).rowcount)
