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


@dataclass(frozen=True)
class Ended:
    """A workshop that has ended, and is to be closed."""

    id: str
    place: str
    week: str
    month: str
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
        gone = dict.fromkeys(("day", "code", "leader", "begun", "ending"))
        self._close = database.sql(
            update(table)
            .where(this)
            .values(
                week=bindparam("week_held"),
                head_count=bindparam("counted"),
                closed=bindparam("is_closed"),
                letting_in=bindparam("is_open"),
                joined=bindparam("none_joined"),
                **{name: bindparam(f"no_{name}", type_=getattr(table, name).type) for name in gone},
            )
        )
        self._gone = {f"no_{name}": None for name in gone}
        self._batches = database.sql(select(col(LiveAttempt.batch)).distinct())

    def ended(self, connection: Connection, now: datetime, retention: Retention) -> list[Ended]:
        """Return the workshops that their leader ended, that began long enough ago, or whose day is long over."""
        found = []
        for name, place, day, forms, head_count, begun, ending in connection.execute(self._begun).fetchall():
            held = date.fromisoformat(day) if day else now.astimezone().date()
            last = [_time(begun) + timedelta(hours=retention.workshop_hours)]
            last += [_time(ending)] if ending else []
            if min(last) <= now or held + timedelta(days=2) <= now.astimezone().date():
                found.append(Ended(name, place, week_of(held), f"{held:%Y-%m}", forms, head_count))
        return found

    def runs(self, connection: Connection, workshop: str) -> bool:
        """Say whether a workshop has begun, and is not closed yet."""
        return connection.execute(self._runs, {"workshop": workshop}).fetchone() is not None

    def close(self, connection: Connection, ended: Ended, head_count: int | None) -> None:
        """Let a workshop's row keep its place, its week and what was done, and nothing finer."""
        known = {"week_held": ended.week, "counted": head_count, "is_closed": True, "is_open": False, "none_joined": 0}
        connection.execute(self._close, {"workshop": ended.id, **known, **self._gone})

    def batches(self, connection: Connection) -> list[str]:
        """Return the batches that are in the live tier."""
        return sorted(batch for (batch,) in connection.execute(self._batches).fetchall())


def _time(text: str) -> datetime:
    """Return a stored time, which is UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
