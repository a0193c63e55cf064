"""The SQL about workshops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, literal_column, or_, select, update
from sqlmodel import col

from webapp.storage import tables
from webapp.storage.database.engine import Database
from webapp.storage.tables import LiveAnswer, LiveAttempt
from webapp.storage.workshops.workshop import COLUMNS


@dataclass(frozen=True)
class WorkshopSql:
    """Every statement about workshops, compiled once."""

    create: str
    orders: str
    by_id: str
    by_code: str
    by_leader: str
    every: str
    open: str
    join: str
    let_in: str
    stop: str
    end: str
    tell: str
    lead: str
    delete: str
    progress: str

    @classmethod
    def compiled(cls, database: Database) -> WorkshopSql:
        """Return them in the SQL of this database."""
        table = tables.WorkshopRow
        fields = [getattr(table, "leader" if name == "has_leader" else name) for name in COLUMNS]
        every = select(*fields)
        this: ColumnElement[bool] = col(table.id) == bindparam("workshop")
        code: ColumnElement[bool] = col(table.code) == bindparam("sought")
        not_over = and_(col(table.closed).is_(False), col(table.ending).is_(None))
        lasts = and_(col(table.begun) > bindparam("since"), col(table.day) >= bindparam("yesterday"))
        begun_now = func.coalesce(col(table.begun), bindparam("now"))
        return cls(
            create=database.sql(database.kind.insert(table).on_conflict_do_nothing()),
            orders=database.sql(select(col(table.forms), col(table.place))),
            by_id=database.sql(every.where(this)),
            by_code=database.sql(every.where(code)),
            by_leader=database.sql(every.where(col(table.leader) == bindparam("sought"))),
            every=database.sql(every.order_by(col(table.day).desc(), col(table.week).desc(), col(table.id))),
            open=database.sql(every.where(col(table.closed).is_(False), col(table.begun).is_not(None))),
            join=database.sql(
                update(table)
                .where(code, not_over, lasts, col(table.letting_in).is_(True))
                .values(joined=col(table.joined) + literal_column("1"))
            ),
            let_in=database.sql(
                update(table)
                .where(this, not_over, or_(col(table.begun).is_(None), lasts))
                .values(letting_in=bindparam("open"), begun=begun_now)
            ),
            stop=database.sql(update(table).where(this).values(letting_in=bindparam("open"))),
            end=database.sql(
                update(table)
                .where(this, not_over, lasts)
                .values(letting_in=bindparam("open"), ending=bindparam("until"))
            ),
            tell=database.sql(
                update(table)
                .where(this, col(table.closed).is_(False))
                .values(ending=bindparam("until"), head_count_given=bindparam("done"), head_count=bindparam("people"))
            ),
            lead=database.sql(
                update(table).where(this, col(table.closed).is_(False)).values(leader=bindparam("hashed"))
            ),
            delete=database.sql(delete(table).where(this, col(table.begun).is_(None), col(table.closed).is_(False))),
            progress=database.sql(_progress()),
        )


def _progress() -> Any:  # noqa: ANN401 - SQLAlchemy's own long type
    """Count the attempts of a batch by quiz, by how many answers they have, and by whether they are finished."""
    attempt, answer = LiveAttempt, LiveAnswer
    each = (
        select(col(attempt.quiz), col(attempt.finished), func.count(col(answer.question)).label("answered"))
        .outerjoin(LiveAnswer, col(answer.attempt) == col(attempt.id))
        .where(col(attempt.batch) == bindparam("batch"), col(attempt.counted))
        .group_by(col(attempt.id), col(attempt.quiz), col(attempt.finished))
        .subquery()
    )
    alike = (each.c.quiz, each.c.answered, each.c.finished)
    return select(*alike, func.count()).group_by(*alike)
