"""Rows: whole tables, read and written some hundred rows at a time, so that none has to fit into memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Table, bindparam, insert, select, type_coerce
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import SQLModel
from sqlmodel import select as select_rows

from webapp.storage.database.transaction import Transaction

PAGE = 500
Row = dict[str, Any]
T = TypeVar("T", bound=SQLModel)


def every(transaction: Transaction, table: type[T], *where: ColumnElement[bool]) -> Iterator[T]:
    """Yield the rows of a table as objects, in the order of the primary key; `where` leaves some of them out."""
    query = select_rows(table).where(*where).order_by(*_whole(table).primary_key.columns)
    yield from transaction.session.exec(query.execution_options(yield_per=PAGE))


class Rows:
    """The rows of a table exactly as they are stored: what is JSON stays text, even if it cannot be read.

    They are mappings of the columns' names, in the order of the primary key; `where` leaves some of them out. Where
    the database numbers its rows, it gives new numbers to the rows that are inserted.
    """

    def __init__(self, table: type[SQLModel], where: ColumnElement[bool] | None = None) -> None:
        whole = _whole(table)
        stored = [type_coerce(column, _stored(column)).label(column.name) for column in whole.columns]
        self._select = select(*stored).order_by(*whole.primary_key.columns).execution_options(yield_per=PAGE)
        self._select = self._select if where is None else self._select.where(where)
        given = [column for column in whole.columns if column is not whole.autoincrement_column]
        self._given = [column.name for column in given]
        self._insert = insert(whole).values({one.name: bindparam(one.name, type_=_stored(one)) for one in given})

    def all(self, transaction: Transaction) -> Iterator[Row]:
        """Yield every row."""
        for row in transaction.session.execute(self._select).mappings():
            yield dict(row)

    def insert(self, transaction: Transaction, rows: Iterable[Row]) -> None:
        """Store rows."""
        rest = ({name: row[name] for name in self._given} for row in rows)
        while some := list(islice(rest, PAGE)):
            transaction.session.execute(self._insert, some)


def _whole(table: type[SQLModel]) -> Table:
    whole: Table = table.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    return whole


def _stored(column: Column[Any]) -> TypeEngine[Any]:
    """Return the type that a column has in the database."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
