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

from webapp.storage.batches import (
    AT_HOME,
    CAMPAIGN,
    SERIES,
    WORKSHOP_SOURCE,
    Waiting,
    mode_alone,
    place_alone,
    week_alone,
    workshop_of,
)
from webapp.storage.closing.block import Blocks
from webapp.storage.closing.hands import HandsCounting
from webapp.storage.closing.live_rows import Closed, LiveRows
from webapp.storage.closing.parts import Part
from webapp.storage.closing.people import LEAST, AttemptGroup, PeopleReader
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import GroupResults, QuizAttendance, Totals
from webapp.storage.records.small_counts import FEWEST, number_to_keep
from webapp.storage.records.store import Records, is_aside, workshop_rows
from webapp.storage.tables.kept import Block, WorkshopRow
from webapp.storage.weeks import begins_in, week_of
from webapp.storage.workshops.workshop import CLOSED_WORKSHOP, Workshop

FIFTH = 5
TWO = 2


class _Statements:
    """The SQL of the rows of workshops that are closed."""

    def __init__(self, database: Database) -> None:
        workshop = WorkshopRow
        this = col(workshop.id) == bindparam("workshop")
        under_way = (this, col(workshop.closed).is_(False), col(workshop.begun).is_not(None))
        kept: dict[str, Any] = {"week": bindparam("its_week"), "head_count": bindparam("came")}
        judged: dict[str, Any] = {"stood_aside": bindparam("aside"), "planner": bindparam("planned_by")}
        self.judge_row = database.prepare(update(workshop).where(this).values(judged))
        closed = {name: value for name, value in CLOSED_WORKSHOP.items() if name != "leader"}  # it reads for a while
        self.close_row = database.prepare(update(workshop).where(*under_way).values({**closed, **kept}))
        self.under_way = database.prepare(select(col(workshop.id)).where(*under_way))
        self.way = database.prepare(select(col(workshop.way)).where(this))
        of_series = select(col(workshop.id)).where(col(workshop.series) == bindparam("series"))
        self.of_series = database.prepare(select(col(Block.quiz)).where(col(Block.workshop).in_(of_series)).distinct())


