"""Verifying: whether the sums are what the records add up to. Sums that are not are written anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, delete, or_
from sqlmodel import col, select

from webapp.storage.database.engine import Database, Prepared, Transaction
from webapp.storage.database.rows import Row, Rows
from webapp.storage.records.group_results import GroupResults, SumKey, Totals
from webapp.storage.records.store import Records, results_of
from webapp.storage.tables.kept import Attendance, Block, StoredSum, WorkshopRow
from webapp.sums import Sum

TRIES = 3


class Moving(Exception):  # noqa: N818 - it is a state of the database, not a mistake in it
    """Something was counted while the sums were recomputed: nothing was changed; try once more later."""

    def __init__(self) -> None:
        super().__init__("something was counted in the meantime; nothing was changed, so try once more")


class Differing(NamedTuple):
    """A sum that is not what the records add up to. `stored` is its JSON text; None if there is no such sum."""

    key: SumKey
    stored: str | None
    should: Sum

    def __str__(self) -> str:
        place, period, mode, quiz, version = self.key
        of = f"{place}, {period or 'all periods'}, {mode}, {f'{quiz} {version}'.strip() or 'all quizzes'}"
        try:
            found = Sum() if self.stored is None else _sum(self.stored)
        except (KeyError, TypeError, ValueError):
            return f"{of}: cannot be read"
        here, there = dict(_leaves(found.to_plain())), dict(_leaves(self.should.to_plain()))
        wrong = [name for name in sorted({**here, **there}) if here.get(name, 0) != there.get(name, 0)]
        said = "; ".join(f"{name} is {here.get(name, 0)}, should be {there.get(name, 0)}" for name in wrong[:3])
        more = f"; and {len(wrong) - 3} more" if len(wrong) > 3 else ""  # noqa: PLR2004 - the three that were said
        return f"{of}: {said}{more}"

    @property
    def agrees(self) -> bool:
        """Whether the sum is what the records add up to."""
        try:
            return self.stored is not None and _sum(self.stored) == self.should
        except (KeyError, TypeError, ValueError):
            return False


@dataclass
class Verified:
    """How many rows of each kind were looked at, which sums differ, and what could not be read."""

    blocks: int = 0
    attendance: int = 0
    workshops: int = 0
    sums: int = 0
    differing: list[Differing] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        """Whether everything is as it should be."""
        return not self.differing and not self.unreadable


class Verifying:
    """Recomputes sums. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database, records: Records) -> None:
        self._database = database
        self.records = records

    def verify(self) -> Verified:
        """Compare all sums with what the records add up to; records that are set aside add nothing."""
        return self._database.read(self.verified)

    def mend(self) -> Verified:
        """Write the sums that differ anew, in one transaction, and return what differed.

        Raises Moving if something is counted each time.
        """
        for _ in range(TRIES):
            found = self.verify()
            if found.unreadable or not found.differing:
                return found
            if self._database.alone(partial(_write, differing=found.differing)):
                return found
        raise Moving

    def begin(self) -> None:
        """Add everything up if there are records, but no sums, as after a change of what a sum is."""
        if self._database.rows(self._database.once(_without_sums)) == [(True,)]:
            self.mend()

    def add_up(self, transaction: Transaction) -> None:
        """Write the sums that differ anew, as part of a transaction; ValueError with what cannot be counted."""
        found = self.verified(transaction)
        if found.unreadable:
            raise ValueError(found.unreadable[0])
        _write(transaction, found.differing)

    def verified(self, transaction: Transaction) -> Verified:
        """Compare, as part of a transaction that sees one state."""
        found = Verified()
        should = self._recomputed(transaction, found).spread(self.records.lineage)
        for row in Rows(StoredSum).all(transaction):
            found.sums += 1
            key = SumKey(*(row[name] for name in SumKey._fields))
            here = Differing(key, row["numbers"], should.pop(key, Sum()))
            if not here.agrees:
                found.differing.append(here)
        missing = (Differing(key, None, sum_) for key, sum_ in should.items() if sum_ != Sum())
        found.differing.extend(missing)
        return found

    def _recomputed(self, transaction: Transaction, found: Verified) -> Totals:
        """Add up everything."""
        totals = Totals()
        for results in _all_results(transaction, found):
            found.blocks += len(results.blocks)
            found.attendance += len(results.attended)
            names = ", ".join(block.id for block in results.blocks)
            counted = Totals() if results.aside else totals  # whether they can be counted is seen either way
            try:
                counted.add(results, self.records.outlines(transaction))
            except LookupError:
                found.unreadable.append(f"block {names} is of a quiz version that is not known")
            except ValueError as error:
                found.unreadable.append(f"block {names} cannot be counted: {error}")
        for row in Rows(WorkshopRow, col(WorkshopRow.closed).is_(True)).all(transaction):
            found.workshops += 1
            totals.add_workshop(row["place"], row["week"], row["head_count"])
        return totals


