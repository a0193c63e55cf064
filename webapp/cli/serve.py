"""The command that serves the site."""

from __future__ import annotations

import os
import socket
from functools import cache
from typing import TYPE_CHECKING

import click

from webapp.cli.opening import errors_in_one_line

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config.settings import Settings
    from webapp.server.front import Front


@click.command()
@click.option("--host", help="HOST: the address to listen on (127.0.0.1)")
@click.option("--port", help="PORT: the port to listen on (8000)")
@click.option("--threads", help="THREADS: how many requests are worked on at once (4)")
def serve(**options: str | None) -> None:
    """Serve the site: one process, several threads; SIGTERM lets what is under way finish."""
    given = {name: value for name, value in options.items() if value is not None}
    with errors_in_one_line():
        _serve(given)


def _serve(options: dict[str, str]) -> None:
    from webapp.config.settings import Settings  # noqa: PLC0415 - each command imports what it needs
    from webapp.server import serving  # noqa: PLC0415 - as above

    settings = Settings.read(**options)
    os.environ.update({name.upper(): value for name, value in options.items()})  # what the worker process reads
    address = _address(settings)
    _built()
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Tryg på nettet: http://{shown}:{settings.port}  (Ctrl+C stops)")
    serving.serve(_begun, address, settings.port)


def _address(settings: Settings) -> str:
    """Return the number of HOST, which may be a name; StartError if the site cannot listen there."""
    from webapp.application import StartError  # noqa: PLC0415 - as in _serve

    try:
        family, _, _, _, place = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what has just ended is no obstacle
            trial.bind(place)
    except OSError as error:
        message = (
            f"HOST={settings.host} PORT={settings.port}: the site cannot listen there ({error.strerror}); "
            "write an address of this machine and a port that no other program uses"
        )
        raise StartError(message) from None
    return str(place[0])


@cache
def _built() -> Flask:
    """Return the site, built once: an error then stops the command with one line, and a forked worker has the site."""
    from webapp.application import build  # noqa: PLC0415 - as in _serve
    from webapp.config.settings import Settings  # noqa: PLC0415 - as in _serve

    return build(Settings.read())


def _begun() -> Front:
    """Return the site that the worker process serves, with its housekeeping started."""
    from webapp.application import LIMITS, begin  # noqa: PLC0415 - as in _serve
    from webapp.config.settings import Settings  # noqa: PLC0415 - as in _serve
    from webapp.server.front import Front  # noqa: PLC0415 - as in _serve
    from webapp.web.security import security_headers  # noqa: PLC0415 - as in _serve

    settings = Settings.read()
    return Front(begin(_built()), settings.threads, LIMITS["MAX_CONTENT_LENGTH"], security_headers(settings))
