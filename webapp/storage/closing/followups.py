"""Follow-ups: how many pairs may be kept, for the same reminder code typed twice cannot be told from two people's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BindParameter, bindparam, func, not_, select
from sqlmodel import col

from quizlib.measures import Summed
from webapp.storage.batches import CAMPAIGN
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.group_results import ALL, Key, Outlines
from webapp.storage.records.store import Records
from webapp.storage.tables import Attendance, LiveAttempt, waits

SCORE = "score"
"""The measure that every pair of check-ups has, as it is or for later ones (`later:score`)."""


class FollowUps:
    """Says how many more pairs begin with a form of the check-up: never more than were finished of it before."""

    def __init__(self, database: Database, records: Records) -> None:
        self._records = records
        quiz: BindParameter[str] = bindparam("quiz")
        self._recorded = database.sql(
            select(func.sum(col(Attendance.finishes))).where(
                col(Attendance.quiz) == quiz, col(Attendance.aside).is_(False)
            )
        )
        live = LiveAttempt
        self._live = database.sql(
            select(func.count()).where(
                col(live.quiz) == quiz, col(live.counted).is_(True), col(live.finished).is_(True), not_(waits())
            )
        )

    def allowed(self, transaction: Transaction, orders: Iterable[str], outlines: Outlines) -> dict[str, int]:
        """Return, for each order of forms ("A-B"), how many pairs of it there may be now."""
        return {
            order: self._finishes(transaction, order.partition("-")[0], outlines)
            - self._kept(transaction, order, outlines)
            for order in orders
            if "-" in order
        }

    def _finishes(self, transaction: Transaction, form: str, outlines: Outlines) -> int:
        quizzes = {outline.quiz for outline in outlines.values() if outline.form == form}
        return sum(
            int((transaction.execute(sql, {"quiz": quiz}).fetchone() or (0,))[0] or 0)
            for quiz in quizzes
            for sql in (self._recorded, self._live)
        )

    def _kept(self, transaction: Transaction, order: str, outlines: Outlines) -> int:
        """Return the pairs of this order that records hold already, of the campaign and of those at home."""
        quizzes = {(outline.quiz, outline.version) for outline in outlines.values() if outline.form}
        summed = [
            self._records.sum(transaction, Key(CAMPAIGN, ALL, mode, *quiz)).summed
            for quiz in quizzes
            for mode in ("workshop", "home")
        ]
        return sum(_pairs(one, order) for one in summed)


def _pairs(summed: Summed, order: str) -> int:
    return sum(
        orders[order].pairs.n
        for measure, orders in summed.orders.items()
        if measure.rpartition(":")[2] == SCORE and order in orders
    )
