"""Live rows: finds the batches of the live tier, moves attempts to those who wait, and deletes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import col

from webapp.storage.batches import Waiting
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables import LiveAnswer, LiveAttempt, waits


@dataclass(frozen=True)
class Closed:
    """What closing did: attempts that were counted, wait now, were dropped or were only practice; and the blocks."""

    counted: int = 0
    waiting: int = 0
    dropped: int = 0
    blocks: int = 0
    practice: int = 0

    def __add__(self, other: Closed) -> Closed:
        return Closed(
            self.counted + other.counted,
            self.waiting + other.waiting,
            self.dropped + other.dropped,
            self.blocks + other.blocks,
            self.practice + other.practice,
        )


class LiveRows:
    """The rows of attempts and answers as closing finds, moves and deletes them; all methods are parts of a work."""

    def __init__(self, database: Database) -> None:
        attempt, answer = LiveAttempt, LiveAnswer
        this, here = col(attempt.id) == bindparam("attempt"), col(attempt.batch) == bindparam("old")
        self._batches = database.prepare(select(col(attempt.batch)).distinct())
        self._waiting = database.prepare(select(col(attempt.batch), col(attempt.quiz)).where(waits()).distinct())
        self._move = database.prepare(update(attempt).where(this).values(batch=bindparam("new")))
        self._rename = database.prepare(update(attempt).where(here).values(batch=bindparam("new")))
        self._delete = database.prepare(delete(attempt).where(this))
        theirs = col(answer.attempt).in_(select(col(attempt.id)).where(here))
        self._delete_answers = database.prepare(delete(answer).where(theirs))  # quicker than attempt by attempt
        self._delete_batch = database.prepare(delete(attempt).where(here))

    def batches(self, transaction: Transaction) -> list[str]:
        """Return every batch that has attempts."""
        return sorted(batch for (batch,) in self._batches.rows(transaction))

    def waiting(self, transaction: Transaction) -> list[Waiting]:
        """Return every batch that waits."""
        return [one for row in sorted(self._waiting.rows(transaction)) if (one := Waiting.read(*row))]

    def move(self, transaction: Transaction, attempts: Iterable[str], batch: str) -> None:
        """Move attempts to another batch."""
        self._move.run_many(transaction, [{"attempt": attempt, "new": batch} for attempt in attempts])

    def rename_batch(self, transaction: Transaction, old: str, new: str) -> None:
        """Move all attempts of a batch to another."""
        self._rename.run(transaction, old=old, new=new)

    def delete(self, transaction: Transaction, attempts: Iterable[str]) -> None:
        """Delete attempts with their answers."""
        self._delete.run_many(transaction, [{"attempt": attempt} for attempt in attempts])

    def delete_batch(self, transaction: Transaction, batch: str) -> int:
        """Delete all attempts of a batch with their answers, and return how many attempts that were."""
        self._delete_answers.run(transaction, old=batch)
        return self._delete_batch.run(transaction, old=batch)
