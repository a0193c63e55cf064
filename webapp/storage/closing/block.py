"""Block: ten attempts or more are counted and leave a record, with as many pairs as may be kept."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import product
from random import Random
from typing import get_args

from sqlalchemy import bindparam, func, not_, select
from sqlmodel import col

from quizlib import LATER, measures
from webapp.storage.batches import CAMPAIGN, Mode
from webapp.storage.closing.people import AttemptGroup
from webapp.storage.closing.sheet import counts
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import ALL, BlockRecord, Outlines, SumKey
from webapp.storage.records.store import Records
from webapp.storage.tables.kept import Attendance
from webapp.storage.tables.live import LiveAttempt, waits

SCORE = "score"
"""The measure that every pair of check-ups has, with the prefix of its occasion."""
Begun = tuple[str, bool]
"""The form that pairs begin with, and whether they end at the last occasion, where pairs show what lasted."""


class _Statements:
    """The SQL of what was finished."""

    def __init__(self, database: Database) -> None:
        counted = (col(Attendance.quiz) == bindparam("sought"), col(Attendance.aside).is_(False))
        self.recorded = database.prepare(select(func.sum(col(Attendance.finishes))).where(*counted))
        live = LiveAttempt
        finished = (col(live.quiz) == bindparam("sought"), col(live.counted).is_(True), col(live.finished).is_(True))
        self.live = database.prepare(select(func.count()).where(*finished, not_(waits())))


class Blocks:
    """Counts groups that make a block."""

    def __init__(self, database: Database, records: Records, random: Random) -> None:
        self._records = records
        self._random = random
        self._sql = database.once(_Statements)

    def record(self, transaction: Transaction, group: AttemptGroup, begun: int | None = None) -> BlockRecord:
        """Return what a group leaves for good; LookupError if the outline of its quiz version is not known.

        `begun` is how many of the group answered something, if all of them are known.
        """
        if group.outline is None:
            raise LookupError(group.quiz)
        self._keep_pairs(transaction, group)
        name = secrets.token_urlsafe(16)
        kept = measures.record(counts(group.outline, group.people.values()), self._random, begun=begun)
        return BlockRecord(name, group.quiz, group.outline.version, kept, group.order)

    def _keep_pairs(self, transaction: Transaction, group: AttemptGroup) -> None:
        """Keep no more pairs than may be kept; chance says which."""
        paired: defaultdict[Begun, list[str]] = defaultdict(list)
        for name, person in group.people.items():
            for measure in person.pair.before if person.pair else ():
                if person.pair and _is_score(measure):
                    paired[_begun(measure, person.pair.order)].append(name)
        most = self._most_pairs(transaction, paired)
        for begun, names in paired.items():
            allowed = max(most[begun], 0)
            for name in self._random.sample(names, max(len(names) - allowed, 0)):
                group.people[name] = group.people[name]._replace(pair=None)

    def _most_pairs(self, transaction: Transaction, wanted: Collection[Begun]) -> Mapping[Begun, int]:
        """Return how many more pairs of check-ups may be kept, by the form that they begin with and the occasion.

        The same reminder code typed twice cannot be told from the codes of two people. So of each occasion there are
        never more pairs that begin with a form than that form was finished.
        """
        if not wanted:
            return {}
        outlines = self._records.outlines(transaction)
        check_ups = [(outline.quiz, outline.version) for outline in outlines.values() if outline.form]
        kept = Counter[Begun]()
        for check_up, mode in product(check_ups, get_args(Mode)):
            summed = self._records.sum(transaction, SumKey(CAMPAIGN, ALL, mode, *check_up)).summed
            for measure, orders in summed.orders.items():
                for order, found in orders.items() if _is_score(measure) else ():
                    kept[_begun(measure, order)] += found.pairs.n
        return {begun: self._finishes(transaction, begun[0], outlines) - kept[begun] for begun in wanted}

    def _finishes(self, transaction: Transaction, form: str, outlines: Outlines) -> int:
        """Return how often a form of the check-up was finished, as records and live rows know it."""
        quizzes = {outline.quiz for outline in outlines.values() if outline.form == form}
        return sum(
            int((query.row(transaction, sought=quiz) or (0,))[0] or 0)
            for quiz in quizzes
            for query in (self._sql.recorded, self._sql.live)
        )


def _is_score(measure: str) -> bool:
    return measure.rpartition(":")[2] == SCORE


def _begun(measure: str, order: str) -> Begun:
    """Return what pairs of a measure begin with; the name of an order begins with its first form."""
    return order[0], measure.startswith(LATER)
