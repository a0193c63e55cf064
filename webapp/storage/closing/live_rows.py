"""Live rows: finds the batches of the live tier, moves attempts to those who wait, and deletes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, bindparam, delete, insert, null, select, update
from sqlmodel import SQLModel, col

from webapp.storage.batches import Waiting, workshop_batch
from webapp.storage.closing.parts import Part, in_part
from webapp.storage.database.engine import Database, Prepared, Transaction
from webapp.storage.records.group_results import GroupResults
from webapp.storage.tables.live import LiveAnswer, LiveAttempt, TogetherRow, WaitingSource, waits


@dataclass(frozen=True)
class Closed:
    """What closing did: attempts that were counted, wait now, were dropped or were only practice; and the blocks.

    `results` are those of the blocks that count at once; they are told, and not compared.
    """

    counted: int = 0
    waiting: int = 0
    dropped: int = 0
    blocks: int = 0
    practice: int = 0
    results: tuple[GroupResults, ...] = field(default=(), compare=False)

    def __add__(self, other: Closed) -> Closed:
        return Closed(
            self.counted + other.counted,
            self.waiting + other.waiting,
            self.dropped + other.dropped,
            self.blocks + other.blocks,
            self.practice + other.practice,
            self.results + other.results,
        )


class LiveRows:
    """The rows of attempts and answers as closing finds, moves and deletes them; all methods are parts of a work.

    It is nothing but statements: ask for it by `Database.once`.
    """

    def __init__(self, database: Database) -> None:
        attempt, answer = LiveAttempt, LiveAnswer
        this, here = col(attempt.id) == bindparam("attempt"), col(attempt.batch) == bindparam("old")
        self._batches = database.prepare(select(col(attempt.batch)).distinct())
        self._waiting = database.prepare(select(col(attempt.batch), col(attempt.quiz)).where(waits()).distinct())
        self._move = database.prepare(update(attempt).where(this).values(batch=bindparam("new")))
        self._mark = database.prepare(insert(WaitingSource))
        source = WaitingSource
        of_batch = select(col(source.attempt), col(source.source)).join(attempt, col(attempt.id) == col(source.attempt))
        self._sources = database.prepare(of_batch.where(here))
        self._rename = database.prepare(update(attempt).where(here).values(batch=bindparam("new")))
        self._delete = _deleting(database, this)
        self._delete_batch = _deleting(database, here)
        self._delete_part = _deleting(database, here, *in_part())
        theirs = col(answer.attempt).in_(select(col(attempt.id)).where(here))
        talked = update(answer).where(theirs, col(answer.discussed).is_not(None))
        self._forget_talk = database.prepare(talked.values(discussed=null()))
        self._delete_moment = database.prepare(
            delete(TogetherRow).where(col(TogetherRow.workshop) == bindparam("held"))
        )

    def batches(self, transaction: Transaction) -> list[str]:
        """Return every batch that has attempts."""
        return sorted(batch for (batch,) in self._batches.rows(transaction))

    def waiting(self, transaction: Transaction) -> list[Waiting]:
        """Return every batch that waits."""
        return [one for row in sorted(self._waiting.rows(transaction)) if (one := Waiting.read(*row))]

    def forget_talk(self, transaction: Transaction, workshop_id: str) -> None:
        """Delete where a workshop is that is taken together, and what its people answered after talking."""
        self._delete_moment.run(transaction, held=workshop_id)
        self._forget_talk.run(transaction, old=workshop_batch(workshop_id))

    def move(
        self, transaction: Transaction, attempts: Collection[str], batch: str, sources: Iterable[str] = ()
    ) -> None:
        """Move attempts to another batch, and note the sources that they come from."""
        self._move.run_many(transaction, [{"attempt": attempt, "new": batch} for attempt in attempts])
        marks = [{"attempt": attempt, "source": source} for source in sources for attempt in attempts]
        self._mark.run_many(transaction, marks)

    def sources(self, transaction: Transaction, batch: str) -> Mapping[str, frozenset[str]]:
        """Return the sources of the attempts of a batch that have any."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for attempt, source in self._sources.rows(transaction, old=batch):
            found[attempt].add(source)
        return {attempt: frozenset(sources) for attempt, sources in found.items()}

    def rename_batch(self, transaction: Transaction, old: str, new: str) -> None:
        """Move all attempts of a batch to another."""
        self._rename.run(transaction, old=old, new=new)

    def delete(self, transaction: Transaction, attempts: Iterable[str]) -> None:
        """Delete attempts with all that hangs on them."""
        ids = [{"attempt": attempt} for attempt in attempts]
        for statement in self._delete:
            statement.run_many(transaction, ids)

    def delete_batch(self, transaction: Transaction, batch: str, part: Part | None = None) -> int:
        """Delete the attempts of a batch or of a part of it, with all that hangs on them; return how many it had."""
        statements, sought = (self._delete_batch, {}) if part is None else (self._delete_part, part._asdict())
        *_, attempts = [statement.run(transaction, old=batch, **sought) for statement in statements]
        return attempts


def _deleting(database: Database, *which: ColumnElement[bool]) -> list[Prepared]:
    """Return what deletes attempts: first all rows that refer to them, which is quicker than attempt by attempt."""
    attempts = SQLModel.metadata.tables[str(LiveAttempt.__tablename__)]
    ids = select(col(LiveAttempt.id)).where(*which)
    keys = [key for table in SQLModel.metadata.sorted_tables for key in table.foreign_keys if key.references(attempts)]
    hanging = [delete(key.parent.table).where(key.parent.in_(ids)) for key in keys]
    return [database.prepare(statement) for statement in (*hanging, delete(LiveAttempt).where(*which))]