def _without_sums(database: Database) -> Prepared:
    """Return the question whether there is something that sums are made of, but no sum."""
    over = col(WorkshopRow.closed).is_(True)
    records = or_(select(Block).exists(), select(Attendance).exists(), select(WorkshopRow).where(over).exists())
    return database.prepare(select(and_(records, ~select(StoredSum).exists())))


def _all_results(transaction: Transaction, found: Verified) -> Iterator[GroupResults]:
    """Yield all results: first those of people who belong to no workshop, then workshop by workshop."""
    for row in Rows(Block, col(Block.workshop).is_(None)).all(transaction):
        yield from _results([row], [], found)
    for row in Rows(Attendance, col(Attendance.workshop).is_(None)).all(transaction):
        yield from _results([], [row], found)
    of = [
        select(col(table.workshop)).where(col(table.workshop).is_not(None)).distinct() for table in (Block, Attendance)
    ]
    for workshop in sorted({str(name) for query in of for name in transaction.session.exec(query)}):
        blocks, attended = (Rows(table, col(table.workshop) == workshop) for table in (Block, Attendance))
        yield from _results(list(blocks.all(transaction)), list(attended.all(transaction)), found)


def _results(blocks: list[Row], attended: list[Row], found: Verified) -> list[GroupResults]:
    """Return the results that rows hold; if they cannot be read, note that."""
    try:
        read = [Block(**row | {"numbers": json.loads(row["numbers"])}) for row in blocks]
        return list(results_of(read, [Attendance(**row) for row in attended]))
    except (TypeError, ValueError) as error:
        found.unreadable.append(f"block {', '.join(row['id'] for row in blocks)} cannot be read: {error}")
        return []


def _write(transaction: Transaction, differing: Iterable[Differing]) -> bool:
    """Write sums as they should be; return False if one of them is not as it was found any more."""
    for one in differing:
        stored = [row["numbers"] for row in Rows(StoredSum, _is(one.key)).all(transaction)]
        if (stored or [None]) != [one.stored]:
            return False
    session = transaction.session
    for one in differing:
        session.exec(delete(StoredSum).where(_is(one.key)))
        if one.should != Sum():
            session.add(StoredSum(**one.key._asdict(), numbers=one.should.to_plain()))
    return True


def _is(key: SumKey) -> ColumnElement[bool]:
    return and_(*(getattr(StoredSum, name) == value for name, value in key._asdict().items()))


def _sum(numbers: str) -> Sum:
    return Sum.from_plain(json.loads(numbers))


def _leaves(plain_data: Any, at: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - plain data
    """Yield every number with the way to it."""
    if isinstance(plain_data, Mapping):
        for name, part in plain_data.items():
            yield from _leaves(part, f"{at}.{name}" if at else str(name))
    elif isinstance(plain_data, list | tuple):
        for index, part in enumerate(plain_data):
            yield from _leaves(part, f"{at}.{index}")
    elif plain_data is not None:
        yield at, plain_data
