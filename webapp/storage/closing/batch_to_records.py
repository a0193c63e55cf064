"""Folding: a batch's groups become blocks, wait, or are dropped, and what is left of it is deleted."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import col

from webapp.storage.batches import Waiting
from webapp.storage.closing.counting import Group, Reader
from webapp.storage.closing.followups import FollowUps
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import Gathering, QuizAttendance, Recorded, Totals
from webapp.storage.records.small_counts import bare
from webapp.storage.records.store import Records
from webapp.storage.tables import LiveAnswer, LiveAttempt


@dataclass(frozen=True)
class Closed:
    """What closing did, in attempts: counted in blocks, left to wait, dropped, only practice; and in blocks."""

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


@dataclass(frozen=True)
class Retention:
    """How long answers live at most: hours of a workshop from its start, weeks in which small groups wait."""

    workshop_hours: int = 12
    wait_weeks: int = 4

    @property
    def join_weeks(self) -> int:
        """After so many weeks those of workshops join the campaign's group."""
        return self.wait_weeks - 1


class Folding:
    """Folds groups of attempts; all its methods but `write` are parts of one."""

    def __init__(self, database: Database, records: Records, random: Random) -> None:
        self._database = database
        self._records = records
        self._random = random
        self._reader = Reader(database)
        self._follow_ups = FollowUps(database, records)
        attempt = LiveAttempt
        this, here = col(attempt.id) == bindparam("attempt"), col(attempt.batch) == bindparam("now")
        self._move = database.sql(update(attempt).where(this).values(batch=bindparam("then")))
        self._rename = database.sql(update(attempt).where(here).values(batch=bindparam("then")))
        self._delete = database.sql(delete(attempt).where(this))
        theirs = col(LiveAnswer.attempt).in_(select(col(attempt.id)).where(here))
        self._forget = database.sql(delete(LiveAnswer).where(theirs))  # at once, not one attempt after the other
        self._empty = database.sql(delete(attempt).where(here))

    def write(self, work: Callable[[Transaction], Closed]) -> Closed:
        """Run a part of closing in a transaction that meets no other of its kind."""

        def alone(transaction: Transaction) -> Closed:
            self._database.take_turns(transaction)
            return work(transaction)

        return self._database.write(alone)

    def read(self, transaction: Transaction, batch: str, month: str) -> list[Group]:
        """Return the groups of a batch."""
        return self._reader.read(transaction, batch, month, self._records.outlines(transaction))

    def fold(
        self,
        transaction: Transaction,
        batch: str,
        groups: Sequence[Group],
        *,
        week: str,
        gathering: Gathering | None,
        where: str | None,
        totals: Totals | None = None,
    ) -> Closed:
        """Fold a batch of that week: blocks of ten or more go into the gathering, with the numbers of all its people.

        Smaller groups wait at `where`; None drops them. Without a gathering all of them wait. `totals` is what else
        is to be added to the sums.
        """
        blocks, done = [], Closed()
        for group in groups:
            people = len(group.people)
            if group.makes_block and gathering is not None:
                blocks.append(self.recorded(transaction, group))
                done += Closed(counted=people, dropped=group.starts - people, blocks=1)
            elif people and where is not None:
                self._wait(transaction, group.people, str(Waiting(week, where, group.quiz)))
                done += Closed(waiting=people, dropped=group.starts - people)
            else:
                done += Closed(dropped=group.starts)
        if gathering is not None:
            whole = replace(gathering, blocks=tuple(blocks), attended=self._attended(groups))
            self._records.store(transaction, whole, totals)
        deleted = self.empty(transaction, batch)
        return replace(done, practice=deleted - done.counted - done.dropped)

    def recorded(self, transaction: Transaction, group: Group) -> Recorded:
        """Return what a block of a group leaves, with as many pairs as may be kept."""
        orders = {person.pair.order for person in group.people.values() if person.pair}
        outlines = self._records.outlines(transaction)
        group.keep_pairs(self._follow_ups.allowed(transaction, orders, outlines), self._random)
        version = group.known.version
        return Recorded(secrets.token_urlsafe(16), group.quiz, version, group.record(self._random))

    def store_block(self, transaction: Transaction, gathering: Gathering, group: Group) -> None:
        """Store a block of people who waited, and delete their answers."""
        self._records.store(transaction, replace(gathering, blocks=(self.recorded(transaction, group),)))
        transaction.execute_many(self._delete, [{"attempt": name} for name in group.people])

    def rename(self, transaction: Transaction, batch: str, then: str) -> None:
        """Move all of a batch to another."""
        transaction.execute(self._rename, {"now": batch, "then": then})

    def empty(self, transaction: Transaction, batch: str) -> int:
        """Delete all that is left of a batch; return how many attempts that were."""
        transaction.execute(self._forget, {"now": batch})
        return transaction.execute(self._empty, {"now": batch}).rowcount

    def _wait(self, transaction: Transaction, names: Iterable[str], then: str) -> None:
        transaction.execute_many(self._move, [{"attempt": name, "then": then} for name in names])

    def _attended(self, groups: Sequence[Group]) -> tuple[QuizAttendance, ...]:
        """Return how many began and finished each quiz, where that may be kept."""
        starts, finishes = Counter[str](), Counter[str]()
        times = Counter[str]()
        for group in groups:
            starts[group.quiz] += group.starts
            finishes[group.quiz] += group.finishes
            times[group.quiz] = max(times[group.quiz], group.times)
        kept = {quiz: bare(n, self._random, times[quiz]) for quiz, n in starts.items()}
        return tuple(
            QuizAttendance(secrets.token_urlsafe(16), quiz, n, bare(finishes[quiz], self._random, times[quiz]))
            for quiz, n in kept.items()
            if n is not None
        )
