"""The command that checks a content folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="count warnings as errors")
def check(folder: Path | None, strict: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Print what is wrong with a content folder, help.yaml included."""
    from quizlib import shipped  # noqa: PLC0415 - each command imports what it needs
    from webapp.site_content.reading import read_content  # noqa: PLC0415 - as above

    _, problems = read_content(folder or shipped())
    for problem in problems:
        click.echo(str(problem))
    if any(strict or problem.level == "error" for problem in problems):
        sys.exit(1)
