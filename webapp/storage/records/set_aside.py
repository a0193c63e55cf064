"""Set aside: workshops with more attempts than people, until somebody counts them or leaves them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import col, select

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.store import Records
from webapp.storage.tables.kept import Attendance, WorkshopRow

Also = Callable[[Transaction], None]


@dataclass(frozen=True)
class Aside:
    """A workshop that was set aside. `finishes` is that of the quiz which most people finished.

    Where there were only ratings, it is theirs; None under 5. `planner` is the id of the account that planned it; None
    if that is not known here.
    """

    workshop: str
    place: str
    week: str
    head_count: int | None
    finishes: int | None
    planner: str | None


class SetAside:
    """Finds the workshops that were set aside, and stores decisions about them.

    Every method raises StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, records: Records) -> None:
        self._database = database
        self._records = records

    def all(self) -> list[Aside]:
        """Return them."""
        return self._database.read(self._read)

    def _read(self, transaction: Transaction) -> list[Aside]:
        query = select(WorkshopRow, Attendance).where(
            col(Attendance.workshop) == col(WorkshopRow.id), col(Attendance.aside).is_(True)
        )
        known = self._records.outlines(transaction)
        ratings = {quiz for (quiz, _), outline in known.items() if outline.kind == "ratings"}  # before and after
        found: dict[str, Aside] = {}
        for held, attended in sorted(transaction.session.exec(query), key=lambda row: row[1].finishes or 0):
            if attended.quiz not in ratings or held.id not in found:  # the largest stays
                found[held.id] = Aside(
                    held.id, held.place, held.week or "", held.head_count, attended.finishes, held.planner
                )
        return list(found.values())

    def take(self, workshop: str, by: str, also: Also) -> bool:
        """Count a workshop like all others; return False if it was not set aside, or if the account `by` planned it.

        `also` is done in the same transaction, if it was.
        """
        return self._decide(self._records.take, workshop, also, unless=by)

    def leave(self, workshop: str, also: Also) -> bool:
        """Delete what a workshop left; return False if it was not set aside. `also` as in `take`."""
        return self._decide(self._records.leave, workshop, also)

    def _decide(
        self, decision: Callable[[Transaction, str], bool], workshop: str, also: Also, *, unless: str | None = None
    ) -> bool:
        """Decide about a workshop, unless this account planned it; then forget who did."""

        def work(transaction: Transaction) -> bool:
            self._database.take_turns(transaction)
            held = transaction.session.get(WorkshopRow, workshop)
            if held is None or (unless is not None and held.planner == unless) or not decision(transaction, workshop):
                return False
            held.planner = None
            also(transaction)
            return True

        return self._database.write(work)
