"""Asides: workshops with more attempts than people, until somebody takes them into the figures or leaves them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.store import Records
from webapp.storage.tables import Attendance, WorkshopRow

Also = Callable[[Transaction], None]


@dataclass(frozen=True)
class Aside:
    """A workshop that stands aside; `finishes` is the most that were finished of one quiz (of ratings, if of none)."""

    workshop: str
    place: str
    week: str
    head_count: int | None
    finishes: int | None


class SetAside:
    """Finds workshops that stand aside, and decides. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database, records: Records) -> None:
        self._database = database
        self._records = records
        held = (WorkshopRow.id, WorkshopRow.place, WorkshopRow.week, WorkshopRow.head_count)
        self._all = database.sql(
            select(*map(col, (*held, Attendance.quiz, Attendance.finishes)))
            .join(Attendance, col(Attendance.workshop) == col(WorkshopRow.id))
            .where(col(Attendance.aside).is_(True))
        )

    def all(self) -> list[Aside]:
        """Return them, the newest first."""
        return self._database.read(self._read)

    def _read(self, transaction: Transaction) -> list[Aside]:
        rows = transaction.execute(self._all).fetchall()
        known = self._records.outlines(transaction)
        twice = {quiz for (quiz, _), outline in known.items() if outline.kind == "ratings"}  # before and after
        found: dict[str, Aside] = {}
        for workshop, place, week, head_count, quiz, finishes in sorted(rows, key=lambda row: row[-1] or 0):
            if quiz not in twice or workshop not in found:  # the largest stays
                found[workshop] = Aside(workshop, place, week, head_count, finishes)
        return sorted(found.values(), key=lambda one: (one.week, one.place), reverse=True)

    def take(self, workshop: str, also: Also) -> bool:
        """Count a workshop with all others; return whether it stood aside. `also` is done in the same write, if so."""
        return self._decide(self._records.take, workshop, also)

    def leave(self, workshop: str, also: Also) -> bool:
        """Delete what a workshop left; return whether it stood aside. `also` as in `take`."""
        return self._decide(self._records.leave, workshop, also)

    def _decide(self, decision: Callable[[Transaction, str], bool], workshop: str, also: Also) -> bool:
        def work(transaction: Transaction) -> bool:
            self._database.take_turns(transaction)
            decided = decision(transaction, workshop)
            if decided:
                also(transaction)
            return decided

        return self._database.write(work)
