"""Migrations: bring a database to the tables that this version wants, all at once or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from webapp.storage.database.engine import Database, StorageUnavailable, Transaction

HEAD = "0003"
ALEMBIC = Path(__file__).with_name("migrations")


class SchemaError(Exception):
    """The database's tables are not those of this version: one line says what to do."""


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

    Raises SchemaError if they are of a newer version, StorageUnavailable if the storage fails.
    """
    if _revision(database) == HEAD:
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
        raise


def _revision(database: Database) -> Any:  # noqa: ANN401 - text or None, from a row
    """Return the version of the tables, or None if there are none."""

    def work(transaction: Transaction) -> Any:  # noqa: ANN401 - as above
        row = transaction.execute("SELECT version_num FROM alembic_version").fetchone()
        return row and row[0]

    try:
        return database.read(work)
    except database.error:  # a fault would be StorageUnavailable: there is no such table
        return None
