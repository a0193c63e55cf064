"""Backup: all that is kept, in one SQLite file without a single answer, which can be restored into any database."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import delete
from sqlmodel import col

from webapp.storage.database.engine import Database, StorageUnavailable, Transaction
from webapp.storage.database.migrate import SchemaError, migrate
from webapp.storage.database.rows import Row, Rows
from webapp.storage.tables import KEPT, StoredOutline, WorkshopRow
from webapp.storage.transfer.atomic_file import FileError, atomic_file
from webapp.storage.workshops.workshop import COMING_WORKSHOP

MARK = 0x54727967  # "Tryg", where a SQLite file says what it is for
SQLITE = b"SQLite format 3\0"
MARK_AT = 68
NOTHING = "nothing was restored"


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


def restore(database: Database, path: Path) -> None:
    """Put what a backup of this or an earlier version holds in the place of all that is kept, or change nothing.

    Answers stay, workshops that have begun go on, and no outline of a quiz is lost. The staff has to sign in again.
    Close afterwards. FileError if the file is no such backup, StorageUnavailable if a storage fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Database(f"sqlite:///{_copied(path, Path(folder))}")
        try:
            _bring_forward(copy, path)
            copy.read(lambda source: database.alone(lambda target: _replace(source, target)))
        finally:
            copy.close()


def _fill(source: Transaction, target: Transaction) -> None:
    for table in KEPT:
        rows: Iterator[Row] = Rows(table).all(source)
        if table is WorkshopRow:
            rows = (row if row["closed"] else row | COMING_WORKSHOP for row in rows)
        Rows(table).insert(target, rows)


def _replace(source: Transaction, target: Transaction) -> None:
    go_on = _going_on(target)
    closed = {row["id"] for row in Rows(WorkshopRow).all(source) if row["closed"]}
    known = {(row["quiz"], row["version"]) for row in Rows(StoredOutline).all(target)}
    for table in KEPT:
        if table is not StoredOutline:
            target.session.exec(delete(table))  # browsers that are signed in go with their accounts
    for table in KEPT:
        rows: Iterator[Row] = Rows(table).all(source)
        if table is StoredOutline:
            rows = (row for row in rows if (row["quiz"], row["version"]) not in known)
        elif table is WorkshopRow:
            rows = (row for row in rows if row["closed"] or row["id"] not in go_on)
        Rows(table).insert(target, rows)
    Rows(WorkshopRow).insert(target, (row for name, row in go_on.items() if name not in closed))


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
    """Bring the copy of a backup to this version's tables; FileError if it is damaged or of a newer version."""
    try:
        found = copy.read(lambda transaction: transaction.execute("PRAGMA integrity_check").fetchall())
        damaged = found != [("ok",)]
    except (sqlite3.DatabaseError, StorageUnavailable):
        damaged = True
    if damaged:
        message = f"{path}: it is damaged; take another backup; {NOTHING}"
        raise FileError(message)
    try:
        migrate(copy)
    except SchemaError:
        message = f"{path}: it is of a newer version; restore it with that version; {NOTHING}"
        raise FileError(message) from None
