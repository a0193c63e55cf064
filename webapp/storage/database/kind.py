"""Kind: what differs between SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Engine, PoolProxiedConnection


class Kind(NamedTuple):
    """One kind of database: its engine, its SQL for transactions, and which errors are faults of the database.

    Connections of the engine begin no transaction by themselves. `is_undone` says that a fault has undone the
    transaction it arose in, and that the same may succeed at once. `insert` is SQLAlchemy's insert that knows ON
    CONFLICT; `join` the function that joins the texts of several rows; `json_part` makes the expression for a part of a
    column of JSON, from the column and the keys that lead to the part. `take_turns` is what a write runs first that
    must wait for others like it and has no limit of time. `see` raises an error of the driver if what a connection has
    open is no longer the database.
    """

    engine: Engine
    is_fault: Callable[[BaseException], bool]
    is_undone: Callable[[BaseException], bool]
    insert: Callable[..., Any]  # SQLAlchemy's two share no type
    begin_reading: str
    begin_writing: str
    join: str
    json_part: Callable[..., ColumnElement[Any]]
    take_turns: tuple[str, ...]
    see: Callable[[PoolProxiedConnection], None]
