"""The command that lists what a person has to open and to confirm before launch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.long import Long
from webapp.cli.opening import errors_in_one_line

if TYPE_CHECKING:
    from webapp.site_content.claims import Claim
    from webapp.site_content.unread import Unread


@click.command(cls=Long)
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def sources(folder: Path | None) -> None:
    """List what a person has to open and to confirm before launch.

    These are the pages that we know from excerpts alone, and what no page says. What does most harm if it is wrong
    comes first.
    """
    from quizlib import shipped  # noqa: PLC0415 - each command imports what it needs
    from webapp.site_content.claims import HARMS  # noqa: PLC0415 - as above
    from webapp.site_content.reading import read_content  # noqa: PLC0415 - as above
    from webapp.site_content.unread import unread  # noqa: PLC0415 - as above

    with errors_in_one_line():
        content, _ = read_content(folder or shipped())
    pages = unread(content)
    click.echo(f"Pages to open: {len(pages)}")
    for page in pages:
        click.echo(_of_page(page))
    claims = sorted(content.claims, key=lambda claim: HARMS.index(claim.harm))
    click.echo(f"\nTo confirm with somebody who knows: {len(claims)}")
    for claim in claims:
        click.echo(_of_claim(claim, content.library.languages[0].id))


def _of_page(page: Unread) -> str:
    rests = "; ".join(f"{kind} {', '.join(names)}" for kind, names in page.rests.items())
    count = sum(map(len, page.rests.values()))
    return f"{count} {page.url}\n  {rests} (excerpt read on {page.seen})"


def _of_claim(claim: Claim, language: str) -> str:
    return f"{claim.harm}: {claim.claim[language]}\n  {', '.join(claim.stands_in)}"
