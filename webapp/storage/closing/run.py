"""Closing: turns what has ended into records, and deletes its answers, in one transaction for each batch.

It may be killed anywhere and run again at any time: a batch is whole in the live tier, or whole in the records.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from random import Random, SystemRandom

from webapp.storage.batches import AT_HOME, CAMPAIGN, home_ended, home_week, workshop_of
from webapp.storage.closing.batch_to_records import Closed, Folding, Retention
from webapp.storage.closing.ended import EndedSql
from webapp.storage.closing.waiting import Waiters
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.records.group_results import Gathering, Totals
from webapp.storage.records.small_counts import FEWEST
from webapp.storage.records.store import Records
from webapp.storage.tallies import Tallies
from webapp.storage.weeks import begins_in, week_of
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.workshop import Workshop

FIFTH = 5
TWO = 2


class Closing:
    """Closes what has ended. Every method raises StorageUnavailable if the storage fails; run it again then."""

    def __init__(
        self, database: Database, records: Records, retention: Retention | None = None, random: Random | None = None
    ) -> None:
        self._database = database
        self._records = records
        self._retention = retention or Retention()
        self._random = random or SystemRandom()
        self._folding = Folding(database, records, self._random)
        self._waiters = Waiters(database, self._folding, self._retention)
        self._workshops = Workshops(database, timedelta(hours=self._retention.workshop_hours))
        self._tallies = Tallies(database)
        self._sql = EndedSql(database)

    def run(self, now: datetime) -> Closed:
        """Close everything that has ended by now, an aware time: workshops, batches at home, and those who waited.

        One that cannot be counted does not keep others from it; its error is raised once they are.
        """
        today = now.astimezone().date()
        done, failed = Closed(), []
        for work in self._works(now, today):
            try:
                done += work()
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be closed
                failed.append(error)
        tallies = self._tallies.close(today, self._random)
        if done != Closed() or tallies or not self._database.log_emptied:
            with contextlib.suppress(StorageUnavailable):  # somebody is reading: with the next closing, then
                self._database.truncate_log()
        if failed:
            raise failed[0]
        return done

    def _works(self, now: datetime, today: date) -> Iterator[Callable[[], Closed]]:
        """Yield what is to be done, each in a transaction of its own."""
        for ended in self._workshops.due(now):
            yield partial(self._folding.write, partial(self._close_workshop, ended=ended, today=today))
        for batch in self._database.read(self._sql.batches):
            if home_ended(batch, today):
                yield partial(self._folding.write, partial(self._close_home, batch=batch, today=today))
            elif workshop_of(batch):
                yield partial(self._folding.write, partial(self._close_late, batch=batch, today=today))
        yield partial(self._waiters.close, today)

    def _close_workshop(self, transaction: Transaction, *, ended: Workshop, today: date) -> Closed:
        """Close a workshop; its row keeps no more than its week. With too many attempts it stands aside as a whole."""
        if not self._sql.runs(transaction, ended.id):  # another process was first
            return Closed()
        held_on = ended.day or today
        week = week_of(held_on)
        head_count = ended.head_count if (ended.head_count or 0) >= FEWEST else None
        self._sql.close(transaction, ended.id, week, head_count)
        held = Totals()
        held.held(ended.place, week, head_count)
        groups = self._folding.read(transaction, ended.batch, f"{held_on:%Y-%m}")
        finishes = max((-(-group.finishes // group.times) for group in groups), default=0)
        aside = stands_aside(finishes, ended.head_count)
        municipality = (CAMPAIGN, *self._records.lineage(ended.place))[-2]
        gathering = Gathering(ended.place, week_of(today), "workshop", ended.id, ended.forms, aside)
        where = None if aside else municipality
        return self._folding.fold(
            transaction, ended.batch, groups, week=week, gathering=gathering, where=where, totals=held
        )

    def _close_home(self, transaction: Transaction, *, batch: str, today: date) -> Closed:
        week = home_week(batch) or week_of(today)
        groups = self._folding.read(transaction, batch, begins_in(week))
        gathering = Gathering("", week_of(today), "home")
        return self._folding.fold(transaction, batch, groups, week=week, gathering=gathering, where=AT_HOME)

    def _close_late(self, transaction: Transaction, *, batch: str, today: date) -> Closed:
        """What came to a workshop after it was closed leaves no numbers of its own: it waits with the campaign's.

        So does what came before a backup was restored that knows nothing of the workshop's having begun.
        """
        if self._sql.runs(transaction, workshop_of(batch) or ""):
            return Closed()
        week = week_of(today)
        groups = self._folding.read(transaction, batch, begins_in(week))
        return self._folding.fold(transaction, batch, groups, week=week, gathering=None, where=CAMPAIGN)


def stands_aside(finishes: int, head_count: int | None) -> bool:
    """Say whether more attempts were finished than people can have come: over a fifth more than them, and two."""
    over = finishes - (finishes if head_count is None else head_count)
    return over >= TWO and over * FIFTH > (head_count or 0)
