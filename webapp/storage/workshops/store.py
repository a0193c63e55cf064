"""Workshops: the store in which people join them by their code, and their leader runs them by a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from webapp.storage.batches import workshop_batch
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables.kept import WorkshopRow
from webapp.storage.workshops.leader_link import hashed
from webapp.storage.workshops.progress import Progress, attempts_by_progress, by_quiz
from webapp.storage.workshops.workshop import LASTS, Workshop, read_since

CHANGES = ("begun", "letting_in", "joined", "ending", "head_count_given", "head_count", "pin_tries")  # while it is held


class _Statements:
    """The SQL of workshops."""

    def __init__(self, database: Database) -> None:
        table = WorkshopRow.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
        self.names = tuple(table.columns.keys())
        every, this = table.select(), table.c.id == bindparam("workshop")
        by_code = every.where(table.c.code == bindparam("code"))
        self.by_id = database.prepare(every.where(this))
        self.by_code = database.prepare(by_code)
        self.open = database.prepare(every.where(table.c.closed.is_(False)))
        self.by_leader = database.prepare(every.where(table.c.leader == bindparam("leader")))
        old = (table.c.closed.is_(True), table.c.leader.is_not(None), table.c.week < bindparam("since"))
        self.old_links = database.prepare(select(table.c.id).where(*old))
        self.forget_links = database.prepare(update(table).where(*old).values(leader=None))
        self.to_join = database.prepare(by_code.with_for_update())  # two who join at once are both counted
        self.join = database.prepare(update(table).where(this).values(joined=bindparam("joined")))
        self.progress = database.prepare(attempts_by_progress())


class Workshops:
    """Finds workshops, and stores what happens in them; `lasts` is the longest that each may last. Times are aware.

    A change that is not possible at that moment changes nothing, and returns False or None. Every method raises
    StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, lasts: timedelta = LASTS) -> None:
        self.database = database
        self._lasts = lasts
        self._sql = database.once(_Statements)

    def by_id(self, workshop_id: str) -> Workshop | None:
        """Return a workshop, even if it is closed."""
        return self._found(self.database.rows(self._sql.by_id, workshop=workshop_id))

    def by_code(self, code: str) -> Workshop | None:
        """Return the workshop with this join code, even if nobody can join it now."""
        return self._found(self.database.rows(self._sql.by_code, code=code))

    def by_leader(self, token: str) -> Workshop | None:
        """Return the workshop of a leader link; its methods `led` and `read` tell what the link is good for."""
        return self._found(self.database.rows(self._sql.by_leader, leader=hashed(token)))

    def all(self) -> list[Workshop]:
        """Return all workshops, the latest first."""
        latest = (col(WorkshopRow.day).desc(), col(WorkshopRow.week).desc(), WorkshopRow.id)
        return self._several(select(WorkshopRow).order_by(*latest))

    def due(self, now: datetime) -> list[Workshop]:
        """Return the workshops that are to be closed."""
        return [workshop for workshop in self._each(self.database.rows(self._sql.open)) if workshop.due(now)]

    def join(self, code: str, now: datetime) -> Workshop | None:
        """Count one more browser that joins, and return the workshop; None if its code is wrong, or lets nobody in."""

        def work(transaction: Transaction) -> Workshop | None:
            found = self._found(self._sql.to_join.rows(transaction, code=code))
            joined = found and found.join(now)
            if joined:
                self._sql.join.run(transaction, workshop=joined.id, joined=joined.joined)
            return joined

        return self.database.write(work)

    def hand_over(self, workshop_id: str, now: datetime) -> bool:
        """Count one more person, who goes on at a screen that has joined; see `Workshop.hand_over`."""
        return self.change(workshop_id, lambda found: found.hand_over(now))

    def let_in(self, workshop_id: str, now: datetime) -> bool:
        """Let people in; see `Workshop.let_in`, and so on for the other changes."""
        return self.change(workshop_id, lambda found: found.let_in(now))

    def stop(self, workshop_id: str) -> bool:
        """Let nobody else in."""
        return self.change(workshop_id, lambda found: found.stop())

    def end(self, workshop_id: str, now: datetime) -> bool:
        """End it in two minutes."""
        return self.change(workshop_id, lambda found: found.end(now))

    def resume(self, workshop_id: str, now: datetime) -> bool:
        """Take the end back."""
        return self.change(workshop_id, lambda found: found.resume(now))

    def give_head_count(self, workshop_id: str, head_count: int | None, now: datetime) -> bool:
        """Note how many people came; None if the leader refuses to say."""
        return self.change(workshop_id, lambda found: found.give_head_count(head_count, now))

    def forget_links(self, today: date) -> int:
        """Delete the hashes of leader links with which nobody can read any more, and return how many there were."""
        since = read_since(today)
        if not self.database.rows(self._sql.old_links, since=since):
            return 0
        return self.database.write(lambda transaction: self._sql.forget_links.run(transaction, since=since))

    def progress(self, workshop_id: str) -> dict[str, Progress]:
        """Return by quiz how far its attempts have come."""
        batch = workshop_batch(workshop_id)
        return by_quiz(self.database.read(lambda transaction: self._sql.progress.rows(transaction, batch=batch)))

    def change(self, workshop_id: str, change: Callable[[Workshop], Workshop | None]) -> bool:
        """Store what a change of what happens returns; return False if that is not possible now."""

        def work(transaction: Transaction) -> bool:
            row = this_row(transaction, workshop_id)
            changed = row and change(self.of(row))
            if row is None or changed is None:
                return False
            row.sqlmodel_update({name: getattr(changed, name) for name in CHANGES})
            return True

        return self.database.write(work)

    def _several(self, wanted: Any) -> list[Workshop]:  # noqa: ANN401 - SQLModel's own long type
        rows = self.database.read(lambda transaction: transaction.session.exec(wanted).all())
        return [self.of(row) for row in rows]

    def _found(self, rows: Sequence[tuple[Any, ...]]) -> Workshop | None:
        return next(self._each(rows), None)

    def _each(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[Workshop]:
        return (Workshop.of(dict(zip(self._sql.names, row, strict=True)), self._lasts) for row in rows)

    def of(self, row: WorkshopRow) -> Workshop:
        """Return the workshop of a row."""
        return Workshop.of(row.model_dump(), self._lasts)


def this_row(transaction: Transaction, workshop_id: str) -> WorkshopRow | None:
    """Return the row of a workshop, which nobody else can change before this transaction ends."""
    return transaction.session.get(WorkshopRow, workshop_id, with_for_update=True)
