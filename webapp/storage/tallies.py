"""Tallies: small numbers that are tied to nothing else, such as visits by channel; rounded when their month is over."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Literal

from sqlalchemy import bindparam, delete, select
from sqlmodel import col

from quizlib.measures.rounding import STEP, rounded
from webapp.storage.engine import Connection, Database
from webapp.storage.tables import Monthly, Tally

Kind = Literal["visits", "age"]
FEWEST = 5  # of which a number may be told
LEAST = 2 * STEP  # that is kept: a 3 could only be 5


class Tallies:
    """Counts by month, kind and name. Every method raises StorageUnavailable if the storage fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._count = database.sql(_added(database, Tally))
        self._keep = database.sql(_added(database, Monthly))
        before = col(Tally.month) < bindparam("this")
        self._past = database.sql(
            select(col(Tally.month), col(Tally.kind), col(Tally.name), col(Tally.n)).where(before)
        )
        self._forget = database.sql(delete(Tally).where(before))

    def count(self, month: str, kind: Kind, name: str) -> None:
        """Count one in a month ("2026-11")."""
        row = {"month": month, "kind": kind, "name": name, "n": 1}
        self._database.write(lambda connection: connection.execute(self._count, row).rowcount)

    def close(self, today: date, random: Random) -> int:
        """Round and keep what was counted in the months before this one, delete it, and return how many it were.

        What fewer than 5 did is not kept. Once more, it does nothing; what a clock set back brings late is added.
        """
        this = {"this": f"{today:%Y-%m}"}

        def work(connection: Connection) -> int:
            past = connection.execute(self._past, this).fetchall()
            for month, kind, name, n in past:
                kept = rounded(n, random) if n >= FEWEST else 0
                if kept >= LEAST:
                    row = {"month": month, "kind": kind, "name": name, "n": kept}
                    connection.execute(self._keep, row)
            connection.execute(self._forget, this)
            return len(past)

        return self._database.write(work)


def _added(database: Database, table: type[Tally | Monthly]) -> Any:  # noqa: ANN401 - SQLAlchemy's two inserts share no type
    """Return the statement that adds n to a row, or makes it."""
    row = database.driver.insert(table)
    keys = [col(table.month), col(table.kind), col(table.name)]
    return row.on_conflict_do_update(index_elements=keys, set_={"n": col(table.n) + row.excluded.n})
