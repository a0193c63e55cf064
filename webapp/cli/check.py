"""The command that checks a content folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from webapp.cli.long import Long


@click.command(cls=Long)
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="count warnings as errors")
@click.option("--language", metavar="da|en", help="the language of what you are told (default: this machine's)")
def check(folder: Path | None, strict: bool, language: str | None) -> None:  # noqa: FBT001 - click passes it by name
    """Print what is wrong with a content folder, help.yaml included."""
    from quizlib import shipped  # noqa: PLC0415 - each command imports what it needs
    from quizlib.authoring import languages, of_the_machine, speaking  # noqa: PLC0415 - as above
    from webapp.site_content.reading import read_content  # noqa: PLC0415 - as above

    if language not in (None, *languages()):
        message = f"choose from {', '.join(languages())}"
        raise click.BadParameter(message, param_hint="--language")
    with speaking(language or of_the_machine()):
        _, problems = read_content(folder or shipped(), drafts=True)
        for problem in problems:
            click.echo(str(problem))
    if any(strict or problem.level == "error" for problem in problems):
        sys.exit(1)
