"""The commands that publish content on a site that runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.long import Long
from webapp.cli.opening import errors_in_one_line

if TYPE_CHECKING:
    from webapp.publishing.publish import Looked


@click.group()
def content() -> None:
    """Publish content without starting the site again."""


@content.command(cls=Long)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--look", is_flag=True, help="only say what would change")
@click.option("--language", metavar="da|en", help="the language of what you are told (default: this machine's)")
def publish(folder: Path, look: bool, language: str | None) -> None:  # noqa: FBT001 - click passes it by name
    """Check a folder, say what changes, and serve it in place of TRYG_QUIZ_CONTENT.

    A folder with errors is refused. A site that runs takes the new content within ten seconds; attempts under way go
    on with the old one.
    """
    from quizlib.authoring import of_the_machine, speaking  # noqa: PLC0415 - each command imports what it needs
    from webapp.config.settings import Settings  # noqa: PLC0415 - as above
    from webapp.publishing.publish import RefusedContentError, look_at  # noqa: PLC0415 - as above
    from webapp.publishing.publish import publish as put  # noqa: PLC0415 - as above
    from webapp.web.services import now  # noqa: PLC0415 - as above

    with errors_in_one_line(), speaking(language or of_the_machine()):
        settings = Settings.read()
        if look:
            looked = look_at(folder, settings)
            _tell(looked)
            sys.exit(1 if looked.errors else 0)
        try:
            generation = put(folder, settings, now(settings.zone), _tell)
        except RefusedContentError as refused:
            click.echo(f"webapp: {refused}", err=True)
            sys.exit(1)
    click.echo(f"Published as {generation.name}.")


@content.command(name="reload")
def reload() -> None:
    """Let the site read TRYG_QUIZ_CONTENT again, as SIGHUP does."""
    from webapp.config.settings import Settings  # noqa: PLC0415 - each command imports what it needs
    from webapp.publishing.taking import ask  # noqa: PLC0415 - as above

    with errors_in_one_line():
        ask(Settings.read())
    click.echo("Asked. The log says if the new content is refused.")


def _tell(looked: Looked) -> None:
    for problem in looked.problems:
        click.echo(str(problem))
    for line in looked.changes:
        click.echo(line)
    if not looked.changes:
        click.echo("No quiz, topic or programme changes.")