class BatchClosing:
    """Closes one batch. Each public method is all that a transaction does, and returns what became of the attempts."""

    def __init__(
        self,
        database: Database,
        records: Records,
        *,
        people: PeopleReader,
        blocks: Blocks,
        hands: HandsCounting,
        rows: LiveRows,
        random: Random,
    ) -> None:
        self._records = records
        self._people = people
        self._blocks = blocks
        self._hands = hands
        self._rows = rows
        self._random = random
        self._sql = database.once(_Statements)

    def workshop(self, transaction: Transaction, ended: Workshop, today: date) -> Closed:
        """Close a workshop. Its row keeps the week and no day. If it has too many attempts, all of it is set aside.

        Who planned it is forgotten, unless somebody else has to decide about it.
        """
        held_on = ended.day or today
        week = week_of(held_on)
        head_count = ended.head_count if (ended.head_count or 0) >= FEWEST else None
        if not self._sql.close_row.run(transaction, workshop=ended.id, its_week=week, came=head_count):
            return Closed()  # another process was first
        self._rows.forget_talk(transaction, ended.id)
        held = Totals()
        held.add_workshop(ended.place, week, head_count)
        groups = self._people.groups(transaction, ended.batch, f"{held_on:%Y-%m}", ended.forms)
        finishes = max((-(-group.finishes // group.times) for group in groups), default=0)
        aside = too_many(finishes, ended.joined, ended.head_count)
        raised = self._hands.blocks(transaction, ended.id, ended.head_count)
        if ended.series:
            groups = self._of_a_series(transaction, groups, ended)
        results = GroupResults(ended.place, week, ended.mode, ended.id, aside, raised)
        municipality = (CAMPAIGN, *self._records.lineage(ended.place))[-2]
        smaller = None if aside else Waiting(week, municipality, "", together=ended.mode == "together")
        done = self._count(
            transaction, ended.batch, groups, smaller=smaller, results=results, totals=held, series=ended.series
        )
        waits = is_aside(*workshop_rows(transaction, ended.id))
        planned_by = ended.planner if waits else None
        self._sql.judge_row.run(transaction, workshop=ended.id, aside=aside, planned_by=planned_by)
        return done

    def alone(self, transaction: Transaction, ended: tuple[str, Part | None], today: date) -> Closed:
        """Close a batch of people at home or in an app, or a part of it."""
        batch, part = ended
        week, place = week_alone(batch) or week_of(today), place_alone(batch)
        groups = self._people.groups(transaction, batch, begins_in(week), part=part)
        results = GroupResults(place, week_of(today), mode_alone(place))
        smaller = Waiting(week, place or AT_HOME, "")
        return self._count(transaction, batch, groups, smaller=smaller, results=results, part=part)

    def late(self, transaction: Transaction, batch: str, today: date) -> Closed:
        """Let attempts wait that came to a workshop after it was closed; they are no block, however many they are.

        The attempts of a workshop that was restored from a backup, in which it has not begun, are closed like them.
        """
        if self._sql.under_way.row(transaction, workshop=workshop_of(batch)):
            return Closed()
        week = week_of(today)
        groups = self._people.groups(transaction, batch, begins_in(week))
        together = self._sql.way.row(transaction, workshop=workshop_of(batch)) == ("together",)
        smaller = Waiting(week, CAMPAIGN, "", together)
        return self._count(transaction, batch, groups, smaller=smaller, results=None)

    def _count(
        self,
        transaction: Transaction,
        batch: str,
        groups: Sequence[AttemptGroup],
        *,
        smaller: Waiting | None,
        results: GroupResults | None,
        totals: Totals | None = None,
        series: str | None = None,
        part: Part | None = None,
    ) -> Closed:
        """Count the groups of a batch or of a part of it, and delete it.

        `smaller` is how groups that make no block wait, of whatever quiz; None drops them. `results` says whose results
        these are; None lets all groups wait. `totals` is added to the sums with them. Those of a `series` wait as such.
        """
        blocks = [] if results is None else [*results.blocks]
        done = Closed(blocks=len(blocks))
        for group in groups:
            people = len(group.people)
            if group.makes_block and group.alone and results is not None:
                blocks.append(self._blocks.record(transaction, group, group.begun))
                done += Closed(counted=people, dropped=group.starts - people, blocks=1)
            elif people and smaller is not None:
                sources = [] if smaller.alone else _sources(series)
                self._rows.move(transaction, group.people, str(replace(smaller, quiz=group.quiz)), sources)
                done += Closed(waiting=people, dropped=group.starts - people)
            else:
                done += Closed(dropped=group.starts)
        if results is not None:
            whole = replace(results, blocks=tuple(blocks), attended=self._attendance(groups))
            self._records.store(transaction, whole, totals)
        deleted = self._rows.delete_batch(transaction, batch, part)
        left = (whole,) if results is not None and not results.aside else ()
        return replace(done, practice=deleted - done.counted - done.dropped, results=left)

    def _of_a_series(
        self, transaction: Transaction, groups: Sequence[AttemptGroup], ended: Workshop
    ) -> list[AttemptGroup]:
        """Return the groups of a meeting of a series, whose people come again.

        They are a block of their own only if the leader has said that ten different people came; else they wait. A quiz
        that an earlier meeting has left a block of is not counted again.
        """
        counted = {quiz for (quiz,) in self._sql.of_series.rows(transaction, series=ended.series)}
        alone = (ended.head_count or 0) >= LEAST
        return [replace(one, alone=alone, people={} if one.quiz in counted else one.people) for one in groups]

    def _attendance(self, groups: Sequence[AttemptGroup]) -> tuple[QuizAttendance, ...]:
        """Return how many began and finished each quiz, where that may be kept."""
        starts, finishes, times = Counter[str](), Counter[str](), Counter[str]()
        for group in groups:
            starts[group.quiz] += group.begun
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


def _sources(series: str | None) -> list[str]:
    """Return the sources of a group that has to wait: its workshop, by a name that nobody knows, and its series."""
    return [WORKSHOP_SOURCE + secrets.token_hex(8), *([SERIES + series] if series else [])]


def too_many(finishes: int, joined: int, head_count: int | None) -> bool:
    """Return True if one quiz was finished more often than people can have come.

    That is more often than people have joined, or than came by the head count: over a fifth more, and at least two.
    """
    return finishes > joined or (head_count is not None and over(finishes, head_count))


def over(finishes: int, head_count: int) -> bool:
    """Return True if a quiz was finished by more people than were counted: over a fifth more, and at least two."""
    more = finishes - head_count
    return more >= TWO and more * FIFTH > head_count
