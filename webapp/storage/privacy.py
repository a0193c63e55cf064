"""Privacy report: in plain words, what is stored now, what waits and until when, and what was counted when.

Numbers of answers that are there now are told by magnitude alone. Two reports that were kept, one from before a
closing and one from after it, would otherwise say how many people a block has, which its record does not.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from webapp.storage.batches import OPEN_FOR, WAITING, home_week, workshop_of
from webapp.storage.closing.batch_to_records import Retention
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.database.rows import Rows
from webapp.storage.tables import Attendance, Block, LiveAnswer, LiveAttempt, WorkshopRow
from webapp.storage.weeks import monday, week_of

WEEKS = 10
"""So many of the last weeks in which something was counted are told one by one."""
MAGNITUDES = (1_000_000, 100_000, 10_000, 1_000, 100, 10)


class Privacy:
    """Reports. StorageUnavailable if the storage fails."""

    def __init__(self, database: Database, retention: Retention) -> None:
        self._database = database
        self._retention = retention
        attempt, answer = LiveAttempt, LiveAnswer
        self._attempts = database.sql(select(col(attempt.batch), func.count()).group_by(col(attempt.batch)))
        self._answers = database.sql(
            select(col(attempt.batch), func.count())
            .join(LiveAnswer, col(answer.attempt) == col(attempt.id))
            .group_by(col(attempt.batch))
        )
        self._days = database.sql(
            select(col(WorkshopRow.id), col(WorkshopRow.day)).where(col(WorkshopRow.day).is_not(None))
        )
        self._aside = database.sql(
            select(func.count(col(Attendance.workshop).distinct())).where(col(Attendance.aside).is_(True))
        )
        self._blocks = Rows(database, Block, col(Block.aside).is_(False))

    def report(self, today: date) -> str:
        """Return the report, in English."""
        return self._database.read(lambda transaction: "\n".join(self._lines(transaction, today)))

    def _lines(self, transaction: Transaction, today: date) -> Iterator[str]:
        attempts = dict(transaction.execute(self._attempts).fetchall())
        answers = Counter(dict(transaction.execute(self._answers).fetchall()))
        days = dict(transaction.execute(self._days).fetchall())
        yield f"What is stored on {_day(today)}"
        yield ""
        yield "Answers, one row each, until they are counted:"
        yield from _live(attempts, answers, days, today)
        yield ""
        yield "Groups of fewer than 10, which wait for others:"
        yield from _waiting(attempts, self._retention)
        yield ""
        yield "Counted, in records of 10 attempts or more in which every number is rounded:"
        yield from self._counted(transaction)
        ((aside,),) = transaction.execute(self._aside).fetchall()
        yield ""
        yield f"Workshops with more attempts than people, which nobody has decided about: {aside}"
        yield ""
        yield "Settings:"
        hours, weeks = self._retention.workshop_hours, self._retention.wait_weeks
        yield f"  WORKSHOP_HOURS={hours}: a workshop ends, and is counted, {hours} hours after it began at the latest"
        yield f"  WAIT_WEEKS={weeks}: whoever waits for others is deleted {weeks} weeks after their week"
        yield "  At home a week's answers are counted one week after that week's end."

    def _counted(self, transaction: Transaction) -> Iterator[str]:
        blocks, people = Counter[str](), Counter[str]()
        for row in self._blocks.all(transaction):
            blocks[row["week"]] += 1
            people[row["week"]] += json.loads(row["numbers"])["n"]
        told = sorted(blocks, reverse=True)
        for week in told[:WEEKS]:
            yield f"  week {week}: {_many(blocks[week], 'block')}, {people[week]:,} attempts"
        if before := told[WEEKS:]:
            all_blocks, all_people = (sum(counter[week] for week in before) for counter in (blocks, people))
            yield f"  before: {_many(all_blocks, 'block')}, {all_people:,} attempts"
        if not told:
            yield "  none"


def _live(
    attempts: Mapping[str, int], answers: Mapping[str, int], days: Mapping[str, str], today: date
) -> Iterator[str]:
    """Yield a line for each kind of batch: how many, since when, and when they are counted at the latest."""
    homes = {batch: week for batch in attempts if (week := home_week(batch))}
    workshops = {batch: workshop for batch in attempts if (workshop := workshop_of(batch))}
    if homes:
        oldest = min(homes.values())
        until = _day(monday(oldest) + OPEN_FOR)
        yield f"  at home: {_size(attempts, answers, homes)}; the oldest of week {oldest}, to be counted on {until}"
    else:
        yield "  at home: none"
    if workshops:
        day = min(date.fromisoformat(days.get(workshop, str(today))) for workshop in workshops.values())
        size = _size(attempts, answers, workshops)
        yield f"  in workshops: {size}; the oldest of week {week_of(day)}, to be counted when they end"
    else:
        yield "  in workshops: none"


def _waiting(attempts: Iterable[str], retention: Retention) -> Iterator[str]:
    """Yield a line for each week: how many groups, and until when at the latest. Not of what, nor where."""
    groups: defaultdict[str, int] = defaultdict(int)
    for batch in attempts:
        if match := WAITING.fullmatch(batch):
            groups[match[1]] += 1
    for week, n in sorted(groups.items()):
        until = monday(week) + timedelta(weeks=retention.wait_weeks)
        yield f"  of week {week}: {_many(n, 'group')}, to be counted or deleted on {_day(until)} at the latest"
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


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
