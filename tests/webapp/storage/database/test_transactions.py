"""A work runs prepared statements and a session in one transaction, typed like the columns, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Float,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable
from sqlmodel import col

from tests.webapp.storage.database.test_writing import at_once
from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.database.types import Day, Json, Moment, SortedJson
from webapp.storage.tables.kept import AuditEntry

SAMPLE = Table(
    "sample",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("day", Day),
    Column("moment", Moment),
    Column("data", Json),
    Column("sums", SortedJson),
    Column("flag", Boolean),
    Column("score", Float),
)
DAY = date(2026, 11, 29)
IN_DENMARK = datetime(2026, 11, 29, 0, 30, 5, 999, tzinfo=timezone(timedelta(hours=1)))
MOMENT = datetime(2026, 11, 28, 23, 30, 5, tzinfo=UTC)
DATA = {"b": ["æ", 1], "a": None}
FULL = {"id": "full", "day": DAY, "moment": IN_DENMARK, "data": DATA, "sums": DATA, "flag": True, "score": 0.1}
EMPTY = {"id": "empty", "day": None, "moment": None, "data": None, "sums": None, "flag": False, "score": None}


class RefusedError(Exception):
    """A work's own reason to be undone."""


@pytest.fixture
def typed(database: Database) -> Database:
    """Return a database with a table that has a column of every type."""
    made = str(CreateTable(SAMPLE).compile(dialect=database.kind.engine.dialect))
    database.write(lambda transaction: transaction.execute(made).rowcount)
    return database


def entry(about: str) -> AuditEntry:
    """Return a row that is not stored yet."""
    return AuditEntry(day=DAY, who="Anna", what="activated", about=about)


def entries(database: Database) -> list[str]:
    """Return which rows are stored."""
    sql = "SELECT about FROM audit ORDER BY about"
    return [about for (about,) in database.read(lambda transaction: transaction.execute(sql).fetchall())]


def test_parameters_and_rows_have_the_types_of_their_columns(typed: Database) -> None:
    store, every = typed.prepare(insert(SAMPLE)), typed.prepare(select(SAMPLE).order_by(SAMPLE.c.id.desc()))
    assert typed.write(lambda transaction: store.run(transaction, **FULL)) == 1
    typed.write(lambda transaction: store.run_many(transaction, [EMPTY]))
    rows = [("full", DAY, MOMENT, DATA, DATA, True, 0.1), ("empty", None, None, None, None, False, None)]
    assert typed.read(every.rows) == typed.rows(every) == rows
    assert typed.read(every.row) == rows[0]
    later = typed.prepare(select(SAMPLE.c.day).where(SAMPLE.c.moment > bindparam("after"), SAMPLE.c.flag))
    assert typed.read(lambda transaction: later.row(transaction, after=MOMENT)) is None
    assert typed.read(lambda transaction: later.row(transaction, after=MOMENT - timedelta(seconds=1))) == (DAY,)


def test_a_statement_that_fails_by_itself_raises_its_error_and_the_next_one_succeeds(typed: Database) -> None:
    wrong, right = typed.prepare(text("SELECT nothing FROM nowhere")), typed.prepare(select(SAMPLE.c.id))
    for _ in range(2):
        with pytest.raises(typed.error):
            typed.rows(wrong)
        assert typed.rows(right) == []


def test_each_row_is_decoded_when_it_is_reached(typed: Database) -> None:
    store, every = typed.prepare(insert(SAMPLE)), typed.prepare(select(SAMPLE).order_by(SAMPLE.c.id.desc()))
    typed.write(lambda transaction: store.run_many(transaction, [FULL, EMPTY]))
    damage = "UPDATE sample SET sums = '{' WHERE id = 'empty'"
    typed.write(lambda transaction: transaction.execute(damage).rowcount)
    rows = typed.read(every.each)
    assert next(rows) == ("full", DAY, MOMENT, DATA, DATA, True, 0.1)
    with pytest.raises(ValueError, match="Expecting property name"):
        next(rows)


def test_dates_times_and_data_are_stored_as_text_that_sorts(typed: Database) -> None:
    typed.write(lambda transaction: typed.prepare(insert(SAMPLE)).run(transaction, **FULL))
    sql = "SELECT day, moment, data, sums FROM sample"
    assert typed.read(lambda transaction: transaction.execute(sql).fetchone()) == (
        *("2026-11-29", "2026-11-28T23:30:05+00:00"),
        *('{"b": ["æ", 1], "a": null}', '{"a":null,"b":["æ",1]}'),
    )


