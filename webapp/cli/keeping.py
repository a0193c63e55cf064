"""Commands about what is kept: a backup of it, its restoring, and what is stored at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.counts import FILE, closed
from webapp.cli.opening import with_ledger

if TYPE_CHECKING:
    from webapp.open_storage import Ledger
    from webapp.site_content.reading import SiteContent


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write all that is kept into FILE, without a single answer, while the site goes on."""

    def work(ledger: Ledger, _: SiteContent) -> None:
        from webapp.storage.transfer.backup import back_up  # noqa: PLC0415 - each command imports what it needs

        back_up(ledger.database, file)
        click.echo(f"all that is kept is in {file}")

    with_ledger(work)


@click.command()
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put what a backup FILE holds in the place of all that is kept, then close what has ended."""

    def work(ledger: Ledger, _: SiteContent) -> None:
        from webapp.storage.transfer import backup as backups  # noqa: PLC0415 - as in backup

        backups.restore(ledger.database, file)
        click.echo(f"restored from {file}; {closed(ledger)}")

    with_ledger(work)


@click.command("privacy-report")
def privacy_report() -> None:
    """Say in plain words what is stored now, what waits and until when, and what was counted when."""

    def work(ledger: Ledger, _: SiteContent) -> None:
        from webapp.storage.privacy import Privacy  # noqa: PLC0415 - as in backup
        from webapp.web.services import today  # noqa: PLC0415 - as in backup

        click.echo(Privacy(ledger.database, ledger.retention).report(today()))

    with_ledger(work)
