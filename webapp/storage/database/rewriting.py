"""Rewriting: PostgreSQL leaves what was deleted in its pages, so tables are written anew after a deletion."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.exc import DBAPIError

from webapp.storage.database.engine import Database, StorageUnavailable, Transaction

WHILE_PEOPLE_ANSWER = 0.25  # seconds, for all tables together
WHILE_NOBODY_ANSWERS = 2.0  # seconds, as above
ONE_AT_A_TIME = 2026112901  # the advisory lock of the process that rewrites
TOO_LONG = ("57014", "55P03")  # it was cancelled, or the lock was not to be had
UNREWRITTEN = "SELECT rows_of FROM deletion WHERE lies_in = 'table' GROUP BY rows_of ORDER BY random()"  # fair
SINCE = "SELECT min(day) FROM deletion WHERE lies_in = 'table'"
BEFORE = """
SELECT array_agg(id), min(day), pg_snapshot_xmax(pg_current_snapshot())::text,
    pg_relation_filenode(%(table)s::text::regclass)
FROM deletion WHERE rows_of = %(table)s::text AND lies_in = 'table'
"""
# A rewrite also keeps deleted rows that an old transaction may still see. It says how far back it looked: relfrozenxid.
REWRITTEN = """
SELECT pg_relation_filenode(oid) <> %(file)s AND age(relfrozenxid) <= age(%(next)s::xid8::xid)
FROM pg_class WHERE oid = %(table)s::text::regclass
"""
FORGET = "DELETE FROM deletion WHERE id = ANY(%(ids)s)"
NOTE = """
INSERT INTO deletion (id, day, rows_of, lies_in, last_file)
VALUES (gen_random_uuid()::text, %(day)s, %(table)s, 'log', pg_walfile_name(pg_current_wal_insert_lsn()))
"""
LOG_FILES = "(SELECT name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$') AS files"
MAY_SEE_LOG = "SELECT has_function_privilege('pg_ls_waldir()', 'EXECUTE')"
REUSED = f"""
UPDATE deletion SET lies_in = 'reused', last_file = (SELECT max(name) FROM {LOG_FILES})
WHERE lies_in = 'log' AND last_file < (SELECT min(name) FROM {LOG_FILES})
"""  # noqa: S608 - our own words
GONE = """
DELETE FROM deletion WHERE lies_in = 'reused'
AND (current_setting('wal_recycle') = 'off' OR last_file < pg_walfile_name(pg_current_wal_lsn()))
"""
ANSWERS = "SELECT pg_stat_get_tuples_inserted('liveanswer'::regclass)"


class Rewriting:
    """Rewrites tables of PostgreSQL from which something was deleted. On SQLite there is nothing to do."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._answers: int | None = None  # that had been stored when it was last looked

    def run(self, seconds: float | None = None) -> None:
        """Rewrite what is small enough to keep nobody waiting for long; what is left is tried again the next time.

        `seconds` is how long people may wait at most; without it, it depends on whether somebody has answered since the
        last time. 0 is without limit. StorageUnavailable if the storage fails.
        """
        if self._database.is_sqlite:
            return
        tables = [str(name) for (name,) in self._database.read(lambda one: one.execute(UNREWRITTEN).fetchall())]
        if seconds is None:
            seconds = WHILE_PEOPLE_ANSWER if self._somebody_answers() else WHILE_NOBODY_ANSWERS
        if tables:
            with self._connection() as connection:
                ((alone,),) = connection.execute(f"SELECT pg_try_advisory_lock({ONE_AT_A_TIME})").fetchall()
                if alone:
                    self._rewrite(connection, tables, seconds)
                    connection.execute(f"SELECT pg_advisory_unlock({ONE_AT_A_TIME})")
        self._database.write(_look_at_log)

    def since(self) -> date | None:
        """Return the day of the oldest deletion whose table is not rewritten yet; None if there is none."""
        if self._database.is_sqlite:
            return None
        row = self._database.read(lambda transaction: transaction.execute(SINCE).fetchone())
        return date.fromisoformat(row[0]) if row and row[0] else None

    def _somebody_answers(self) -> bool:
        ((stored,),) = self._database.read(lambda transaction: transaction.execute(ANSWERS).fetchall())
        before, self._answers = self._answers, stored
        return bool(stored != before)

    @contextlib.contextmanager
    def _connection(self) -> Iterator[Any]:
        """Return the driver's connection, outside of any transaction."""
        try:
            with contextlib.closing(self._database.kind.engine.raw_connection()) as pooled:
                try:
                    yield pooled.driver_connection
                except self._database.error:
                    pooled.invalidate()  # it may still hold the lock, or a limit of time
                    raise
        except (DBAPIError, self._database.error) as error:
            if self._database.kind.is_fault(error):
                raise StorageUnavailable.because(error) from error
            raise

    def _rewrite(self, connection: Any, tables: list[str], seconds: float) -> None:  # noqa: ANN401 - the driver's
        end = time.monotonic() + seconds
        for table in tables:
            left = round((end - time.monotonic()) * 1000) if seconds else 0
            if seconds and left <= 0:
                return
            ((ids, day, following, file),) = connection.execute(BEFORE, {"table": table}).fetchall()
            connection.execute(f"SET statement_timeout = {left}")
            try:
                connection.execute(f"VACUUM (FULL) {table}")
            except self._database.error as error:
                if getattr(error, "sqlstate", None) not in TOO_LONG:
                    raise
            connection.execute("RESET statement_timeout")
            seen = {"file": file, "next": following, "table": table}
            ((rewritten,),) = connection.execute(REWRITTEN, seen).fetchall()
            if rewritten and ids:  # else another process was first
                with connection.transaction():
                    connection.execute(FORGET, {"ids": ids})
                    connection.execute(NOTE, {"day": day, "table": table})


def _look_at_log(transaction: Transaction) -> None:
    """Note what has left the log, where this user may look at its files."""
    row = transaction.execute(MAY_SEE_LOG).fetchone()
    if row and row[0]:
        transaction.execute(REUSED)
        transaction.execute(GONE)
