"""Closing: turns what has ended into records, and deletes its answers, in one transaction for each batch or part.

It may be killed at any point and run again at any time: the answers of a part are either all in the live tier or all
counted in the records.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random, SystemRandom
from typing import TYPE_CHECKING, TypeVar

from webapp.storage.batches import Retention, ended_alone, workshop_of
from webapp.storage.closing.batch import BatchClosing
from webapp.storage.closing.block import Blocks
from webapp.storage.closing.hands import HandsCounting
from webapp.storage.closing.live_rows import Closed, LiveRows
from webapp.storage.closing.parts import MOST, Part, Parts
from webapp.storage.closing.people import PeopleReader
from webapp.storage.closing.waiting import WaitingGroups
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.database.rewriting import Rewriting
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.storage.records.group_results import GroupResults
from webapp.storage.records.store import Records
from webapp.storage.tallies import Tallies
from webapp.storage.workshops.store import Workshops

if TYPE_CHECKING:
    from webapp.storage.laptops.packing import Packing

T = TypeVar("T")


def ignore(_results: GroupResults) -> None:
    """Nobody hears of results."""


class Closing:
    """Closes what has ended. Every method raises StorageUnavailable if the storage fails; run it again then.

    On a laptop with a campaign file, `packing` seals small groups as soon as they would have to wait. More than `most`
    attempts of people at home or in an app are closed in parts. `recorded` hears of the results that count, once they
    are stored.
    """

    def __init__(
        self,
        database: Database,
        records: Records,
        retention: Retention | None = None,
        *,
        random: Random | None = None,
        packing: Packing | None = None,
        recorded: Callable[[GroupResults], object] = ignore,
        most: int = MOST,
    ) -> None:
        self._database = database
        self._random = random or SystemRandom()
        retention = retention or Retention()
        self._workshops = Workshops(database, timedelta(hours=retention.workshop_hours))
        self._tallies = Tallies(database)
        self.rewriting = Rewriting(database)
        self._rows = database.once(LiveRows)
        self._parts = Parts(database, most)
        people, blocks = PeopleReader(database, records), Blocks(database, records, self._random)
        hands = HandsCounting(database, records, self._random)
        self._batch = BatchClosing(
            database, records, people=people, blocks=blocks, hands=hands, rows=self._rows, random=self._random
        )
        self._waiting = WaitingGroups(
            records, people=people, blocks=blocks, rows=self._rows, retention=retention, random=self._random
        )
        self._packing = packing
        self._recorded = recorded
        self._keys = LaptopKeys(database)

    def run(self, now: datetime) -> Closed:
        """Close everything that has ended by now, and return what was done; the date of `now` is the day of the site.

        A batch that cannot be counted keeps no other from being closed; its error is raised when the others are.
        """
        today = now.date()
        failed: list[Exception] = []
        close = partial(self._close_each, today=today, failed=failed)
        ended = self._workshops.due(now)
        done = close(ended, self._batch.workshop)
        batches = self._database.read(self._rows.batches)
        done += close(self._alone([batch for batch in batches if ended_alone(batch, today)]), self._batch.alone)
        done += close([batch for batch in batches if workshop_of(batch)], self._batch.late)
        forgotten = self._packing.run(today) if self._packing else self._keys.destroy(today)
        for of_campaign in (False, True):  # the second time with all who joined the campaign's groups the first time
            waiting = self._database.read(self._rows.waiting)
            done += close(self._waiting.together(waiting, today, of_campaign=of_campaign), self._waiting.close)
        tallies = self._tallies.close(today, self._random)
        links = self._workshops.forget_links(today)
        if ended or done != Closed() or tallies or forgotten or links or not self._database.log_emptied:
            with contextlib.suppress(StorageUnavailable):  # somebody is reading: the next closing does it
                self._database.truncate_log()
        self.rewriting.run()
        if failed:
            raise failed[0]
        return done

    def _alone(self, batches: Iterable[str]) -> Iterator[tuple[str, Part | None]]:
        """Yield the batches that have ended, the large ones part by part and what is left of each at last."""
        for batch in batches:
            for part in self._database.read(partial(self._parts.of, batch=batch)):
                yield batch, part
            yield batch, None

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
                closed = self._database.write(partial(work, one=one))
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be closed
                failed.append(error)
            else:
                for results in closed.results:
                    self._recorded(results)
                done += replace(closed, results=())
        return done
