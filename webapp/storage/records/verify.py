"""Verifying: whether the sums are what the records add up to; those that are not are written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import and_, bindparam, delete, select, union
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.rows import Row, Rows
from webapp.storage.records.group_results import Gathering, Key, Sum, Totals
from webapp.storage.records.store import ATTENDANCE, BLOCK, Records, gatherings, read_sum, sum_row
from webapp.storage.tables import Attendance, Block, StoredSum, WorkshopRow

TRIES = 3


class Moving(Exception):  # noqa: N818 - it is a state of the database, not a mistake in it
    """Something was counted while the sums were being recomputed: nothing was changed; once more, later."""

    def __init__(self) -> None:
        super().__init__("something was counted in the meantime; nothing was changed, so try once more")


@dataclass(frozen=True)
class Differing:
    """A sum that is not what the records add up to. `stored` is its row as it stands; None where there is none."""

    key: Key
    stored: str | None
    should: Sum

    def __str__(self) -> str:
        place, period, mode, quiz, version = self.key
        of = f"{place}, {period or 'all periods'}, {mode}, {f'{quiz} {version}'.strip() or 'all quizzes'}"
        try:
            found = Sum() if self.stored is None else read_sum(self.stored)
        except (KeyError, TypeError, ValueError):
            return f"{of}: cannot be read"
        here, there = dict(_leaves(found.to_plain())), dict(_leaves(self.should.to_plain()))
        wrong = [name for name in sorted({**here, **there}) if here.get(name, 0) != there.get(name, 0)]
        said = "; ".join(f"{name} is {here.get(name, 0)}, should be {there.get(name, 0)}" for name in wrong[:3])
        more = f"; and {len(wrong) - 3} more" if len(wrong) > 3 else ""  # noqa: PLR2004 - the three that were said
        return f"{of}: {said}{more}"


@dataclass
class Verified:
    """What was looked at, how many of each; which sums differ, and what could not be read."""

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
        self._records = records
        self._blocks = Rows(database, Block, col(Block.workshop).is_(None))
        self._attendance = Rows(database, Attendance, col(Attendance.workshop).is_(None))
        self._workshops = Rows(database, WorkshopRow, col(WorkshopRow.closed).is_(True))
        self._sums = Rows(database, StoredSum)
        of = [select(col(table.workshop)).where(col(table.workshop).is_not(None)) for table in (Block, Attendance)]
        self._left = database.sql(union(*of))
        mine = and_(*(getattr(StoredSum, name) == bindparam(name) for name in Key._fields))
        self._stored = database.sql(select(col(StoredSum.numbers)).where(mine))
        self._delete = database.sql(delete(StoredSum).where(mine))

    def verify(self) -> Verified:
        """Compare all sums with what the records add up to, those that stand aside left out."""
        return self._database.read(self.verified)

    def mend(self) -> Verified:
        """Write the sums that differ anew, in one transaction, and return what differed.

        Raises Moving if something is counted all the time.
        """
        for _ in range(TRIES):
            found = self.verify()
            if found.unreadable or not found.differing:
                return found
            if self._database.alone(partial(self._written, differing=found.differing)):
                return found
        raise Moving

    def verified(self, transaction: Transaction) -> Verified:
        """Compare, as part of a transaction that sees one state."""
        found = Verified()
        should = self._recomputed(transaction, found).spread(self._records.lineage)
        for row in self._sums.all(transaction):
            found.sums += 1
            key = Key(*(row[name] for name in Key._fields))
            here = Differing(key, row["numbers"], should.pop(key, Sum()))
            if not _same(here):
                found.differing.append(here)
        missing = (Differing(key, None, sum_) for key, sum_ in should.items() if sum_ != Sum())
        found.differing.extend(missing)
        return found

    def _recomputed(self, transaction: Transaction, found: Verified) -> Totals:
        """Add up everything, gathering by gathering."""
        totals = Totals()
        for gathering in self._gatherings(transaction, found):
            found.blocks += len(gathering.blocks)
            found.attendance += len(gathering.attended)
            if not gathering.aside:
                try:
                    totals.add(gathering, self._records.outlines(transaction))
                except LookupError:
                    found.unreadable.append(f"block {_names(gathering)} is of a quiz version that is not known")
                except ValueError as error:
                    found.unreadable.append(f"block {_names(gathering)} cannot be counted: {error}")
        for row in self._workshops.all(transaction):
            found.workshops += 1
            totals.held(row["place"], row["week"], row["head_count"])
        return totals

    def _gatherings(self, transaction: Transaction, found: Verified) -> Iterator[Gathering]:
        for row in self._blocks.all(transaction):
            yield from _read([_values(row, BLOCK)], [], found)
        for row in self._attendance.all(transaction):
            yield from _read([], [_values(row, ATTENDANCE)], found)
        for (workshop,) in transaction.execute(self._left).fetchall():
            yield from _read(*self._records.rows(transaction, workshop), found)

    def _written(self, transaction: Transaction, differing: Iterable[Differing]) -> bool:
        """Write sums as they should be, if they still are as they were found."""
        for one in differing:
            row = transaction.execute(self._stored, one.key._asdict()).fetchone()
            if (row[0] if row else None) != one.stored:
                return False
        for one in differing:
            transaction.execute(self._delete, one.key._asdict())
        self._sums.insert(transaction, (sum_row(one.key, one.should) for one in differing if one.should != Sum()))
        return True


def _read(blocks: list[tuple[Any, ...]], attended: list[tuple[Any, ...]], found: Verified) -> list[Gathering]:
    try:
        return list(gatherings(blocks, attended))
    except (TypeError, ValueError) as error:
        found.unreadable.append(f"block {', '.join(row[0] for row in blocks)} cannot be read: {error}")
        return []


def _same(here: Differing) -> bool:
    try:
        return here.stored is not None and read_sum(here.stored) == here.should
    except (KeyError, TypeError, ValueError):
        return False


def _names(gathering: Gathering) -> str:
    return ", ".join(block.id for block in gathering.blocks)


def _values(row: Row, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


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
