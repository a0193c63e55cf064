"""The commands about the database: its tables, a backup of what is kept, and a report of what is stored."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.cli.counts import FILE, closed
from webapp.cli.long import Long
from webapp.cli.opening import errors_in_one_line, opened_storage, read_settings


@click.command(cls=Long)
def migrate() -> None:
    """Bring the database to this version's tables (SQLite does it by itself when the site starts)."""
    from webapp.storage.database.engine import Database  # noqa: PLC0415 - each command imports what it needs
    from webapp.storage.database.migrate import migrate as upgrade  # noqa: PLC0415 - as above

    with errors_in_one_line():
        database = Database(read_settings().database_url)
        try:
            upgrade(database)
        finally:
            database.close()


@click.command(cls=Long)
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write all that is kept into FILE, without a single answer, while the site goes on.

    It holds the staff's names, password hashes and sealed second steps: only its owner can read it.
    """
    from webapp.storage.transfer.backup import back_up  # noqa: PLC0415 - as in migrate

    with opened_storage() as (storage, _):
        back_up(storage.database, file)
        click.echo(f"all that is kept is in {file}: no answer, but the staff's names and password hashes")


@click.command(cls=Long)
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put what a backup FILE holds in the place of all that is kept, then close what has ended."""
    from webapp.storage.transfer import backup as backups  # noqa: PLC0415 - as in migrate

    with opened_storage() as (storage, _):
        backups.restore(storage.database, file, storage.records)
        click.echo(f"restored from {file}; {closed(storage)}")


@click.command("privacy-report", cls=Long)
def privacy_report() -> None:
    """Say in plain words what is stored now, what waits and until when, and what was counted when."""
    from webapp.storage.privacy import Privacy  # noqa: PLC0415 - as in migrate
    from webapp.web.services import today  # noqa: PLC0415 - as in migrate

    with opened_storage() as (storage, _):
        click.echo(Privacy(storage.database, storage.retention).report(today(storage.zone)))


@click.command(cls=Long)
def rewrite() -> None:
    """Take deleted answers off PostgreSQL's disk now, however long people wait for it; the site takes its time."""
    with opened_storage() as (storage, _):
        storage.closing.rewriting.run(seconds=0)
        left = storage.closing.rewriting.since()
        click.echo("nothing that was deleted is in a table" if left is None else "a table is in use; try again later")
