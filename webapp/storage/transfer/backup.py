"""Backup: all that is kept, in one SQLite file without a single answer, which can be restored into any database."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import SQLModel, col

from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.database.migrate import VERSION_TABLE, NameTakenError, SchemaError, migrate
from webapp.storage.database.rows import Row, Rows
from webapp.storage.records.store import Records
from webapp.storage.records.verify import Verifying
from webapp.storage.tables.every import KEPT, METADATA
from webapp.storage.tables.kept import StoredOutline, StoredSum, WorkshopRow
from webapp.storage.transfer.atomic_file import FileError, atomic_file
from webapp.storage.transfer.backup_rows import check_row
from webapp.storage.workshops.workshop import COMING_WORKSHOP

MARK = 0x54727967  # "Tryg", where a SQLite file says what it is for
SQLITE = b"SQLite format 3\0"
MARK_AT = 68
NOTHING = "nothing was restored"
STRANGE = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%'"
COLUMNS = """
SELECT one.name, it.name FROM sqlite_master AS one, pragma_table_xinfo(one.name) AS it
WHERE one.type = 'table' AND one.name NOT LIKE 'sqlite_%'
"""
RESTORED = tuple(table for table in KEPT if table is not StoredSum)
"""What is taken from a backup. The sums follow from it."""


def back_up(database: Database, path: Path) -> None:
    """Write all that is kept at this moment into a new SQLite file, while the site goes on.

    FileError if the file cannot be written, StorageUnavailable if a storage fails.
    """
    with atomic_file(path) as written:
        copy = Database(f"sqlite:///{written}")
        try:
            migrate(copy)
            database.read(lambda source: copy.alone(lambda target: _fill(source, target)))
        finally:
            copy.close()
        with closing(sqlite3.connect(written)) as transaction:
            transaction.execute(f"PRAGMA application_id = {MARK}")
            transaction.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it


def restore(database: Database, path: Path, records: Records) -> None:
    """Put what a backup of this or an earlier version holds in the place of all that is kept, or change nothing.

    Answers stay, workshops that have begun go on, and no outline of a quiz is lost. The sums are added up anew from the
    records. The staff has to sign in again. Close afterwards. FileError if the file is no such backup or holds what
    this site cannot have stored, StorageUnavailable if a storage fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Database(f"sqlite:///{_copied(path, Path(folder))}")
        try:
            _bring_forward(copy, path)
            copy.read(
                lambda source: database.alone(lambda target: _put(source, target, path, Verifying(database, records)))
            )
        finally:
            copy.close()


def _fill(source: Transaction, target: Transaction) -> None:
    for table in KEPT:
        rows: Iterator[Row] = Rows(table).all(source)
        if table is WorkshopRow:
            rows = (row | ({"leader": None} if row["closed"] else COMING_WORKSHOP) for row in rows)
        Rows(table).insert(target, rows)


def _put(source: Transaction, target: Transaction, path: Path, verifying: Verifying) -> None:
    """Replace all that is kept, and add up the sums; FileError with the first row that this site cannot have stored."""
    try:
        _replace(source, target)
        verifying.add_up(target)
    except ValueError as error:
        message = f"{path}: {error}; take another backup; {NOTHING}"
        raise FileError(message) from None
    except IntegrityError as error:
        message = f"{path}: two of its rows have the same id, name or code; take another backup; {NOTHING}"
        raise FileError(message) from error


def _replace(source: Transaction, target: Transaction) -> None:
    go_on = _going_on(target)
    closed = {row["id"] for row in _rows(WorkshopRow, source) if row["closed"]}
    known = {(row["quiz"], row["version"]) for row in Rows(StoredOutline).all(target)}
    for table in KEPT:
        if table is not StoredOutline:
            target.session.exec(delete(table))  # browsers that are signed in go with their accounts
    for table in RESTORED:
        rows = _rows(table, source)
        if table is StoredOutline:
            rows = (row for row in rows if (row["quiz"], row["version"]) not in known)
        elif table is WorkshopRow:
            rows = (row for row in rows if row["closed"] or row["id"] not in go_on)
        Rows(table).insert(target, rows)
    Rows(WorkshopRow).insert(target, (row for name, row in go_on.items() if name not in closed))


def _rows(table: type[SQLModel], source: Transaction) -> Iterator[Row]:
    """Yield the rows of a table in a backup; ValueError with the first that is none."""
    number = 0
    try:
        for number, row in enumerate(Rows(table).all(source), start=1):  # noqa: B007 - where it was
            check_row(table, row)
            yield row
    except (ValueError, TypeError, LookupError) as error:
        message = f"table {table.__tablename__}, row {number}: {error}"
        raise ValueError(message) from None


def _going_on(target: Transaction) -> dict[str, Row]:
    """Return the rows of workshops that have begun in the database and are not closed."""
    begun = Rows(WorkshopRow, col(WorkshopRow.closed).is_(False) & col(WorkshopRow.begun).is_not(None))
    return {row["id"]: row for row in begun.all(target)}


def _copied(path: Path, folder: Path) -> Path:
    """Copy a backup into a folder; FileError if the file is no backup."""
    try:
        with path.open("rb") as file:
            head = file.read(MARK_AT + 4)
        if head[: len(SQLITE)] != SQLITE or int.from_bytes(head[MARK_AT:]) != MARK:
            message = f"{path}: it is no backup of this site; name a file that `webapp backup` has made; {NOTHING}"
            raise FileError(message)
        return Path(shutil.copyfile(path, folder / "backup.sqlite"))
    except OSError as error:
        message = f"{path}: it cannot be read ({error.strerror}); {NOTHING}"
        raise FileError(message) from None


def _bring_forward(copy: Database, path: Path) -> None:
    """Bring the copy of a backup to this version's tables.

    FileError if it is damaged or of a newer version, or has other tables.
    """
    try:
        found = copy.read(lambda transaction: transaction.execute("PRAGMA integrity_check").fetchall())
        damaged = found != [("ok",)]
        strange = copy.read(lambda transaction: transaction.execute(STRANGE).fetchall())
    except (sqlite3.DatabaseError, StorageUnavailable):
        damaged, strange = True, []
    if damaged:
        message = f"{path}: it is damaged; take another backup; {NOTHING}"
        raise FileError(message)
    try:
        migrate(copy)
        wrong = [f"it has the {kind} {name}" for kind, name in strange] or copy.read(_other_tables)
    except (NameTakenError, DBAPIError, sqlite3.Error, StorageUnavailable):
        wrong = ["it has not the tables of the version that it names"]
    except SchemaError:
        message = f"{path}: it is of a newer version; restore it with that version; {NOTHING}"
        raise FileError(message) from None
    if wrong:
        message = f"{path}: {wrong[0]}, as no backup of this site; take another backup; {NOTHING}"
        raise FileError(message)


def _other_tables(transaction: Transaction) -> list[str]:
    """Return a line for each table that is missing, unknown, or has other columns than it should."""
    columns: dict[str, set[str]] = {}
    for table, column in transaction.execute(COLUMNS).fetchall():
        columns.setdefault(table, set()).add(column)
    wanted = {name: {column.name for column in table.columns} for name, table in METADATA.tables.items()}
    wanted[VERSION_TABLE] = {"version_num"}
    return [
        f"its table {name} is {'missing' if name not in columns else 'unknown' if name not in wanted else 'another'}"
        for name in sorted(columns.keys() | wanted.keys())
        if columns.get(name) != wanted.get(name)
    ]
