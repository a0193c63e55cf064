"""Ended: which batches there are to be closed, and what is left of a workshop's row afterwards."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update
from sqlmodel import col

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.tables import LiveAttempt, WorkshopRow

AFTERWARDS: dict[str, object] = {
    **dict.fromkeys(("day", "code", "leader", "begun", "ending")),
    "letting_in": False,
    "joined": 0,
    "head_count_given": True,
    "closed": True,
}
"""What is the same for every workshop that is closed; its other columns are what is kept of it."""
BEFORE: dict[str, object] = {
    **dict.fromkeys(("begun", "ending", "head_count")),
    "letting_in": False,
    "joined": 0,
    "head_count_given": False,
}
"""What is the same for every workshop that has not begun."""


class EndedSql:
    """Finds batches, and closes workshops' rows."""

    def __init__(self, database: Database) -> None:
        table = WorkshopRow
        this = col(table.id) == bindparam("workshop")
        self._runs = database.sql(
            select(col(table.id)).where(this, col(table.closed).is_(False), col(table.begun).is_not(None))
        )
        changed = ("week", "head_count", *AFTERWARDS)
        then = {name: bindparam(f"then_{name}", type_=getattr(table, name).type) for name in changed}
        self._close = database.sql(update(table).where(this).values(then))
        self._batches = database.sql(select(col(LiveAttempt.batch)).distinct())

    def runs(self, transaction: Transaction, workshop: str) -> bool:
        """Say whether a workshop has begun, and is not closed yet."""
        return transaction.execute(self._runs, {"workshop": workshop}).fetchone() is not None

    def close(self, transaction: Transaction, workshop: str, week: str, head_count: int | None) -> None:
        """Let a workshop's row keep its place, its week and what was done, and nothing finer."""
        then = {"week": week, "head_count": head_count, **AFTERWARDS}
        row = {f"then_{name}": value for name, value in then.items()}
        transaction.execute(self._close, {"workshop": workshop, **row})

    def batches(self, transaction: Transaction) -> list[str]:
        """Return the batches that are in the live tier."""
        return sorted(batch for (batch,) in transaction.execute(self._batches).fetchall())