def test_a_statement_may_hold_literals_and_join_others(typed: Database) -> None:
    typed.write(lambda transaction: typed.prepare(insert(SAMPLE)).run(transaction, **FULL))
    changing = update(SAMPLE).where(SAMPLE.c.id == "full").values(day=DAY + timedelta(days=1), data=bindparam("new"))
    change = typed.prepare(changing)
    assert typed.write(lambda transaction: change.run(transaction, new=["%", ":x"])) == 1
    days = select(SAMPLE.c.day, SAMPLE.c.data).where(SAMPLE.c.id.like("fu%"))
    twice = typed.prepare(union_all(days, days))
    assert typed.read(twice.rows) == 2 * [(DAY + timedelta(days=1), ["%", ":x"])]


def test_a_session_and_sql_of_one_work_see_what_each_other_does(database: Database) -> None:
    sql = "INSERT INTO audit (day, who, what, about) VALUES ('2026-11-29', 'Anna', 'activated', 'by SQL')"
    names = select(col(AuditEntry.about)).order_by(col(AuditEntry.about))

    def work(transaction: Transaction) -> tuple[list[str], object]:
        transaction.execute(sql)
        transaction.session.add(entry("by session"))
        found = list(transaction.session.scalars(names))
        return found, transaction.execute("SELECT count(*) FROM audit").fetchone()

    assert database.write(work) == (["by SQL", "by session"], (2,))
    assert sorted(entries(database)) == ["by SQL", "by session"]


def test_the_error_of_a_work_undoes_its_session_and_not_its_neighbours(database: Database) -> None:
    def work(n: int) -> Callable[[Transaction], int]:
        def add(transaction: Transaction) -> int:
            transaction.session.add(entry(f"entry {n}"))
            transaction.session.flush()
            transaction.session.add(entry(f"late {n}"))
            if n % 3 == 0:
                raise RefusedError(n)
            return n

        return add

    outcomes = at_once(database, [work(n) for n in range(6)])
    assert [isinstance(outcome, RefusedError) for outcome in outcomes] == [n % 3 == 0 for n in range(6)]
    assert entries(database) == sorted(f"{word} {n}" for word in ("entry", "late") for n in (1, 2, 4, 5))


def test_a_row_of_a_session_that_the_tables_refuse_does_not_fail_its_neighbours(database: Database) -> None:
    def work(n: int) -> Callable[[Transaction], int]:
        def add(transaction: Transaction) -> int:
            transaction.session.add(AuditEntry(id=n % 2 + 1, day=DAY, who="", what="", about=f"{n}"))
            return n

        return add

    first, second, third = at_once(database, [work(n) for n in (0, 2, 1)])
    refused = second if first == 0 else first
    assert isinstance(refused, DBAPIError)
    assert isinstance(refused.orig, database.error)
    assert not isinstance(refused, StorageUnavailable)
    assert third == 1
    assert len(entries(database)) == 2


def test_what_a_session_loads_or_stores_outlives_its_transaction(database: Database) -> None:
    def add(transaction: Transaction) -> AuditEntry:
        transaction.session.add(added := entry("kept"))
        return added

    stored = database.write(add)
    found = database.read(lambda transaction: transaction.session.get(AuditEntry, stored.id))
    database.close()
    assert found is not None
    assert (found.id, found.who, found.about) == (stored.id, "Anna", "kept")


def test_what_a_session_changes_while_reading_is_not_stored(database: Database) -> None:
    def add(transaction: Transaction) -> None:
        transaction.session.add(entry("never"))

    if database.is_sqlite:
        database.read(add)
    else:
        with pytest.raises(StorageUnavailable, match="ReadOnlySqlTransaction"):
            database.read(add)
    assert entries(database) == []
    database.write(add)
    assert entries(database) == ["never"]


def test_a_fault_of_the_storage_inside_a_session_is_reported_and_a_retry_succeeds(database: Database) -> None:
    breaks = "PRAGMA query_only=ON" if database.is_sqlite else "SELECT pg_terminate_backend(pg_backend_pid())"

    def fails(transaction: Transaction) -> None:
        transaction.session.add(entry("lost"))
        transaction.session.execute(text(breaks))
        transaction.session.add(entry("lost too"))

    def works(transaction: Transaction) -> None:
        transaction.session.add(entry("stored"))

    with pytest.raises(StorageUnavailable):
        database.write(fails)
    database.write(works)
    assert entries(database) == ["stored"]
