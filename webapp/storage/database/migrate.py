"""Migrations: bring a database to the tables that this version wants, all at once or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from webapp.storage.database.engine import Database, StorageUnavailable, Transaction

HEAD = "0015"
ALEMBIC = Path(__file__).with_name("migrations")
VERSION_TABLE = "tryg_alembic_version"
EARLIER_TABLE = "alembic_version"
"""Where the version stood once. Every application that uses Alembic has this table, so it may be another's."""
FIRST_TABLE = "liveattempt"
"""A table of every version of the site."""


class SchemaError(Exception):
    """The database's tables are not those of this version: one line says what to do."""


class NameTakenError(SchemaError):
    """A table has the name of one of ours, and is none."""


def prepare(database: Database) -> None:
    """See to it that the tables are this version's: SQLite is brought there, PostgreSQL only looked at.

    Raises SchemaError if they are not, StorageUnavailable if the storage fails.
    """
    if database.is_sqlite:
        migrate(database)
    elif (found := _revision(database)) != HEAD:
        message = f"the database's tables are of version {found or 'none'}, not {HEAD}; run: webapp migrate"
        raise SchemaError(message)


def migrate(database: Database) -> None:
    """Bring the tables to this version. A process killed half-way leaves them as they were; two at once take turns.

    Tables of another application stay as they are. Raises NameTakenError if one of them has the name of one of ours,
    SchemaError if ours are of a newer version, StorageUnavailable if the storage fails.
    """
    if _version(database, VERSION_TABLE) == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - at most starts nothing needs to be done
    from alembic.config import Config  # noqa: PLC0415 - as above
    from alembic.util import CommandError  # noqa: PLC0415 - as above

    config = Config(attributes={"database": database})
    config.set_main_option("script_location", str(ALEMBIC).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError:
        message = "the database's tables are of a newer version; start that version of the site, or restore a backup"
        raise SchemaError(message) from None
    except (DBAPIError, database.error) as error:
        if database.kind.is_fault(error):
            raise StorageUnavailable.because(error) from error
        if clash := _clash(error):
            message = f"{clash}: it is another application's; give the site a database of its own in TRYG_DATABASE_URL"
            raise NameTakenError(message) from error
        raise


def known_revisions() -> frozenset[str]:
    """Return the versions that tables of this site may have."""
    return frozenset(file.name.partition("_")[0] for file in (ALEMBIC / "versions").glob("[0-9]*.py"))


def _revision(database: Database) -> str | None:
    """Return the version of the tables, or None if there are none of ours."""
    if found := _version(database, VERSION_TABLE):
        return found
    earlier = _version(database, EARLIER_TABLE)
    ours = earlier in known_revisions() and _has(database, FIRST_TABLE)
    return earlier if ours else None


def _version(database: Database, table: str) -> str | None:
    row = _row(database, f"SELECT version_num FROM {table}")  # noqa: S608 - one of two names
    return str(row[0]) if row else None


def _has(database: Database, table: str) -> bool:
    return _row(database, f"SELECT count(*) FROM {table}") is not None  # noqa: S608 - our own name


def _row(database: Database, sql: str) -> tuple[Any, ...] | None:
    """Return the first row, or None if there is none or no such table."""

    def work(transaction: Transaction) -> tuple[Any, ...] | None:
        return transaction.execute(sql).fetchone()

    try:
        return database.read(work)
    except database.error:  # a fault would be StorageUnavailable: there is no such table
        return None


def _clash(error: Exception) -> str:
    """Return what the database says of a table that is there already; nothing if it says something else."""
    told = getattr(error, "orig", error)
    exists = type(told).__name__ == "DuplicateTable" or "already exists" in str(told)
    return str(told).partition("\n")[0] if exists else ""
