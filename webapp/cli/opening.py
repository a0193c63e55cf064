"""What a command runs in: the storage that it works on, and errors as one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from quizlib import ContentError

if TYPE_CHECKING:
    from webapp.config.settings import Settings
    from webapp.open_storage import Storage
    from webapp.site_content.reading import SiteContent


def read_settings() -> Settings:
    """Return the settings of the environment, for a command. SettingsError if one cannot be used."""
    from webapp.config.settings import Settings  # noqa: PLC0415 - each command imports what it needs

    return Settings.read(**with_earlier_names({}))


def with_earlier_names(options: Mapping[str, str]) -> dict[str, str]:
    """Return the options of a command, and the settings that the environment has under earlier names alone.

    The variables had no prefix once. A command still reads those names, and prints how they are called now.
    """
    from webapp.config.settings import Settings, variable  # noqa: PLC0415 - as above

    unset = [name for name in Settings.model_fields if name not in options and not os.environ.get(variable(name))]
    earlier = {name: value for name in unset if (value := os.environ.get(name.upper()))}
    if earlier:
        old, new = (", ".join(map(named, earlier)) for named in (str.upper, variable))
        click.echo(f"webapp: {old}: later versions will not read this; write {new}", err=True)
    return {**earlier, **options}


@contextmanager
def opened_storage() -> Iterator[tuple[Storage, SiteContent]]:
    """Open the storage and the content that the settings name, and close the storage afterwards.

    Errors end the command as in `errors_in_one_line`.
    """
    from webapp.application import ready_content  # noqa: PLC0415 - each command imports what it needs
    from webapp.open_storage import open_storage  # noqa: PLC0415 - as above

    with errors_in_one_line():
        settings = read_settings()
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
    from webapp.publishing.generations import PlaceError  # noqa: PLC0415 - as above
    from webapp.staff.operator import RefusedError  # noqa: PLC0415 - as above
    from webapp.storage.database.engine import StorageUnavailable  # noqa: PLC0415 - as above
    from webapp.storage.database.migrate import SchemaError  # noqa: PLC0415 - as above
    from webapp.storage.laptops.campaign_file import CampaignFileError  # noqa: PLC0415 - as above
    from webapp.storage.records.verify import Moving  # noqa: PLC0415 - as above
    from webapp.storage.transfer.atomic_file import FileError  # noqa: PLC0415 - as above

    try:
        yield
    except (
        SettingsError,
        StartError,
        ContentError,
        CampaignFileError,
        PlaceError,
        RefusedError,
        SchemaError,
        StorageUnavailable,
        FileError,
        Moving,
    ) as error:
        click.echo(f"webapp: {error}", err=True)
        sys.exit(2)
