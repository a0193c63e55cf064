"""Waiting: groups that were too small to be counted, until they are ten people or four weeks have passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from webapp.storage.batches import AT_HOME, CAMPAIGN, Retention, Waiting
from webapp.storage.closing.block import Blocks
from webapp.storage.closing.live_rows import Closed, LiveRows
from webapp.storage.closing.people import PeopleReader, merged
from webapp.storage.database.engine import Transaction
from webapp.storage.records.group_results import GroupResults
from webapp.storage.records.store import Records
from webapp.storage.weeks import begins_in, week_of


class WaitingGroups:
    """Closes groups that wait."""

    def __init__(
        self, records: Records, people: PeopleReader, blocks: Blocks, rows: LiveRows, retention: Retention
    ) -> None:
        self._records = records
        self._people = people
        self._blocks = blocks
        self._rows = rows
        self._retention = retention

    @staticmethod
    def together(waiting: Iterable[Waiting], today: date, *, of_campaign: bool) -> list[list[Waiting]]:
        """Bring together the batches that wait for the same quiz at the same place, whatever their week.

        The batches of this week are left out, so that blocks of a place come once a week. `of_campaign` says whether
        those of the whole campaign are wanted, or those of municipalities and of people at home.
        """
        found: defaultdict[tuple[str, str], list[Waiting]] = defaultdict(list)
        for one in waiting:
            if (one.where == CAMPAIGN) == of_campaign and one.age(today) > 0:
                found[one.where, one.quiz].append(one)
        return list(found.values())

    def close(self, transaction: Transaction, together: Sequence[Waiting], today: date) -> Closed:
        """Make blocks of batches that wait together. Old ones join those of the campaign, or are deleted."""
        groups = [
            group for one in together for group in self._people.groups(transaction, str(one), begins_in(one.week))
        ]
        results, done = GroupResults(together[0].place, week_of(today), together[0].mode), Closed()
        for group in merged(groups):
            if group.makes_block:
                block = self._blocks.record(transaction, group)
                self._records.store(transaction, replace(results, blocks=(block,)))
                self._rows.delete(transaction, group.people)
                done += Closed(counted=len(group.people), blocks=1)
        for one in together:
            age = one.age(today)
            if age >= self._retention.wait_weeks:
                done += Closed(dropped=self._rows.delete_batch(transaction, str(one)))
            elif one.where not in (AT_HOME, CAMPAIGN) and age >= self._retention.join_weeks:
                self._rows.rename_batch(transaction, str(one), str(one.with_all()))
        return done
