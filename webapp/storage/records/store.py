"""Records: what blocks left for good, and the sums of them that pages read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Text, and_, bindparam, insert, select
from sqlmodel import col
from sqlmodel import select as select_rows

from quizlib import Outline, measures
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.types import SortedJson, as_text
from webapp.storage.records.group_results import (
    BlockRecord,
    GroupResults,
    Lineage,
    Outlines,
    QuizAttendance,
    SumKey,
    Totals,
)
from webapp.storage.tables.kept import Attendance, Block, StoredOutline, StoredSum
from webapp.sums import Sum

OF_GROUP = ("place", "week", "mode", "workshop", "aside")
"""The columns that all rows of the same results share."""


class _Statements:
    """The SQL of records."""

    def __init__(self, database: Database) -> None:
        outline, summed = StoredOutline, StoredSum
        self.learn = database.prepare(database.kind.insert(outline).on_conflict_do_nothing())
        self.known = database.prepare(select(col(outline.quiz), col(outline.version)))
        this_one = and_(col(outline.quiz) == bindparam("quiz"), col(outline.version) == bindparam("version"))
        self.outline = database.prepare(select(col(outline.items)).where(this_one))
        self.block = database.prepare(insert(Block))
        self.attendance = database.prepare(insert(Attendance))
        this = and_(*(getattr(summed, name) == bindparam(name) for name in SumKey._fields))
        self.sum = database.prepare(select(as_text(summed.numbers)).where(this))
        given = {**{name: bindparam(name) for name in SumKey._fields}, "numbers": bindparam("numbers", type_=Text)}
        row = database.kind.insert(summed).values(given)
        numbers = {"numbers": row.excluded.numbers}
        self.set_sum = database.prepare(row.on_conflict_do_update(index_elements=list(SumKey._fields), set_=numbers))


class Records:
    """Stores what closing makes, keeps its sums, and reads both.

    Methods that take a transaction are parts of a work; the others raise StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, lineage: Lineage) -> None:
        self.lineage = lineage
        self.database = database
        self._outlines: dict[tuple[str, str], Outline] = {}
        self._added: Mapping[SumKey, tuple[str, Sum]] = {}
        self._sql = database.once(_Statements)

    def know(self, outlines: Iterable[Outline]) -> None:
        """Store the outlines of quizzes that are offered: their answers can then be counted when they are gone."""
        known = self.database.read(self.outlines)
        new = [outline for outline in outlines if (outline.quiz, outline.version) not in known]
        if new:
            self.database.write(partial(self.learn, outlines=new))

    def learn(self, transaction: Transaction, outlines: Iterable[Outline]) -> None:
        """Store outlines, as part of a transaction; those that are known already stay as they are."""
        for one in outlines:
            self._sql.learn.run(transaction, quiz=one.quiz, version=one.version, whole=one.whole, items=one.to_plain())

    def outlines(self, transaction: Transaction) -> Outlines:
        """Return every outline that is known, by quiz and version. Each is read once, for it never changes."""
        for quiz, version in self._sql.known.rows(transaction):
            if (quiz, version) not in self._outlines:
                row = self._sql.outline.row(transaction, quiz=quiz, version=version)
                if row:
                    self._outlines[quiz, version] = Outline.from_plain(row[0])
        return self._outlines

    def store(self, transaction: Transaction, results: GroupResults, totals: Totals | None = None) -> None:
        """Store results, and add them to the sums unless they are set aside; with them, add what the totals hold."""
        totals = totals or Totals()
        self.insert(transaction, results)
        if not results.aside:
            totals.add(results, self.outlines(transaction))
        self.add(transaction, totals)

    def insert(self, transaction: Transaction, results: GroupResults) -> None:
        """Store results without adding them to the sums; the caller does that."""
        shared = {name: getattr(results, name) for name in OF_GROUP}
        for block in results.blocks:
            named = block._asdict() | {"numbers": block.record.to_plain(), "forms": block.order}
            del named["record"], named["order"]
            self._sql.block.run(transaction, **shared, **named)
        for attended in results.attended:
            self._sql.attendance.run(transaction, **shared, **attended._asdict())

    def sum(self, transaction: Transaction, key: SumKey) -> Sum:
        """Return one sum, as part of a transaction."""
        row = self._sql.sum.row(transaction, **key._asdict())
        if row is None:
            return Sum()
        text, known = self._added.get(key, ("", Sum()))
        return known if text == row[0] else Sum.from_plain(json.loads(row[0]))

    def add(self, transaction: Transaction, totals: Totals) -> None:
        """Add to the sums.

        What they are then is remembered with its text. The next block of the same people's quiz adds to the same sums,
        and need not read them again if nobody else has changed them.
        """
        added = {}
        for key, more in totals.spread(self.lineage).items():
            whole = self.sum(transaction, key) + more
            text = SortedJson.text(whole.to_plain())
            self._sql.set_sum.run(transaction, **key._asdict(), numbers=text)
            added[key] = (text, whole)
        self._added = added

    def workshop(self, workshop: str) -> tuple[GroupResults, Outlines] | None:
        """Return what a workshop left, with the outlines of its quizzes; None if it has left nothing (yet)."""

        def work(transaction: Transaction) -> tuple[GroupResults, Outlines] | None:
            found = list(results_of(*workshop_rows(transaction, workshop)))
            return (found[0], self.outlines(transaction)) if found else None

        return self.database.read(work)

    def take(self, transaction: Transaction, workshop: str) -> bool:
        """Count a workshop that was set aside; return False if there is none."""
        blocks, attended = workshop_rows(transaction, workshop)
        if not is_aside(blocks, attended):
            return False
        for block in blocks:
            block.aside = False
        for row in attended:
            row.aside = False
        totals = Totals()
        for results in results_of(blocks, attended):
            totals.add(results, self.outlines(transaction))
        self.add(transaction, totals)
        return True

    def leave(self, transaction: Transaction, workshop: str) -> bool:
        """Delete what a workshop left that was set aside; return False if there is none."""
        blocks, attended = workshop_rows(transaction, workshop)
        if not is_aside(blocks, attended):
            return False
        for row in (*blocks, *attended):
            transaction.session.delete(row)
        return True


