"""Transaction: what a work of the storage gets; and Prepared, a statement that is compiled once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import ClauseElement, Connection, Dialect, Engine, Float, PoolProxiedConnection, SelectBase
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session

Processors = tuple[tuple[Any, Callable[[Any], Any]], ...]
"""Functions that change values between their type and what the driver takes, by name or index of the column."""


class Cursor(Protocol):
    """The result of one statement: rows as tuples, with values in the order of the selected columns."""

    @property
    def rowcount(self) -> int:
        """How many rows were inserted, changed or deleted."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, or None."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""


class Transaction:
    """One transaction on one connection. The code that runs the work begins and ends it.

    `execute(sql, parameters)` runs SQL as the driver does, with parameters by name. Use it, by way of `Prepared`, for
    what a participant's request needs and for many rows; use `session` for everything else.
    """

    __slots__ = ("_engine", "_link", "_pooled", "_session", "execute")

    def __init__(self, engine: Engine, pooled: PoolProxiedConnection) -> None:
        self._engine = engine
        self._pooled = pooled
        self._link: Connection | None = None
        self._session: Session | None = None
        self.execute: Callable[..., Cursor] = pooled.driver_connection.execute  # type: ignore[union-attr]  # both drivers have it

    @property
    def session(self) -> Session:
        """The session of this transaction, made when it is first asked for. Its objects outlive it."""
        if self._session is None:
            self._link = Connection(self._engine, connection=self._pooled)
            self._link.begin()  # sends nothing: the transaction has begun
            self._session = Session(self._link, join_transaction_mode="create_savepoint", expire_on_commit=False)
        return self._session

    def execute_many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run one statement for each row of parameters."""
        self._pooled.cursor().executemany(sql, rows)  # type: ignore[arg-type]  # drivers take any rows

    def flush(self) -> None:
        """Write the changes of the session into the transaction."""
        if self._session is not None:
            self._session.commit()

    def end(self) -> None:
        """Close the session, without the changes that it has not written. The transaction goes on."""
        if self._session is not None:
            self._session.close()
            self._session = self._link = None


class Prepared:
    """A statement compiled once for a database, when it is first run; parameters and rows have their columns' types."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        self._statement = statement
        self._dialect = dialect

    @cached_property
    def sql(self) -> str:
        """The statement as the driver takes it."""
        return str(self._compiled)

    @cached_property
    def _compiled(self) -> SQLCompiler:
        compiled: SQLCompiler = self._statement.compile(dialect=self._dialect)  # type: ignore[assignment]  # of SQL
        return compiled

    @cached_property
    def _given(self) -> dict[str, Any]:
        return {name: bind.effective_value for name, bind in self._compiled.binds.items() if not bind.required}

    @cached_property
    def _encode(self) -> Processors:
        return _processors(
            (name, bind.type.dialect_impl(self._dialect).bind_processor(self._dialect))
            for name, bind in self._compiled.binds.items()
        )

    @cached_property
    def _decode(self) -> Processors:
        columns = self._statement.selected_columns if isinstance(self._statement, SelectBase) else ()
        return _processors(
            (index, column.type.dialect_impl(self._dialect).result_processor(self._dialect, None))
            for index, column in enumerate(columns)
            if not isinstance(column.type, Float)  # the drivers return floats
        )

    def rows(self, transaction: Transaction, **parameters: object) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self.decoded(transaction.execute(self.sql, self.encoded(parameters)).fetchall())

    def each(self, transaction: Transaction, **parameters: object) -> Iterator[tuple[Any, ...]]:
        """Return all rows, each decoded when it is reached: of large rows the caller then holds one at a time."""
        found = transaction.execute(self.sql, self.encoded(parameters)).fetchall()
        return map(self._decoded, found) if self._decode else iter(found)

    def row(self, transaction: Transaction, **parameters: object) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        found = transaction.execute(self.sql, self.encoded(parameters)).fetchone()
        return self._decoded(found) if found and self._decode else found

    def run(self, transaction: Transaction, **parameters: object) -> int:
        """Run it, and return how many rows it has inserted, changed or deleted."""
        return transaction.execute(self.sql, self.encoded(parameters)).rowcount

    def run_many(self, transaction: Transaction, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it for each row of parameters."""
        transaction.execute_many(self.sql, (self.encoded(row) for row in rows))

    def encoded(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return all parameters as the driver takes them."""
        given = {**self._given, **parameters}
        for name, encode in self._encode:
            given[name] = encode(given[name])
        return given

    def decoded(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return rows of the driver with the values of their types."""
        return [self._decoded(row) for row in rows] if self._decode else rows

    def _decoded(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for index, decode in self._decode:
            if values[index] is not None:
                values[index] = decode(values[index])
        return tuple(values)


def _processors(found: Iterable[tuple[Any, Callable[[Any], Any] | None]]) -> Processors:
    return tuple((key, process) for key, process in found if process is not None)
