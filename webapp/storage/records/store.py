"""Records: what blocks left for good, and the sums of them that pages read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, insert, select, update
from sqlmodel import col

from quizlib import Outline
from quizlib.measures import Record
from webapp.storage import tables
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import (
    Gathering,
    Key,
    Lineage,
    Outlines,
    QuizAttendance,
    Recorded,
    Sum,
    Totals,
)

BLOCK = ("id", "quiz", "version", "place", "week", "mode", "forms", "workshop", "aside", "numbers")
ATTENDANCE = ("id", "quiz", "place", "week", "mode", "workshop", "aside", "starts", "finishes")
SUMMED = (*Key._fields, "numbers")


@dataclass(frozen=True)
class _Sql:
    """Every statement of the records, compiled once."""

    know: str
    known: str
    outline: str
    block: str
    attendance: str
    sum: str
    set_sum: str
    sums: str
    workshop_blocks: str
    workshop_attendance: str
    take_blocks: str
    take_attendance: str
    leave_blocks: str
    leave_attendance: str

    @classmethod
    def compiled(cls, database: Database) -> _Sql:
        block, attendance, summed = tables.Block, tables.Attendance, tables.StoredSum
        mine: ColumnElement[bool] = and_(*(getattr(summed, name) == bindparam(name) for name in Key._fields))
        here: ColumnElement[bool] = and_(*(getattr(summed, name) == bindparam(name) for name in Key._fields[:3]))
        of_block: ColumnElement[bool] = col(block.workshop) == bindparam("of")
        of_attendance: ColumnElement[bool] = col(attendance.workshop) == bindparam("of")
        known = database.kind.insert(tables.StoredOutline).on_conflict_do_nothing()
        setting = database.kind.insert(summed)
        return cls(
            know=database.sql(known),
            known=database.sql(columns(tables.StoredOutline, ("quiz", "version"))),
            outline=database.sql(
                columns(tables.StoredOutline, ("items",)).where(
                    col(tables.StoredOutline.quiz) == bindparam("quiz"),
                    col(tables.StoredOutline.version) == bindparam("version"),
                )
            ),
            block=database.sql(insert(block)),
            attendance=database.sql(insert(attendance)),
            sum=database.sql(select(col(summed.numbers)).where(mine)),
            set_sum=database.sql(
                setting.on_conflict_do_update(
                    index_elements=list(Key._fields), set_={"numbers": setting.excluded.numbers}
                )
            ),
            sums=database.sql(select(col(summed.quiz), col(summed.version), col(summed.numbers)).where(here)),
            workshop_blocks=database.sql(columns(block, BLOCK).where(of_block)),
            workshop_attendance=database.sql(columns(attendance, ATTENDANCE).where(of_attendance)),
            take_blocks=database.sql(update(block).where(of_block).values(aside=bindparam("taken"))),
            take_attendance=database.sql(update(attendance).where(of_attendance).values(aside=bindparam("taken"))),
            leave_blocks=database.sql(delete(block).where(of_block)),
            leave_attendance=database.sql(delete(attendance).where(of_attendance)),
        )


class Records:
    """Stores what closing makes, keeps its sums, and reads both.

    Methods that take a transaction are parts of a write; the others raise StorageUnavailable if the storage fails.
    """

    def __init__(self, database: Database, lineage: Lineage) -> None:
        self._database = database
        self.lineage = lineage
        self._sql = _Sql.compiled(database)
        self._outlines: dict[tuple[str, str], Outline] = {}

    def know(self, outlines: Iterable[Outline]) -> None:
        """Keep the outlines of quizzes that are offered, so that their answers can be counted whatever comes after."""
        known = self._database.read(self.outlines)
        new = [outline for outline in outlines if (outline.quiz, outline.version) not in known]
        if new:
            self._database.write(partial(self.learn, outlines=new))

    def learn(self, transaction: Transaction, outlines: Iterable[Outline]) -> None:
        """Keep outlines, as part of a transaction; those that are known stay what they are."""
        for outline in outlines:
            transaction.execute(self._sql.know, outline_row(outline))

    def outlines(self, transaction: Transaction) -> Outlines:
        """Return every outline that is known, by quiz and version. One that was read stays what it is."""
        for quiz, version in transaction.execute(self._sql.known).fetchall():
            if (quiz, version) not in self._outlines:
                row = transaction.execute(self._sql.outline, {"quiz": quiz, "version": version}).fetchone()
                if row:
                    self._outlines[quiz, version] = Outline.from_plain(json.loads(row[0]))
        return self._outlines

    def store(self, transaction: Transaction, gathering: Gathering, totals: Totals | None = None) -> None:
        """Store a gathering, and add it to the sums unless it stands aside; with it whatever is in the totals."""
        totals = totals or Totals()
        self.insert(transaction, gathering)
        if not gathering.aside:
            totals.add(gathering, self.outlines(transaction))
        self.add(transaction, totals)

    def insert(self, transaction: Transaction, gathering: Gathering) -> None:
        """Store a gathering without adding it to the sums: whoever does so adds it afterwards."""
        for row in block_rows(gathering):
            transaction.execute(self._sql.block, row)
        for row in attendance_rows(gathering):
            transaction.execute(self._sql.attendance, row)

    def sum(self, transaction: Transaction, key: Key) -> Sum:
        """Return one sum, as part of a transaction."""
        row = transaction.execute(self._sql.sum, key._asdict()).fetchone()
        return read_sum(row[0]) if row else Sum()

    def add(self, transaction: Transaction, totals: Totals) -> None:
        """Add to the sums."""
        for key, more in totals.spread(self.lineage).items():
            transaction.execute(self._sql.set_sum, sum_row(key, self.sum(transaction, key) + more))

    def sums(self, place: str, period: str, mode: str) -> dict[tuple[str, str], Sum]:
        """Return the sums of a place and period by quiz and version: ("", "") for all, (quiz, "") for bare numbers."""
        where = {"place": place, "period": period, "mode": mode}
        rows = self._database.read(lambda transaction: transaction.execute(self._sql.sums, where).fetchall())
        return {(quiz, version): read_sum(numbers) for quiz, version, numbers in rows}

    def workshop(self, workshop: str) -> tuple[Gathering, Outlines] | None:
        """Return what a workshop left, with the outlines it is read by; None if it left nothing (yet)."""
        return self._database.read(lambda transaction: self.gathered(transaction, workshop))

    def gathered(self, transaction: Transaction, workshop: str) -> tuple[Gathering, Outlines] | None:
        """Return what a workshop left, as part of a transaction."""
        found = list(gatherings(*self.rows(transaction, workshop)))
        return (found[0], self.outlines(transaction)) if found else None

    def rows(self, transaction: Transaction, workshop: str) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """Return the rows of a workshop's blocks and of its attendance, as `gatherings` reads them."""
        of = {"of": workshop}
        blocks = transaction.execute(self._sql.workshop_blocks, of).fetchall()
        return blocks, transaction.execute(self._sql.workshop_attendance, of).fetchall()

    def take(self, transaction: Transaction, workshop: str) -> bool:
        """Count a workshop that stood aside; return whether there was one."""
        found = self.gathered(transaction, workshop)
        if found is None or not found[0].aside:
            return False
        of = {"of": workshop, "taken": False}
        transaction.execute(self._sql.take_blocks, of)
        transaction.execute(self._sql.take_attendance, of)
        totals = Totals()
        totals.add(*found)
        self.add(transaction, totals)
        return True

    def leave(self, transaction: Transaction, workshop: str) -> bool:
        """Delete what a workshop that stood aside left; return whether there was one."""
        found = self.gathered(transaction, workshop)
        if found is None or not found[0].aside:
            return False
        transaction.execute(self._sql.leave_blocks, {"of": workshop})
        transaction.execute(self._sql.leave_attendance, {"of": workshop})
        return True


