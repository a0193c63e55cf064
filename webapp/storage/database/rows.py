"""Rows: whole tables, read and written some hundred rows at a time, so that none has to fit into memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, ColumnElement, bindparam, insert, literal_column, select, tuple_
from sqlmodel import SQLModel

from webapp.storage.database.engine import Database, Transaction

PAGE = 500
Row = dict[str, Any]


class Rows:
    """The rows of a table as mappings of its columns' names, in the order of its primary key.

    `where` leaves some of them out. Where the database numbers its rows, it numbers anew what is inserted. Every
    method is a part of a transaction.
    """

    def __init__(self, database: Database, table: type[SQLModel], where: ColumnElement[bool] | None = None) -> None:
        whole = table.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
        columns, keys = list(whole.columns), list(whole.primary_key.columns)
        self.names = tuple(column.name for column in columns)
        self._keys = {f"after_{key.name}": key.name for key in keys}
        self._flags = [column.name for column in columns if isinstance(column.type, Boolean)]
        page = select(*columns).order_by(*keys).limit(bindparam("most")).offset(literal_column("0"))
        page = page if where is None else page.where(where)
        after = tuple_(*keys) > tuple_(*(bindparam(f"after_{key.name}", type_=key.type) for key in keys))
        self._first, self._next = database.sql(page), database.sql(page.where(after))
        given = [column.name for column in columns if column is not whole.autoincrement_column]
        self._insert = database.sql(insert(table).values({name: bindparam(name) for name in given}))

    def all(self, transaction: Transaction) -> Iterator[Row]:
        """Yield every row."""
        sql, last = self._first, dict[str, Any]()
        while page := transaction.execute(sql, {"most": PAGE, **last}).fetchall():
            for values in page:
                row = dict(zip(self.names, values, strict=True))
                yield row | {name: bool(row[name]) for name in self._flags}  # SQLite has numbers
            sql, last = self._next, {after: row[key] for after, key in self._keys.items()}

    def insert(self, transaction: Transaction, rows: Iterable[Row]) -> None:
        """Store rows."""
        rest = iter(rows)
        while some := list(islice(rest, PAGE)):
            transaction.execute_many(self._insert, some)
