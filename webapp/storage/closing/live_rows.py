"""Live rows: finds the batches of the live tier, moves attempts to those who wait, and deletes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import bindparam, delete, insert, null, select, update
from sqlmodel import col

from webapp.storage.batches import Waiting, workshop_batch
from webapp.storage.closing.parts import Part, in_part
from webapp.storage.database.engine import Database, Transaction
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
        self._delete = database.prepare(delete(attempt).where(this))
        ids = select(col(attempt.id)).where(here)
        theirs = col(answer.attempt).in_(ids)
        self._delete_answers = database.prepare(delete(answer).where(theirs))  # quicker than attempt by attempt
        self._delete_batch = database.prepare(delete(attempt).where(here))
        answers_of_part = delete(answer).where(col(answer.attempt).in_(ids.where(*in_part())))
        self._delete_answers_of_part = database.prepare(answers_of_part)
        self._delete_part = database.prepare(delete(attempt).where(here, *in_part()))
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
        """Delete attempts with their answers."""
        self._delete.run_many(transaction, [{"attempt": attempt} for attempt in attempts])

    def delete_batch(self, transaction: Transaction, batch: str, part: Part | None = None) -> int:
        """Delete the attempts of a batch or of a part of it, with their answers; return how many attempts it had."""
        if part is not None:
            self._delete_answers_of_part.run(transaction, old=batch, **part._asdict())
            return self._delete_part.run(transaction, old=batch, **part._asdict())
        self._delete_answers.run(transaction, old=batch)
        return self._delete_batch.run(transaction, old=batch)
