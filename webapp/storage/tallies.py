"""Tallies: small numbers that are tied to nothing else, such as visits by channel; rounded when their month is over."""

from __future__ import annotations

import secrets
from datetime import date
from random import Random
from typing import Literal

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.small_counts import bare
from webapp.storage.tables import Monthly, Tally

Kind = Literal["visits", "age"]


class Tallies:
    """Counts by month, kind and name. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        row = database.kind.insert(Tally)
        keys = [col(Tally.month), col(Tally.kind), col(Tally.name)]
        self._count = database.sql(
            row.on_conflict_do_update(index_elements=keys, set_={"n": col(Tally.n) + row.excluded.n})
        )
        self._keep = database.sql(insert(Monthly))
        before = col(Tally.month) < bindparam("this")
        self._past = database.sql(
            select(col(Tally.month), col(Tally.kind), col(Tally.name), col(Tally.n)).where(before)
        )
        self._forget = database.sql(delete(Tally).where(before))

    def count(self, month: str, kind: Kind, name: str, n: int = 1) -> None:
        """Count one or more in a month ("2026-11")."""
        row = {"month": month, "kind": kind, "name": name, "n": n}
        self._database.write(lambda transaction: transaction.execute(self._count, row).rowcount)

    def close(self, today: date, random: Random) -> int:
        """Round and keep what was counted in the months before this one, delete it, and return how many it were.

        What fewer than 5 did is not kept. Once more, it does nothing; what a clock set back brings late stands beside.
        """
        this = {"this": f"{today:%Y-%m}"}

        def work(transaction: Transaction) -> int:
            past = transaction.execute(self._past, this).fetchall()
            for month, kind, name, n in past:
                if (kept := bare(n, random)) is not None:
                    row = {"id": secrets.token_urlsafe(16), "month": month, "kind": kind, "name": name, "n": kept}
                    transaction.execute(self._keep, row)
            transaction.execute(self._forget, this)
            return len(past)

        if not self._database.read(lambda transaction: transaction.execute(self._past, this).fetchone()):
            return 0
        return self._database.write(work)
