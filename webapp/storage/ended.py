"""Ended: which workshops and batches are to be closed, and what is left of a workshop's row afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlmodel import col

from webapp.storage.batches import workshop_batch
from webapp.storage.engine import Connection, Database
from webapp.storage.folding import Retention
from webapp.storage.tables import LiveAttempt, Workshop
from webapp.storage.weeks import week_of

AFTERWARDS: dict[str, object] = {
    **dict.fromkeys(("day", "code", "leader", "begun", "ending")),
    "letting_in": False,
    "joined": 0,
    "closed": True,
}
"""What is the same for every workshop that is closed; its other columns are what is kept of it."""


@dataclass(frozen=True)
class Ended:
    """A workshop that has ended, and is to be closed."""

    id: str
    place: str
    week: str
    forms: str
    head_count: int | None

    @property
    def batch(self) -> str:
        """The batch of its people."""
        return workshop_batch(self.id)


class EndedSql:
    """Finds what has ended, and closes workshops' rows."""

    def __init__(self, database: Database) -> None:
        table = Workshop
        begun = (table.id, table.place, table.day, table.forms, table.head_count, table.begun, table.ending)
        this = col(table.id) == bindparam("workshop")
        self._begun = database.sql(
            select(*map(col, begun)).where(col(table.closed).is_(False), col(table.begun).is_not(None))
        )
        self._runs = database.sql(
            select(col(table.id)).where(this, col(table.closed).is_(False), col(table.begun).is_not(None))
        )
        changed = ("week", "head_count", *AFTERWARDS)
        then = {name: bindparam(f"then_{name}", type_=getattr(table, name).type) for name in changed}
        self._close = database.sql(update(table).where(this).values(then))
        self._batches = database.sql(select(col(LiveAttempt.batch)).distinct())

    def ended(self, connection: Connection, now: datetime, retention: Retention) -> list[Ended]:
        """Return the workshops that their leader ended, that began long enough ago, or whose day is long over."""
        found = []
        for name, place, day, forms, head_count, begun, ending in connection.execute(self._begun).fetchall():
            held = date.fromisoformat(day) if day else now.astimezone().date()
            last = [_time(begun) + timedelta(hours=retention.workshop_hours)]
            last += [_time(ending)] if ending else []
            if min(last) <= now or held + timedelta(days=2) <= now.astimezone().date():
                found.append(Ended(name, place, week_of(held), forms, head_count))
        return found

    def runs(self, connection: Connection, workshop: str) -> bool:
        """Say whether a workshop has begun, and is not closed yet."""
        return connection.execute(self._runs, {"workshop": workshop}).fetchone() is not None

    def close(self, connection: Connection, ended: Ended, head_count: int | None) -> None:
        """Let a workshop's row keep its place, its week and what was done, and nothing finer."""
        then = {"week": ended.week, "head_count": head_count, **AFTERWARDS}
        row = {f"then_{name}": value for name, value in then.items()}
        connection.execute(self._close, {"workshop": ended.id, **row})

    def batches(self, connection: Connection) -> list[str]:
        """Return the batches that are in the live tier."""
        return sorted(batch for (batch,) in connection.execute(self._batches).fetchall())


def _time(text: str) -> datetime:
    """Return a stored time, which is UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