def workshop_rows(transaction: Transaction, workshop: str) -> tuple[Sequence[Block], Sequence[Attendance]]:
    """Return the rows of a workshop's blocks and of its attendance."""
    blocks = transaction.session.exec(select_rows(Block).where(col(Block.workshop) == workshop)).all()
    return blocks, transaction.session.exec(select_rows(Attendance).where(col(Attendance.workshop) == workshop)).all()


def is_aside(blocks: Iterable[Block], attended: Iterable[Attendance]) -> bool:
    """Return True if what a workshop left is set aside."""
    return any(block.aside for block in blocks) or any(row.aside for row in attended)


def results_of(blocks: Iterable[Block], attended: Iterable[Attendance]) -> Iterator[GroupResults]:
    """Yield the results that rows hold: those of a workshop together, every other row by itself.

    TypeError or ValueError if a block holds no record.
    """
    found: dict[str, GroupResults] = {}
    for block in blocks:
        name = block.workshop or block.id
        results = found.get(name) or _empty(block)
        one = BlockRecord(block.id, block.quiz, block.version, measures.Record.from_plain(block.numbers), block.forms)
        found[name] = replace(results, blocks=(*results.blocks, one))
    for row in attended:
        name = row.workshop or row.id
        results = found.get(name) or _empty(row)
        attendance = QuizAttendance(row.id, row.quiz, row.starts, row.finishes)
        found[name] = replace(results, attended=(*results.attended, attendance))
    yield from found.values()


def _empty(row: Block | Attendance) -> GroupResults:
    """Return results that hold nothing yet, of the people that a row is about."""
    return GroupResults(**{name: getattr(row, name) for name in OF_GROUP})
