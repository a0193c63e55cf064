"""Tallies: what is counted by itself, such as visits by channel; it is rounded when its month is over."""

from __future__ import annotations

import secrets
from datetime import date
from random import Random
from typing import Literal

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.small_counts import number_to_keep
from webapp.storage.tables.kept import Monthly
from webapp.storage.tables.live import Tally

Kind = Literal["visits", "age"]


class _Statements:
    """The SQL of tallies."""

    def __init__(self, database: Database) -> None:
        tally = database.kind.insert(Tally)
        keys = [col(Tally.month), col(Tally.kind), col(Tally.name)]
        more = {"n": col(Tally.n) + tally.excluded.n}
        self.count = database.prepare(tally.on_conflict_do_update(index_elements=keys, set_=more))
        self.keep = database.prepare(insert(Monthly))
        before = col(Tally.month) < bindparam("this_month")
        self.past = database.prepare(select(*keys, col(Tally.n)).where(before))
        self.forget = database.prepare(delete(Tally).where(before))


class Tallies:
    """Counts by month, kind and name. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.once(_Statements)

    def count(self, month: str, kind: Kind, name: str, n: int = 1) -> None:
        """Count one or more in a month ("2026-11")."""
        self._database.write(
            lambda transaction: self._sql.count.run(transaction, month=month, kind=kind, name=name, n=n)
        )

    def close(self, today: date, random: Random) -> int:
        """Round and keep what was counted in the months before this one, delete it, and return how many numbers it was.

        A number under 5 is not kept. Called again, or by another process at the same time, it does nothing. If a clock
        was set back and a closed month is counted again, that becomes a number of its own.
        """
        this_month = f"{today:%Y-%m}"

        def work(transaction: Transaction) -> int:
            self._database.take_turns(transaction)
            past = self._sql.past.rows(transaction, this_month=this_month)
            for month, kind, name, n in past:
                if (kept := number_to_keep(n, random)) is not None:
                    self._sql.keep.run(
                        transaction, id=secrets.token_urlsafe(16), month=month, kind=kind, name=name, n=kept
                    )
            self._sql.forget.run(transaction, this_month=this_month)
            return len(past)

        if not self._database.read(lambda transaction: self._sql.past.row(transaction, this_month=this_month)):
            return 0
        return self._database.write(work)
