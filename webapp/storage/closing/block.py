"""Block: ten people or more are counted and leave a record, with as many pairs as may be kept."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping
from random import Random

from sqlalchemy import bindparam, func, not_, select
from sqlmodel import col

from quizlib.measures import Counts, Summed, record
from webapp.storage.batches import CAMPAIGN
from webapp.storage.closing.people import AttemptGroup
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import ALL, BlockRecord, Outlines, SumKey
from webapp.storage.records.store import Records
from webapp.storage.tables import Attendance, LiveAttempt, waits

SCORE = "score"
"""The measure that every pair of check-ups has: by this name, or as `later:score` if a month or more lies between."""


class Blocks:
    """Counts groups that make a block."""

    def __init__(self, database: Database, records: Records, random: Random) -> None:
        self._records = records
        self._random = random
        counted = (col(Attendance.quiz) == bindparam("sought"), col(Attendance.aside).is_(False))
        self._recorded = database.prepare(select(func.sum(col(Attendance.finishes))).where(*counted))
        live = LiveAttempt
        finished = (col(live.quiz) == bindparam("sought"), col(live.counted).is_(True), col(live.finished).is_(True))
        self._live = database.prepare(select(func.count()).where(*finished, not_(waits())))

    def record(self, transaction: Transaction, group: AttemptGroup) -> BlockRecord:
        """Return what a group leaves for good; LookupError if the outline of its quiz version is not known."""
        if group.outline is None:
            raise LookupError(group.quiz)
        self._keep_pairs(transaction, group)
        name = secrets.token_urlsafe(16)
        counts = Counts.from_answers(list(group.people.values()), group.outline.items)
        return BlockRecord(name, group.quiz, group.outline.version, record(counts, self._random))

    def _keep_pairs(self, transaction: Transaction, group: AttemptGroup) -> None:
        """Keep no more pairs than may be kept; chance says which."""
        paired: defaultdict[str, list[str]] = defaultdict(list)
        for name, person in group.people.items():
            if person.pair:
                paired[person.pair.order].append(name)
        most = self._most_pairs(transaction, [order for order in paired if "-" in order])
        for order, names in paired.items():
            allowed = max(most.get(order, len(names)), 0)
            for name in self._random.sample(names, max(len(names) - allowed, 0)):
                group.people[name] = group.people[name]._replace(pair=None)

    def _most_pairs(self, transaction: Transaction, orders: Collection[str]) -> Mapping[str, int]:
        """Return how many more pairs of check-ups may be kept, for each order of their forms ("A-B").

        The same reminder code typed twice cannot be told from the codes of two people. So there are never more pairs
        that begin with a form than that form was finished.
        """
        if not orders:
            return {}
        outlines = self._records.outlines(transaction)
        check_ups = [(outline.quiz, outline.version) for outline in outlines.values() if outline.form]
        sums = [
            self._records.sum(transaction, SumKey(CAMPAIGN, ALL, mode, *check_up)).summed
            for check_up in check_ups
            for mode in ("workshop", "home")
        ]
        return {
            order: self._finishes(transaction, order.partition("-")[0], outlines)
            - sum(_pairs(summed, order) for summed in sums)
            for order in orders
        }

    def _finishes(self, transaction: Transaction, form: str, outlines: Outlines) -> int:
        """Return how often a form of the check-up was finished, as records and live rows know it."""
        quizzes = {outline.quiz for outline in outlines.values() if outline.form == form}
        return sum(
            int((query.row(transaction, sought=quiz) or (0,))[0] or 0)
            for quiz in quizzes
            for query in (self._recorded, self._live)
        )


def _pairs(summed: Summed, order: str) -> int:
    """Return how many pairs of this order records hold already."""
    return sum(
        orders[order].pairs.n
        for measure, orders in summed.orders.items()
        if measure.rpartition(":")[2] == SCORE and order in orders
    )
