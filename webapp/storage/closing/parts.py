"""Parts: thousands of people at home are closed part by part, each a block of its own, so that nobody waits for long.

Who belongs together is drawn before anybody is counted: it is the order of the ids of attempts, which are hashes of
secrets, so that it says nothing of anybody. It is stored with the attempts, and the same again after an interruption.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Text, bindparam, func, select, type_coerce
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables.live import LiveAttempt

MOST = 1_500
"""The most attempts that are closed at once: at forty answers each that takes the one writer about 0.2 seconds."""


class Part(NamedTuple):
    """Those attempts of a batch at the questions `only` of a `version` whose ids come before `past`."""

    version: str
    only: str | None
    past: str


class _Statements:
    """The SQL of parts."""

    def __init__(self, database: Database) -> None:
        attempt, only = LiveAttempt, type_coerce(col(LiveAttempt.only), Text)
        asked = (col(attempt.batch), col(attempt.version), only)
        here = (col(attempt.batch) == bindparam("sought"),)
        large = select(*asked[1:], func.count()).where(*here).group_by(*asked[1:])
        self.large = database.prepare(large.having(func.count() > bindparam("most")))
        place = func.row_number().over(order_by=col(attempt.id)).label("place")
        ordered = select(col(attempt.id).label("id"), place).where(*here, *_asked()).subquery()
        first = select(ordered.c.id).where(ordered.c.place > 1, ordered.c.place % bindparam("size") == 1)
        self.first = database.prepare(first.order_by(ordered.c.place))


class Parts:
    """Divides large batches."""

    def __init__(self, database: Database, most: int = MOST) -> None:
        self._most = most
        self._sql = database.once(_Statements)

    def of(self, transaction: Transaction, batch: str) -> list[Part]:
        """Return the parts of a batch that are closed before the last, which is all that is left then.

        They are equally large, so that none is too small to be a block.
        """
        found = []
        for version, only, attempts in self._sql.large.rows(transaction, sought=batch, most=self._most):
            parts = -(-attempts // self._most)
            size = -(-attempts // parts)
            firsts = self._sql.first.rows(transaction, sought=batch, version=version, only=only, size=size)
            found += [Part(version, only, past) for (past,) in firsts]
        return found


def in_part() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an attempt is in a part; the fields of `Part` are their parameters."""
    return (*_asked(), col(LiveAttempt.id) < bindparam("past"))


def _asked() -> tuple[ColumnElement[bool], ...]:
    only = type_coerce(col(LiveAttempt.only), Text)
    return (
        col(LiveAttempt.version) == bindparam("version"),
        only.is_not_distinct_from(bindparam("only", type_=Text)),
    )
