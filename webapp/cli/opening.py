"""Opening: the ledger that a command works on, or one line that says why it cannot."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from quizlib import ContentError

if TYPE_CHECKING:
    from webapp.open_storage import Ledger
    from webapp.site_content.reading import SiteContent

Work = Callable[["Ledger", "SiteContent"], Any]


def with_ledger(work: Work) -> None:
    """Run with the ledger and the content that the settings name; see `plainly`."""

    def run() -> None:
        from webapp.application import ready_content  # noqa: PLC0415 - each command imports what it needs
        from webapp.config.settings import Settings  # noqa: PLC0415 - as above
        from webapp.open_storage import Ledger  # noqa: PLC0415 - as above

        settings = Settings.read()
        content = ready_content(settings)
        ledger = Ledger.opened(settings, content)
        try:
            work(ledger, content)
        finally:
            ledger.database.close()

    plainly(run)


def plainly(work: Callable[[], Any]) -> None:
    """Run; when that is not possible, say why in one line instead of a traceback, and exit with 2."""
    from webapp.application import StartError  # noqa: PLC0415 - as in with_ledger
    from webapp.config.settings import SettingsError  # noqa: PLC0415 - as in with_ledger
    from webapp.staff.operator import RefusedError  # noqa: PLC0415 - as in with_ledger
    from webapp.storage.database.engine import StorageUnavailable  # noqa: PLC0415 - as in with_ledger
    from webapp.storage.database.migrate import SchemaError  # noqa: PLC0415 - as in with_ledger
    from webapp.storage.records.verify import Moving  # noqa: PLC0415 - as in with_ledger
    from webapp.storage.transfer.atomic_file import FileError  # noqa: PLC0415 - as in with_ledger

    told = (SettingsError, StartError, ContentError, RefusedError, SchemaError, StorageUnavailable, FileError, Moving)
    try:
        work()
    except told as error:
        click.echo(f"webapp: {error}", err=True)
        sys.exit(2)
