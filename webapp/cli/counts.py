"""The commands about counts: close what has ended, check the sums, carry records to another machine."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.long import Long
from webapp.cli.opening import opened_storage

if TYPE_CHECKING:
    from webapp.open_storage import Storage
    from webapp.site_content.reading import SiteContent
    from webapp.storage.transfer.exchange import Exchange

FILE = click.Path(dir_okay=False, path_type=Path)
TABLES = {
    "workshop": "workshops",
    "block": "blocks",
    "attendance": "lines of attendance",
    "monthly": "monthly numbers",
    "packet": "sealed packets of small groups",
}


@click.command(cls=Long)
def close() -> None:
    """Count what has ended, and delete its answers; the site itself does so every minute."""
    with opened_storage() as (storage, _):
        click.echo(closed(storage))


def closed(storage: Storage) -> str:
    """Close what has ended, and return a line about it, without numbers of people: the records alone hold those."""
    from webapp.web.services import now  # noqa: PLC0415 - each command imports what it needs

    done = storage.closing.run(now(storage.zone))
    parts = [f"{done.blocks} blocks counted"] if done.blocks else []
    parts += ["some wait until they are 10"] if done.waiting else []
    parts += ["some were dropped"] if done.dropped else []
    parts += ["practice was deleted"] if done.practice else []
    return f"closed: {', '.join(parts)}" if parts else "nothing had ended"


@click.group()
def counts() -> None:
    """See that what is counted is right; carry it to another machine."""


@counts.command(cls=Long)
@click.option("--mend", is_flag=True, help="write the sums that differ anew")
def verify(mend: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Print whether all sums are what the records add up to; if not, which, and exit with 1."""
    from webapp.storage.records.verify import Verifying  # noqa: PLC0415 - as in closed

    with opened_storage() as (storage, _):
        verifying = Verifying(storage.database, storage.records)
        found = verifying.mend() if mend else verifying.verify()
        for line in (*found.unreadable, *found.differing):
            click.echo(str(line))
        looked_at = f"{found.blocks} blocks, {found.workshops} workshops, {found.sums} sums"
        if found.agrees:
            click.echo(f"the sums agree with the records ({looked_at})")
        elif mend and not found.unreadable:
            click.echo(f"the sums that differed were written anew ({looked_at})")
        else:
            click.echo(f"the sums do not agree with the records ({looked_at})")
            sys.exit(1)


@counts.command("export", cls=Long)
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Write all that is counted into FILE, for another machine."""
    with opened_storage() as (storage, content):
        click.echo(f"exported to {file}: {_listed(_exchange(storage, content).export(file))}")


@counts.command("import", cls=Long)
@click.argument("file", type=FILE)
@click.option("--receipt", type=FILE, help="OTHER: write the receipt for the laptop into this file")
def bring(file: Path, receipt: Path | None) -> None:
    """Count what FILE has and this site has not, all of it or nothing."""
    with opened_storage() as (storage, content):
        from webapp.storage.transfer.atomic_file import atomic_file  # noqa: PLC0415 - as in closed
        from webapp.web.services import today  # noqa: PLC0415 - as in closed

        exchange = _exchange(storage, content)
        new = exchange.bring(file, today(storage.zone))
        click.echo(f"imported from {file}: {_listed(new)}" if new else f"all that {file} has was counted already")
        made = exchange.receipt(file) if receipt else None
        if receipt and made:
            with atomic_file(receipt) as written:
                written.write_bytes(made.model_dump_json(indent=2).encode())
            click.echo(f"the receipt for the laptop is in {receipt}")
        elif receipt:
            click.echo(f"there is no receipt: no laptop with a file of this campaign has written {file}")


def _exchange(storage: Storage, content: SiteContent) -> Exchange:
    from webapp.storage.transfer.exchange import Exchange  # noqa: PLC0415 - as in closed

    return Exchange(storage.database, storage.records, content.places.ids)


def _listed(rows: Mapping[str, int]) -> str:
    """Return how many rows of each table there are, in words."""
    return ", ".join(f"{rows[table]} {name}" for table, name in TABLES.items() if rows[table]) or "nothing"