def columns(table: Any, names: Iterable[str]) -> Select[Any]:  # noqa: ANN401 - any of our tables
    """Return a selection of columns, in this order."""
    return select(*(getattr(table, name) for name in names))


def gatherings(blocks: Iterable[tuple[Any, ...]], attended: Iterable[tuple[Any, ...]]) -> Iterator[Gathering]:
    """Give rows of both tables back as gatherings: those of a workshop together, every other row by itself."""
    together: dict[str, dict[str, Any]] = {}
    for row in blocks:
        one = dict(zip(BLOCK, row, strict=True))
        recorded = Recorded(one["id"], one["quiz"], one["version"], Record.from_plain(json.loads(one["numbers"])))
        _home(together, one)["blocks"].append(recorded)
    for row in attended:
        one = dict(zip(ATTENDANCE, row, strict=True))
        _home(together, one)["attended"].append(QuizAttendance(one["id"], one["quiz"], one["starts"], one["finishes"]))
    for found in together.values():
        yield Gathering(**{**found, "blocks": tuple(found["blocks"]), "attended": tuple(found["attended"])})


def block_rows(gathering: Gathering) -> list[dict[str, Any]]:
    """Return the rows of a gathering's blocks."""
    shared = _shared(gathering)
    return [
        {"id": one.id, "quiz": one.quiz, "version": one.version, "numbers": plain(one.record.to_plain())} | shared
        for one in gathering.blocks
    ]


def attendance_rows(gathering: Gathering) -> list[dict[str, Any]]:
    """Return the rows of a gathering's attendance."""
    shared = {name: value for name, value in _shared(gathering).items() if name in ATTENDANCE}
    return [one._asdict() | shared for one in gathering.attended]


def outline_row(outline: Outline) -> dict[str, str]:
    """Return the row of an outline."""
    items = json.dumps(
        outline.to_plain(), ensure_ascii=False, separators=(",", ":")
    )  # unsorted: questions have an order
    return {"quiz": outline.quiz, "version": outline.version, "whole": outline.whole, "items": items}


def sum_row(key: Key, whole: Sum) -> dict[str, str]:
    """Return the row of a sum."""
    return {**key._asdict(), "numbers": plain(whole.to_plain())}


def read_sum(numbers: str) -> Sum:
    """Return the sum that a row holds."""
    return Sum.from_plain(json.loads(numbers))


def plain(data: object) -> str:
    """Return plain data as JSON, the same data always in the same letters."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _shared(gathering: Gathering) -> dict[str, Any]:
    names = ("place", "week", "mode", "forms", "workshop", "aside")
    return {name: getattr(gathering, name) for name in names}


def _home(together: dict[str, dict[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
    """Return where a row belongs: to its workshop, or to nobody else."""
    known = {name: row.get(name) for name in ("place", "week", "mode", "forms", "workshop", "aside")}
    found = together.setdefault(row["workshop"] or row["id"], {**known, "blocks": [], "attended": []})
    found["forms"] = found["forms"] or known["forms"]
    found["aside"] = bool(known["aside"])
    return found
