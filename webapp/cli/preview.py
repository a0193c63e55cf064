"""The command that shows authors what they write, while they write it."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from webapp.cli.opening import errors_in_one_line


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", default=8001, type=click.IntRange(1, 65535), help="the port to listen on (8001)")
def preview(folder: Path | None, port: int) -> None:
    """Show every question of a content folder in every state, and what is wrong, while it is being written.

    It stores nothing, asks for no sign-in, and only this machine can open it.
    """
    from quizlib import shipped  # noqa: PLC0415 - each command imports what it needs

    if find_spec("watchfiles") is None:
        sys.exit("webapp: watchfiles not installed: pip install 'tryg-paa-nettet[authors]' brings what authors need")
    from webapp.preview.serving import serve  # noqa: PLC0415 - as above

    with errors_in_one_line():
        serve(folder or shipped(), port)
