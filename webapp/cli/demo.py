"""The command that fills an empty database with a made-up campaign."""

from __future__ import annotations

import click

from webapp.cli.long import Long
from webapp.cli.opening import errors_in_one_line, read_settings


@click.command(cls=Long)
@click.option("--seed", default=1, show_default=True, help="another number draws another campaign")
@click.option("--weeks", default=10, show_default=True, type=click.IntRange(2, 52), help="how long it lasts")
@click.option("--small", is_flag=True, help="a fifth of the workshops, a tenth of the people at home")
def demo(seed: int, weeks: int, small: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Fill an empty database with a made-up campaign, so that the staff's pages can be looked at."""
    from webapp.demo.making import make  # noqa: PLC0415 - each command imports what it needs

    with errors_in_one_line():
        for line in make(read_settings(), seed, weeks, small=small):
            click.echo(line)
