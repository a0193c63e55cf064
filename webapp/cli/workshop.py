"""The command that lets a laptop without internet lead workshops: it serves the room, and opens its own page."""

from __future__ import annotations

import http.client
import os
import urllib.request
import webbrowser
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli import serve
from webapp.cli.opening import errors_in_one_line, with_earlier_names

if TYPE_CHECKING:
    from webapp.config.settings import Settings

PATIENCE = 2  # seconds for a reply of this machine


@click.command()
@click.option("--port", help="TRYG_PORT: the port to listen on (8000)")
@click.option("--no-browser", is_flag=True, help="do not open the laptop's page")
def workshop(port: str | None, no_browser: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Lead workshops on this laptop, without internet and without an account."""
    with errors_in_one_line():
        _workshop({"port": port} if port else {}, browser=not no_browser)


def _workshop(options: dict[str, str], *, browser: bool) -> None:
    from webapp.config.settings import Settings, variable  # noqa: PLC0415 - each command imports what it needs
    from webapp.server.one_process import serve_in_one_process  # noqa: PLC0415 - as above

    options = with_earlier_names(options)
    data = Settings.read(**options).data_dir
    campaign = next((str(file) for file in _campaign_files(data) if file.is_file()), None)
    given = {**options, "host": "0.0.0.0", "laptop": "true"}  # noqa: S104 - the phones of the room are to reach it
    given |= {"campaign_file": campaign} if campaign else {}
    settings = Settings.read(**given)
    os.environ.update({variable(name): value for name, value in given.items()})
    own = f"http://localhost:{settings.port}/da/laptop"
    running = _answers(settings.port)
    if running:
        click.echo(f"Tryg på nettet runs here already: {own}")
    else:
        address = serve.ready(settings)
        front = serve.begun()
        _greet(settings, own, campaign)
    if browser:
        webbrowser.open(own)
    if not running:
        serve_in_one_process(front, address, settings.port)


def _campaign_files(data: Path) -> tuple[Path, ...]:
    """Return where the campaign's file may lie: beside the program, or with the data."""
    from webapp.storage.laptops.campaign_file import NAME  # noqa: PLC0415 - as above

    return Path(NAME), data / NAME


def _answers(port: int) -> bool:
    """Return whether a site of ours answers at a port of this machine."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=PATIENCE) as reply:
            return reply.status == HTTPStatus.OK and reply.headers.get("Tryg") is not None
    except (OSError, http.client.HTTPException):
        return False


def _greet(settings: Settings, own: str, campaign: str | None) -> None:
    """Print how to go on: the laptop's own page, and the addresses that phones open."""
    from webapp.web.laptop_mode import reachable  # noqa: PLC0415 - as above
    from webapp.web.services import now  # noqa: PLC0415 - as above

    click.echo(f"Tryg på nettet leads workshops here: {own}  (Ctrl+C stops)")
    first, *others = reachable() or ("",)
    if first:
        click.echo(f"Phones open http://{first}:{settings.port}")
    for address in others:
        click.echo(f"  or http://{address}:{settings.port}")
    if not first:
        click.echo("This laptop is on no network: join a Wi-Fi, or switch on a hotspot.")
    click.echo(f"It is now {now(settings.zone):%Y-%m-%d %H:%M}; the page lets you put that right.")
    click.echo(f"Small groups are sealed for the campaign ({campaign})." if campaign else "There is no campaign.json.")
