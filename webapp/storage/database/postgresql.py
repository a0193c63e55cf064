"""PostgreSQL: a server, for sites of more than one process."""

from __future__ import annotations

from functools import partial
from typing import cast

import psycopg
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.dialects.postgresql.psycopg import dialect

from webapp.storage.database.driver import PATIENCE, Connection, Driver

FAULTS = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.InternalError)  # the last: a read-only server


def driver(url: str) -> Driver:
    """Return how to use the database at this URL."""
    return Driver(
        connect=partial(connect, url),
        is_fault=lambda error: isinstance(error, FAULTS),
        error=psycopg.Error,
        dialect=dialect(),  # type: ignore[no-untyped-call]  # SQLAlchemy's own has no types
        insert=insert,
        begin_reading="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",  # one state, however many statements
        begin_writing="BEGIN",
        join="string_agg",
        take_turns=("SET LOCAL statement_timeout = 0", "SELECT pg_advisory_xact_lock(2026112401)"),
    )


def connect(url: str) -> Connection:
    """Open a connection that gives up instead of waiting for ever."""
    connection = psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=PATIENCE,
        tcp_user_timeout=2 * PATIENCE * 1000,
        options=f"-c lock_timeout={PATIENCE}s -c statement_timeout={2 * PATIENCE}s",
    )
    return cast("Connection", connection)  # its `execute` wants literal SQL; ours is compiled from the tables
