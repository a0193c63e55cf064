"""The command that writes the figures of the campaign into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.long import Long
from webapp.cli.opening import opened_storage

if TYPE_CHECKING:
    from webapp.open_storage import Storage
    from webapp.site_content.reading import SiteContent


@click.command(cls=Long)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["xlsx", "csv", "pdf", "pptx"]), help="otherwise the ending of FILE says it"
)
@click.option("--language", help="otherwise the library's first")
def figures(file: Path, form: str | None, language: str | None) -> None:
    """Write what the campaign has learned into FILE: the figures of the staff's overview."""
    with opened_storage() as (storage, content):
        _write(storage, content, file, form or file.suffix.removeprefix("."), language)


def _write(storage: Storage, content: SiteContent, file: Path, form: str, language: str | None) -> None:
    from importlib.metadata import version  # noqa: PLC0415 - each command imports what it needs

    from webapp import report  # noqa: PLC0415 - as above
    from webapp.application import StartError  # noqa: PLC0415 - as above
    from webapp.extras import NotInstalled  # noqa: PLC0415 - as above
    from webapp.figure_source import FigureSource  # noqa: PLC0415 - as above
    from webapp.report.wording.names import Names  # noqa: PLC0415 - as above
    from webapp.site_content import shipped  # noqa: PLC0415 - as above
    from webapp.storage.records.figure_queries import FigureQueries  # noqa: PLC0415 - as above
    from webapp.web.services import today  # noqa: PLC0415 - as above

    languages = [one.id for one in content.library.languages]
    if form not in report.FORMS or (language or languages[0]) not in languages:
        message = f"--format is one of {', '.join(report.FORMS)}, --language one of {', '.join(languages)}"
        raise StartError(message)
    source = FigureSource(storage.database, storage.records, FigureQueries(storage.database))
    made = report.Provenance(today(storage.zone), version("tryg-paa-nettet"), storage.made_up)
    translator = report.Translator.of(language or languages[0], shipped.translations())
    view, summary = report.overview(source, content, made.day), report.summary(source, content)
    try:
        file.write_bytes(report.exported(view, form, Names(content), translator, made, summary=summary))
    except NotInstalled as missing:
        raise StartError(str(missing)) from None
    click.echo(f"{file}: what the campaign has learned, {made.day}")
