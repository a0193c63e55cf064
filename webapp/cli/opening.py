"""What a command runs in: the storage that it works on, and errors as one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from quizlib import ContentError

if TYPE_CHECKING:
    from webapp.open_storage import Storage
    from webapp.site_content.reading import SiteContent


@contextmanager
def opened_storage() -> Iterator[tuple[Storage, SiteContent]]:
    """Open the storage and the content that the settings name, and close the storage afterwards.

    Errors end the command as in `errors_in_one_line`.
    """
    from webapp.application import ready_content  # noqa: PLC0415 - each command imports what it needs
    from webapp.config.settings import Settings  # noqa: PLC0415 - as above
    from webapp.open_storage import open_storage  # noqa: PLC0415 - as above

    with errors_in_one_line():
        settings = Settings.read()
        content = ready_content(settings)
        storage = open_storage(settings, content)
        try:
            yield storage, content
        finally:
            storage.database.close()


@contextmanager
def errors_in_one_line() -> Iterator[None]:
    """Print an error that the operator can mend as one line instead of a traceback, and exit with 2."""
    from webapp.application import StartError  # noqa: PLC0415 - each command imports what it needs
    from webapp.config.settings import SettingsError  # noqa: PLC0415 - as above
    from webapp.staff.operator import RefusedError  # noqa: PLC0415 - as above
    from webapp.storage.database.engine import StorageUnavailable  # noqa: PLC0415 - as above
    from webapp.storage.database.migrate import SchemaError  # noqa: PLC0415 - as above
    from webapp.storage.records.verify import Moving  # noqa: PLC0415 - as above
    from webapp.storage.transfer.atomic_file import FileError  # noqa: PLC0415 - as above

    try:
        yield
    except (
        SettingsError,
        StartError,
        ContentError,
        RefusedError,
        SchemaError,
        StorageUnavailable,
        FileError,
        Moving,
    ) as error:
        click.echo(f"webapp: {error}", err=True)
        sys.exit(2)
