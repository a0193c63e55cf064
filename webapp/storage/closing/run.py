"""Closing: turns what has ended into records, and deletes its answers, in one transaction for each batch.

It may be killed at any point and run again at any time: the answers of a batch are either all in the live tier or all
counted in the records.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from random import Random, SystemRandom
from typing import TypeVar

from webapp.storage.batches import Retention, home_ended, workshop_of
from webapp.storage.closing.batch import BatchClosing
from webapp.storage.closing.block import Blocks
from webapp.storage.closing.live_rows import Closed, LiveRows
from webapp.storage.closing.people import PeopleReader
from webapp.storage.closing.waiting import WaitingGroups
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.records.store import Records
from webapp.storage.tallies import Tallies
from webapp.storage.workshops.store import Workshops

T = TypeVar("T")


class Closing:
    """Closes what has ended. Every method raises StorageUnavailable if the storage fails; run it again then."""

    def __init__(
        self, database: Database, records: Records, retention: Retention | None = None, random: Random | None = None
    ) -> None:
        self._database = database
        self._random = random or SystemRandom()
        retention = retention or Retention()
        self._workshops = Workshops(database, timedelta(hours=retention.workshop_hours))
        self._tallies = Tallies(database)
        self._rows = LiveRows(database)
        people, blocks = PeopleReader(database, records), Blocks(database, records, self._random)
        self._batch = BatchClosing(
            database, records, people=people, blocks=blocks, rows=self._rows, random=self._random
        )
        self._waiting = WaitingGroups(records, people, blocks, self._rows, retention)

    def run(self, now: datetime) -> Closed:
        """Close everything that has ended at an aware time, and return what was done.

        A batch that cannot be counted keeps no other from being closed; its error is raised when the others are.
        """
        today = now.astimezone().date()
        failed: list[Exception] = []
        close = partial(self._close_each, today=today, failed=failed)
        done = close(self._workshops.due(now), self._batch.workshop)
        batches = self._database.read(self._rows.batches)
        done += close([batch for batch in batches if home_ended(batch, today)], self._batch.at_home)
        done += close([batch for batch in batches if workshop_of(batch)], self._batch.late)
        for of_campaign in (False, True):  # the second time with all who joined the campaign's groups the first time
            waiting = self._database.read(self._rows.waiting)
            done += close(self._waiting.together(waiting, today, of_campaign=of_campaign), self._waiting.close)
        tallies = self._tallies.close(today, self._random)
        if done != Closed() or tallies or not self._database.log_emptied:
            with contextlib.suppress(StorageUnavailable):  # somebody is reading: the next closing does it
                self._database.truncate_log()
        if failed:
            raise failed[0]
        return done

    def _close_each(
        self,
        ended: Iterable[T],
        close: Callable[[Transaction, T, date], Closed],
        *,
        today: date,
        failed: list[Exception],
    ) -> Closed:
        """Close what has ended, each in a transaction of its own that meets no other closing."""

        def work(transaction: Transaction, one: T) -> Closed:
            self._database.take_turns(transaction)
            return close(transaction, one, today)

        done = Closed()
        for one in ended:
            try:
                done += self._database.write(partial(work, one=one))
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be closed
                failed.append(error)
        return done
