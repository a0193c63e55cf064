"""Incoming: counts the records of another machine that are not known yet. A file that does not fit is refused whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime

from sqlmodel import col, select

from quizlib import Outline
from quizlib.measures import STEP, Record
from webapp.storage.batches import CAMPAIGN, MODES, fits, times_counted
from webapp.storage.closing.batch import over
from webapp.storage.database.engine import Transaction
from webapp.storage.records.group_results import BlockRecord, GroupResults, QuizAttendance, Totals
from webapp.storage.records.store import Records, workshop_rows
from webapp.storage.tables.kept import Attendance, Block, Monthly, WorkshopRow
from webapp.storage.transfer.counts_file import CountsFile, Numbered
from webapp.storage.transfer.lines import (
    AttendanceLine,
    BlockLine,
    Line,
    MonthlyLine,
    Once,
    OutlineLine,
    PacketLine,
    ResultLine,
    WorkshopLine,
)
from webapp.storage.transfer.packets import IncomingPackets
from webapp.storage.workshops.workshop import CLOSED_WORKSHOP
from webapp.sums import APP

COUNTED: dict[str, type[Block | Attendance | Monthly]] = {
    "block": Block,
    "attendance": Attendance,
    "monthly": Monthly,
}
"""The tables whose rows are counted once, by their ids."""


class Incoming:
    """Counts what a file brings. `places` are the ids in places.yaml."""

    def __init__(self, records: Records, places: Collection[str]) -> None:
        self._records = records
        self._places = {*places, CAMPAIGN}
        self._packets = IncomingPackets(records, places)

    def count(self, transaction: Transaction, file: CountsFile, today: date | None = None) -> Counter[str]:
        """Store what is new, add it to the sums, and return how many rows of each table were new.

        `today` says which keys of laptops are still there; without it, it is the day in UTC. FileError if something
        does not fit or the file is not whole; everything is to be undone then.
        """
        today = today or datetime.now(UTC).date()
        totals, new = Totals(), Counter[str]()
        for group in _groups(file):
            try:
                first = group[0].line
                if isinstance(first, PacketLine):
                    new["packet"] += self._packets.take(transaction, first, today)
                else:
                    new += self._taken(transaction, [one.line for one in group], totals)
            except ValueError as error:
                file.refuse(str(error), line=group[0].number)
            except LookupError:
                file.refuse("it is of a quiz version that nobody knows here", line=group[0].number)
        self._records.add(transaction, totals)
        return +new

    def _taken(self, transaction: Transaction, lines: Sequence[Line], totals: Totals) -> Counter[str]:
        """Store lines that belong together, unless they are known: a workshop and what it left, or a single line."""
        first, *under = lines
        if isinstance(first, OutlineLine):
            self._learn(transaction, first)
        elif isinstance(first, WorkshopLine):
            return self._workshop(transaction, first, [one for one in under if isinstance(one, ResultLine)], totals)
        elif isinstance(first, ResultLine):
            self._check(fits(first.mode, first.place), f"people in mode {first.mode} at the place {first.place!r}")
            self._check(first.mode != "hands", "people in mode hands of no workshop, where alone hands are counted")
            self._check_place(first.place)
            if not self._has(transaction, first):
                return self._store(transaction, [first], totals)
        elif isinstance(first, MonthlyLine) and not self._has(transaction, first):
            transaction.session.add(Monthly(**first.model_dump(exclude={"table"})))
            return Counter(monthly=1)
        return Counter()

    def _learn(self, transaction: Transaction, line: OutlineLine) -> None:
        outline = Outline.from_plain(line.items)
        same = (outline.quiz, outline.version, outline.whole) == (line.quiz, line.version, line.whole)
        self._check(same, "it holds another quiz version than it names")
        self._records.learn(transaction, [outline])

    def _workshop(
        self, transaction: Transaction, line: WorkshopLine, under: Sequence[ResultLine], totals: Totals
    ) -> Counter[str]:
        """Count a workshop that is not known here, or only planned; leave it if all that it left is known.

        It is set aside if it was on the other machine, whatever was decided there, or if it has too many attempts.
        """
        self._check_place(line.place)
        alike = all((one.place, one.mode, one.week) == (line.place, MODES[line.way], under[0].week) for one in under)
        self._check(alike, f"workshop {line.id} has people of another place, week or way")
        known = {row.id for rows in workshop_rows(transaction, line.id) for row in rows}
        here = transaction.session.get(WorkshopRow, line.id)
        closed = here.closed if here else bool(known)
        self._check(closed or here is None or not here.begun, f"workshop {line.id} has not ended here; end it first")
        if here and here.stood_aside and not known:
            return Counter()  # somebody here has left it out
        if closed:
            same = known == {one.id for one in under}
            self._check(same, f"workshop {line.id} is known here with other blocks: people would be counted twice")
            return Counter()
        elsewhere = [one.id for one in under if self._has(transaction, one)]
        self._check(not elsewhere, f"{', '.join(elsewhere)} of workshop {line.id} is known here as another's")
        aside = line.stood_aside or self._too_many(transaction, line, under)
        planner = here.planner if here and aside else None
        row = line.model_dump(exclude={"table", "stood_aside"})
        transaction.session.merge(WorkshopRow(**row, **CLOSED_WORKSHOP, planner=planner, stood_aside=aside))
        totals.add_workshop(line.place, line.week, line.head_count)
        return Counter(workshop=1) + self._store(transaction, under, totals, aside=aside)

    def _too_many(self, transaction: Transaction, line: WorkshopLine, under: Sequence[ResultLine]) -> bool:
        """Return True if a quiz was certainly finished by too many for the head count, however it was rounded."""
        if line.head_count is None:
            return False
        kinds = {outline.quiz: outline.kind for outline in self._records.outlines(transaction).values()}
        finished = [(kinds.get(one.quiz, ""), one.finishes or 0) for one in under if isinstance(one, AttendanceLine)]
        people = (-(-(finishes - STEP + 1) // times_counted(kind)) for kind, finishes in finished)
        return over(max(people, default=0), line.head_count)

    def _store(
        self, transaction: Transaction, lines: Sequence[ResultLine], totals: Totals, *, aside: bool = False
    ) -> Counter[str]:
        """Store what the same people left, and count it unless it is set aside."""
        if not lines:
            return Counter()
        blocks = [line for line in lines if isinstance(line, BlockLine)]
        attended = [line for line in lines if isinstance(line, AttendanceLine)]
        results = GroupResults(
            lines[0].place,
            lines[0].week,
            lines[0].mode,
            lines[0].workshop,
            aside=aside,
            blocks=tuple(
                BlockRecord(one.id, one.quiz, one.version, Record.from_plain(one.numbers), one.forms) for one in blocks
            ),
            attended=tuple(QuizAttendance(one.id, one.quiz, one.starts, one.finishes) for one in attended),
        )
        counted = Totals() if aside else totals  # whether it fits its quizzes is seen either way
        counted.add(results, self._records.outlines(transaction))
        self._records.insert(transaction, results)
        return Counter(block=len(blocks), attendance=len(attended))

    def _has(self, transaction: Transaction, line: Once) -> bool:
        table = COUNTED[line.table]
        return transaction.session.exec(select(table.id).where(col(table.id) == line.id)).first() is not None

    def _check_place(self, place: str) -> None:
        known = not place or place in self._places or place.startswith(APP)
        self._check(known, f"it names the place {place!r}, which places.yaml has not")

    @staticmethod
    def _check(right: bool, otherwise: str) -> None:  # noqa: FBT001 - what is checked
        if not right:
            raise ValueError(otherwise)


def _groups(file: CountsFile) -> Iterator[list[Numbered]]:
    """Yield lines that belong together; FileError if a line of a workshop does not come directly after it."""
    group: list[Numbered] = []
    for numbered in file.lines():
        of = numbered.line.workshop if isinstance(numbered.line, ResultLine) else None
        above = group[0].line if group else None
        if of is not None and isinstance(above, WorkshopLine) and above.id == of:
            group.append(numbered)
            continue
        if of is not None:
            file.refuse(f"it does not stand under its workshop {of}", line=numbered.number)
        if group:
            yield group
        group = [numbered]
    if group:
        yield group


def _block(line: BlockLine) -> BlockRecord:
    return BlockRecord(line.id, line.quiz, line.version, Record.from_plain(line.numbers), line.forms)
