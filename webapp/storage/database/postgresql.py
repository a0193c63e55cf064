"""PostgreSQL: a server, for sites of more than one process."""

from __future__ import annotations

import psycopg
from sqlalchemy import JSON, QueuePool, cast, create_engine, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import URL

from webapp.storage.database.faults import PATIENCE, driver_error
from webapp.storage.database.kind import Kind

FAULTS = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.InternalError)  # the last: a read-only server
UNDONE = (
    "57P01",
    "57P02",
    "25006",
    "40001",
    "40P01",
)  # the server or this connection ends, it may not write; a deadlock
SILENCE = 2  # seconds between two questions whether a server that says nothing is still there


def postgresql(url: URL) -> Kind:
    """Return how to use the PostgreSQL database at a URL."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=QueuePool,
        pool_size=0,  # as many as threads ever ran at once
        pool_use_lifo=True,
        pool_reset_on_return=None,  # every transaction ends before its connection goes back
        hide_parameters=True,  # an error in a log must not show what somebody answered
        connect_args={
            "autocommit": True,
            "connect_timeout": PATIENCE,
            "tcp_user_timeout": 2 * PATIENCE * 1000,
            "keepalives_idle": PATIENCE,  # a machine that is gone says nothing, and the system would wait for hours
            "keepalives_interval": SILENCE,
            "options": f"-c lock_timeout={PATIENCE}s -c statement_timeout={2 * PATIENCE}s",
        },
    )
    return Kind(
        engine=engine,
        is_fault=lambda error: isinstance(driver_error(error), FAULTS),
        is_undone=_is_undone,
        insert=insert,
        begin_reading="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",  # one state, however many statements
        begin_writing="BEGIN",
        join="string_agg",
        json_part=lambda column, *keys: func.json_extract_path_text(cast(column, JSON), *keys),
        take_turns=("SET LOCAL statement_timeout = 0", "SELECT pg_advisory_xact_lock(2026112401)"),
        see=lambda _: None,  # the server holds its own files open
    )


def _is_undone(error: BaseException) -> bool:
    """Return whether an error within a transaction is that of a lost connection, or one after which to begin anew."""
    cause = driver_error(error)
    return isinstance(cause, FAULTS) and (cause.sqlstate is None or cause.sqlstate in UNDONE)
