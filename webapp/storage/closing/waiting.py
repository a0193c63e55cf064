"""Waiters: groups that were too small to be counted, until they are ten, or four weeks have passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlmodel import col

from webapp.storage.batches import AT_HOME, CAMPAIGN, Waiting
from webapp.storage.closing.batch_to_records import Closed, Folding, Retention
from webapp.storage.closing.counting import merged
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import Gathering
from webapp.storage.tables import LiveAttempt, waits
from webapp.storage.weeks import begins_in, week_of


class Waiters:
    """Closes those who wait. A week's waiters are looked at from the next week on, so that blocks come once a week."""

    def __init__(self, database: Database, folding: Folding, retention: Retention) -> None:
        self._database = database
        self._folding = folding
        self._retention = retention
        self._batches = database.sql(select(col(LiveAttempt.batch), col(LiveAttempt.quiz)).where(waits()).distinct())

    def all(self) -> list[Waiting]:
        """Return every batch of those who wait."""
        rows = self._database.read(lambda transaction: transaction.execute(self._batches).fetchall())
        return [waiting for row in sorted(rows) if (waiting := Waiting.read(*row))]

    def close(self, today: date) -> Closed:
        """Make blocks of municipalities and of home; let what has waited long join the campaign's group, or go."""
        done = Closed()
        for campaign in (False, True):  # what joins the campaign's group today is looked at there today
            ones = [one for one in self.all() if (one.where == CAMPAIGN) == campaign and one.age(today) > 0]
            for together in _together(ones):
                done += self._folding.write(partial(self._close, ones=together, today=today))
        return done

    def _close(self, transaction: Transaction, *, ones: Sequence[Waiting], today: date) -> Closed:
        groups = [group for one in ones for group in self._folding.read(transaction, str(one), begins_in(one.week))]
        done = Closed()
        for group in merged(groups):
            people = len(group.people)
            if group.makes_block:
                self._folding.store_block(transaction, Gathering(ones[0].place, week_of(today), ones[0].mode), group)
                done += Closed(counted=people, blocks=1)
        for one in ones:
            if one.age(today) >= self._retention.wait_weeks:
                done += Closed(dropped=self._folding.empty(transaction, str(one)))
            elif one.where not in (AT_HOME, CAMPAIGN) and one.age(today) >= self._retention.join_weeks:
                self._folding.rename(transaction, str(one), str(one.with_all()))
        return done


def _together(ones: Iterable[Waiting]) -> list[list[Waiting]]:
    """Bring together who wait for the same quiz at the same place, whatever their week."""
    found: defaultdict[tuple[str, str], list[Waiting]] = defaultdict(list)
    for one in ones:
        found[one.where, one.quiz].append(one)
    return list(found.values())
