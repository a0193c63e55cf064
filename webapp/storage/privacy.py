"""Privacy report: in plain words, what is stored now, what waits and until when, and what was counted when.

Of the answers that are stored now, the report gives only the magnitude. Otherwise two reports, one from before a
closing and one from after it, would together tell how many people a block has, which its record does not tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from webapp.storage.batches import OPEN_FOR, WAITING, Retention, place_alone, week_alone, workshop_of
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.rows import every
from webapp.storage.laptops.packing import PACKET_WEEKS
from webapp.storage.server_disk import day_in_words, server_disk
from webapp.storage.tables.kept import Attendance, Block, WorkshopRow
from webapp.storage.tables.live import HandsCount, LiveAnswer, LiveAttempt
from webapp.storage.tables.passing import LaptopKey, Packet
from webapp.storage.weeks import monday, week_of

WEEKS = 10
"""The number of weeks that are listed one by one: the last in which something was counted."""
MAGNITUDES = (1_000_000, 100_000, 10_000, 1_000, 100, 10)


class Privacy:
    """Makes the report. StorageUnavailable if the storage fails."""

    def __init__(self, database: Database, retention: Retention) -> None:
        self._database = database
        self._retention = retention

    def report(self, today: date) -> str:
        """Return the report, in English."""
        return self._database.read(lambda transaction: "\n".join(self._lines(transaction, today)))

    def _lines(self, transaction: Transaction, today: date) -> Iterator[str]:
        session, batch = transaction.session, col(LiveAttempt.batch)
        attempts = Counter(dict(session.exec(select(batch, func.count()).group_by(batch)).all()))
        with_answers = select(batch, func.count()).join(LiveAnswer, col(LiveAnswer.attempt) == col(LiveAttempt.id))
        answers = Counter(dict(session.exec(with_answers.group_by(batch)).all()))
        open_ = session.exec(select(WorkshopRow).where(col(WorkshopRow.day).is_not(None)))
        days = {workshop.id: workshop.day for workshop in open_ if workshop.day}
        yield f"What is stored on {day_in_words(today)}"
        yield ""
        yield "Answers, one row each, until they are counted:"
        yield from _live(attempts, answers, days, today)
        rooms = session.exec(select(func.count(col(HandsCount.workshop).distinct()))).one()
        if rooms:
            yield f"  by hands: what {_many(rooms, 'room')} raised its hands for, to be counted when they end"
        yield ""
        yield "Groups of fewer than 10, which wait for others:"
        yield from _waiting(attempts, self._retention)
        yield from _laptops(transaction)
        yield ""
        yield "Counted, in records of 10 attempts or more in which every number is rounded:"
        yield from self._counted(transaction)
        workshops = func.count(col(Attendance.workshop).distinct())
        aside = session.exec(select(workshops).where(col(Attendance.aside).is_(True))).one()
        yield ""
        yield f"Workshops with more attempts than people, which nobody has decided about: {aside}"
        yield ""
        yield "Settings:"
        hours, weeks = self._retention.workshop_hours, self._retention.wait_weeks
        latest = f"{hours} hours after it began at the latest"
        yield f"  TRYG_WORKSHOP_HOURS={hours}: a workshop ends, and is counted, {latest}"
        yield f"  TRYG_WAIT_WEEKS={weeks}: whoever waits for others is deleted {weeks} weeks after their week"
        yield "  At home a week's answers are counted one week after that week's end."
        if not self._database.is_sqlite:  # which overwrites what it deletes
            yield ""
            yield from server_disk(transaction)

    def _counted(self, transaction: Transaction) -> Iterator[str]:
        blocks, people = Counter[str](), Counter[str]()
        for block in every(transaction, Block, col(Block.aside).is_(False)):
            blocks[block.week] += 1
            people[block.week] += block.numbers["n"]
        told = sorted(blocks, reverse=True)
        for week in told[:WEEKS]:
            yield f"  week {week}: {_many(blocks[week], 'block')}, {people[week]:,} attempts"
        if before := told[WEEKS:]:
            all_blocks, all_people = (sum(counter[week] for week in before) for counter in (blocks, people))
            yield f"  before: {_many(all_blocks, 'block')}, {all_people:,} attempts"
        if not told:
            yield "  none"


def _laptops(transaction: Transaction) -> Iterator[str]:
    """Yield what a laptop has sealed and not handed over, and until when a server has the keys; nothing on others."""
    sealed = [packet.week for packet in every(transaction, Packet, col(Packet.sealed).is_not(None))]
    months = [key.month for key in every(transaction, LaptopKey)]
    if sealed:
        until = day_in_words(monday(min(sealed)) + timedelta(weeks=PACKET_WEEKS))
        yield ""
        groups = _many(len(sealed), "workshop")
        yield f"Sealed for the campaign, and read by nobody here: {groups}, the first until {until}"
    if months:
        yield ""
        first, last = min(months), max(months)
        yield f"Keys to which laptops seal: of {first} to {last}, each destroyed four weeks after its month"


def _live(
    attempts: Mapping[str, int], answers: Mapping[str, int], days: Mapping[str, date], today: date
) -> Iterator[str]:
    """Yield a line for people at home, in apps and in workshops: how many, since when, and when they are counted."""
    alone = {batch: week for batch in attempts if (week := week_alone(batch))}
    homes = {batch: week for batch, week in alone.items() if not place_alone(batch)}
    apps = {batch: week for batch, week in alone.items() if place_alone(batch)}
    workshops = {batch: workshop for batch in attempts if (workshop := workshop_of(batch))}
    for where, batches in (("at home", homes), *((("in other apps", apps),) if apps else ())):
        if batches:
            oldest = min(batches.values())
            until = day_in_words(monday(oldest) + OPEN_FOR)
            size = _size(attempts, answers, batches)
            yield f"  {where}: {size}; the oldest of week {oldest}, to be counted on {until}"
        else:
            yield f"  {where}: none"
    if workshops:
        day = min(days.get(workshop, today) for workshop in workshops.values())
        size = _size(attempts, answers, workshops)
        yield f"  in workshops: {size}; the oldest of week {week_of(day)}, to be counted when they end"
    else:
        yield "  in workshops: none"


def _waiting(attempts: Iterable[str], retention: Retention) -> Iterator[str]:
    """Yield a line for each week: how many groups wait, and until when; not for which quiz, and not where."""
    groups: defaultdict[str, int] = defaultdict(int)
    for batch in attempts:
        if match := WAITING.fullmatch(batch):
            groups[match[1]] += 1
    for week, n in sorted(groups.items()):
        until = monday(week) + timedelta(weeks=retention.wait_weeks)
        yield f"  of week {week}: {_many(n, 'group')}, to be counted or deleted on {day_in_words(until)} at the latest"
    if not groups:
        yield "  none"


def _size(attempts: Mapping[str, int], answers: Mapping[str, int], batches: Iterable[str]) -> str:
    batches = list(batches)
    said = [_magnitude(sum(counted.get(batch, 0) for batch in batches)) for counted in (attempts, answers)]
    return f"{said[0]} attempts with {said[1]} answers"


def _magnitude(n: int) -> str:
    return next((f"{least:,} or more" for least in MAGNITUDES if n >= least), "fewer than 10")


def _many(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
