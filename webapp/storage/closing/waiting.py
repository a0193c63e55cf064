"""Waiting: groups that were too small to be counted, until they are ten attempts or four weeks have passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from webapp.storage.batches import CAMPAIGN, Retention, Waiting
from webapp.storage.closing.block import Blocks
from webapp.storage.closing.live_rows import Closed, LiveRows
from webapp.storage.closing.people import AttemptGroup, PeopleReader, merged
from webapp.storage.closing.shares import within_shares
from webapp.storage.database.engine import Transaction
from webapp.storage.records.group_results import GroupResults
from webapp.storage.records.store import Records
from webapp.storage.weeks import begins_in, week_of


class WaitingGroups:
    """Closes groups that wait."""

    def __init__(
        self,
        records: Records,
        *,
        people: PeopleReader,
        blocks: Blocks,
        rows: LiveRows,
        retention: Retention,
        random: Random,
    ) -> None:
        self._records = records
        self._people = people
        self._blocks = blocks
        self._rows = rows
        self._retention = retention
        self._random = random

    @staticmethod
    def together(waiting: Iterable[Waiting], today: date, *, of_campaign: bool) -> list[list[Waiting]]:
        """Bring together the batches of one mode that wait for the same quiz at the same place, of any week.

        The batches of this week are left out, so that blocks of a place come once a week. `of_campaign` says whether
        those of the whole campaign are wanted, or those of municipalities and of people at home.
        """
        found: defaultdict[tuple[str, str, str], list[Waiting]] = defaultdict(list)
        for one in waiting:
            if (one.where == CAMPAIGN) == of_campaign and one.age(today) > 0:
                found[one.mode, one.where, one.quiz].append(one)
        return list(found.values())

    def close(self, transaction: Transaction, together: Sequence[Waiting], today: date) -> Closed:
        """Make blocks of batches that wait together. Old ones join those of the campaign, or are deleted."""
        groups = [
            group for one in together for group in self._people.groups(transaction, str(one), begins_in(one.week))
        ]
        results, done = GroupResults(together[0].place, week_of(today), together[0].mode), Closed()
        for group in self._within_shares(transaction, together, merged(groups)):
            if group.makes_block:
                whole = replace(results, blocks=(self._blocks.record(transaction, group),))
                self._records.store(transaction, whole)
                self._rows.delete(transaction, group.people)
                done += Closed(counted=len(group.people), blocks=1, results=(whole,))
        for one in together:
            age = one.age(today)
            if age >= self._retention.wait_weeks:
                done += Closed(dropped=self._rows.delete_batch(transaction, str(one)))
            elif not (one.alone or one.where == CAMPAIGN) and age >= self._retention.join_weeks:
                self._rows.rename_batch(transaction, str(one), str(one.with_all()))
        return done

    def _within_shares(
        self, transaction: Transaction, together: Sequence[Waiting], groups: Iterable[AttemptGroup]
    ) -> Iterator[AttemptGroup]:
        """Yield the groups with those of their people alone who may be a block together; the others wait on."""
        sources: dict[str, frozenset[str]] = {}
        for one in together:
            sources |= self._rows.sources(transaction, str(one))
        for group in groups:
            chosen = within_shares(group.people, sources, self._random)
            yield replace(group, people={name: person for name, person in group.people.items() if name in chosen})
