"""The `webapp` command: all commands of the site, joined."""

from __future__ import annotations

import click

from webapp.cli.check import check
from webapp.cli.counts import close, counts
from webapp.cli.database import backup, migrate, privacy_report, restore
from webapp.cli.demo import demo
from webapp.cli.figures import figures
from webapp.cli.serve import serve
from webapp.cli.staff import staff


@click.group()
def main() -> None:
    """Tryg på nettet: the site. Settings come from the environment (docs/operating.md); options win."""


for command in (backup, check, close, counts, demo, figures, migrate, privacy_report, restore, serve, staff):
    main.add_command(command)
