"""The `webapp` command: all commands of the site, joined."""

from __future__ import annotations

import click

from webapp.cli.api import client_key
from webapp.cli.check import check
from webapp.cli.content import content
from webapp.cli.counts import close, counts
from webapp.cli.database import backup, migrate, privacy_report, restore, rewrite
from webapp.cli.demo import demo
from webapp.cli.figures import figures
from webapp.cli.preview import preview
from webapp.cli.serve import serve
from webapp.cli.sources import sources
from webapp.cli.staff import staff
from webapp.cli.workshop import workshop


@click.group()
@click.version_option(package_name="tryg-paa-nettet", prog_name="webapp", message="%(prog)s %(version)s")
def main() -> None:
    """Tryg på nettet: the site. Settings come from the environment (TRYG_…; docs/operating.md); options win."""


for command in (
    *(
        backup,
        check,
        client_key,
        close,
        content,
        counts,
        demo,
        figures,
        migrate,
        preview,
        privacy_report,
        restore,
        rewrite,
        serve,
        sources,
    ),
    *(staff, workshop),
):
    main.add_command(command)
