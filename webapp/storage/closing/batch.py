"""Batch: the people of a workshop, or of a week at home, become blocks of ten or more; smaller groups wait."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import col

from webapp.storage.batches import AT_HOME, CAMPAIGN, Waiting, home_week, workshop_of
from webapp.storage.closing.block import Blocks
from webapp.storage.closing.live_rows import Closed, LiveRows
from webapp.storage.closing.people import AttemptGroup, PeopleReader
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import GroupResults, QuizAttendance, Totals
from webapp.storage.records.small_counts import FEWEST, number_to_keep
from webapp.storage.records.store import Records
from webapp.storage.tables import WorkshopRow
from webapp.storage.weeks import begins_in, week_of
from webapp.storage.workshops.workshop import CLOSED_WORKSHOP, Workshop

FIFTH = 5
TWO = 2


class BatchClosing:
    """Closes one batch. Each public method is all that a transaction does, and returns what became of the attempts."""

    def __init__(
        self,
        database: Database,
        records: Records,
        *,
        people: PeopleReader,
        blocks: Blocks,
        rows: LiveRows,
        random: Random,
    ) -> None:
        self._records = records
        self._people = people
        self._blocks = blocks
        self._rows = rows
        self._random = random
        workshop = WorkshopRow
        under_way = (
            col(workshop.id) == bindparam("workshop"),
            col(workshop.closed).is_(False),
            col(workshop.begun).is_not(None),
        )
        kept: dict[str, Any] = {"week": bindparam("its_week"), "head_count": bindparam("came")}
        self._close_row = database.prepare(update(workshop).where(*under_way).values({**CLOSED_WORKSHOP, **kept}))
        self._under_way = database.prepare(select(col(workshop.id)).where(*under_way))

    def workshop(self, transaction: Transaction, ended: Workshop, today: date) -> Closed:
        """Close a workshop. Its row keeps the week and no day. If it has too many attempts, all of it is set aside."""
        held_on = ended.day or today
        week = week_of(held_on)
        head_count = ended.head_count if (ended.head_count or 0) >= FEWEST else None
        if not self._close_row.run(transaction, workshop=ended.id, its_week=week, came=head_count):
            return Closed()  # another process was first
        held = Totals()
        held.add_workshop(ended.place, week, head_count)
        groups = self._people.groups(transaction, ended.batch, f"{held_on:%Y-%m}")
        finishes = max((-(-group.finishes // group.times) for group in groups), default=0)
        aside = too_many(finishes, ended.head_count)
        results = GroupResults(ended.place, week_of(today), "workshop", ended.id, ended.forms, aside)
        municipality = (CAMPAIGN, *self._records.lineage(ended.place))[-2]
        smaller = None if aside else municipality
        return self._count(transaction, ended.batch, groups, week=week, smaller=smaller, results=results, totals=held)

    def at_home(self, transaction: Transaction, batch: str, today: date) -> Closed:
        """Close a batch of people at home."""
        week = home_week(batch) or week_of(today)
        groups = self._people.groups(transaction, batch, begins_in(week))
        results = GroupResults("", week_of(today), "home")
        return self._count(transaction, batch, groups, week=week, smaller=AT_HOME, results=results)

    def late(self, transaction: Transaction, batch: str, today: date) -> Closed:
        """Let attempts wait that came to a workshop after it was closed; they are no block, however many they are.

        The attempts of a workshop that was restored from a backup, in which it has not begun, are closed like them.
        """
        if self._under_way.row(transaction, workshop=workshop_of(batch)):
            return Closed()
        week = week_of(today)
        groups = self._people.groups(transaction, batch, begins_in(week))
        return self._count(transaction, batch, groups, week=week, smaller=CAMPAIGN, results=None)

    def _count(
        self,
        transaction: Transaction,
        batch: str,
        groups: Sequence[AttemptGroup],
        *,
        week: str,
        smaller: str | None,
        results: GroupResults | None,
        totals: Totals | None = None,
    ) -> Closed:
        """Count the groups of a batch, and delete it.

        `smaller` is where groups that make no block wait; None drops them. `results` says whose results these are;
        None lets all groups wait. `totals` is added to the sums with them.
        """
        blocks, done = [], Closed()
        for group in groups:
            people = len(group.people)
            if group.makes_block and results is not None:
                blocks.append(self._blocks.record(transaction, group))
                done += Closed(counted=people, dropped=group.starts - people, blocks=1)
            elif people and smaller is not None:
                self._rows.move(transaction, group.people, str(Waiting(week, smaller, group.quiz)))
                done += Closed(waiting=people, dropped=group.starts - people)
            else:
                done += Closed(dropped=group.starts)
        if results is not None:
            whole = replace(results, blocks=tuple(blocks), attended=self._attendance(groups))
            self._records.store(transaction, whole, totals)
        deleted = self._rows.delete_batch(transaction, batch)
        return replace(done, practice=deleted - done.counted - done.dropped)

    def _attendance(self, groups: Sequence[AttemptGroup]) -> tuple[QuizAttendance, ...]:
        """Return how many began and finished each quiz, where that may be kept."""
        starts, finishes, times = Counter[str](), Counter[str](), Counter[str]()
        for group in groups:
            starts[group.quiz] += group.starts
            finishes[group.quiz] += group.finishes
            times[group.quiz] = max(times[group.quiz], group.times)
        kept = {quiz: number_to_keep(n, self._random, times[quiz]) for quiz, n in starts.items()}
        return tuple(
            QuizAttendance(
                secrets.token_urlsafe(16), quiz, n, number_to_keep(finishes[quiz], self._random, times[quiz])
            )
            for quiz, n in kept.items()
            if n is not None
        )


def too_many(finishes: int, head_count: int | None) -> bool:
    """Return True if more attempts were finished than people can have come: over a fifth more, and at least two."""
    over = finishes - (finishes if head_count is None else head_count)
    return over >= TWO and over * FIFTH > (head_count or 0)
