"""The command that serves the site."""

from __future__ import annotations

import errno
import gc
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.opening import errors_in_one_line, with_earlier_names

if TYPE_CHECKING:
    from webapp.application import Application
    from webapp.config.settings import Settings
    from webapp.server.front import Front

PATIENCE = 2  # seconds until a port that is in use is an error


@click.command()
@click.option("--host", help="TRYG_HOST: the address to listen on (127.0.0.1)")
@click.option("--port", help="TRYG_PORT: the port to listen on (8000)")
@click.option("--threads", help="TRYG_THREADS: how many requests are worked on at once (16)")
@click.option("--strict", flag_value="true", help="TRYG_STRICT: serve nothing if any content has errors")
def serve(**options: str | None) -> None:
    """Serve the site: one process; SIGTERM lets what is under way finish, SIGHUP reads the content anew."""
    given = {name: value for name, value in options.items() if value is not None}
    with errors_in_one_line():
        _serve(given)


def _serve(options: dict[str, str]) -> None:
    with _nothing_collected():
        from webapp.config.settings import Settings, variable  # noqa: PLC0415 - each command imports what it needs
        from webapp.publishing.taking import ask  # noqa: PLC0415 - as above
        from webapp.server import serving  # noqa: PLC0415 - as above
        from webapp.web.services import now  # noqa: PLC0415 - as above

        given = with_earlier_names(options)
        settings = Settings.read(**given)
        os.environ.update({variable(name): value for name, value in given.items()})  # what the worker process reads
        address = ready(settings)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Tryg på nettet: http://{shown}:{settings.port}  (Ctrl+C stops)")
    click.echo(f"Days begin at midnight in {settings.time_zone}, where it is now {now(settings.zone):%Y-%m-%d %H:%M}.")
    serving.serve(begun, partial(ask, settings), address, settings.port)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Collect no garbage while the site is built: hardly any is made, and looking for it takes a tenth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def ready(settings: Settings) -> str:
    """Build the site, and return the number of the address to listen on; StartError if it cannot be served."""
    _alone(settings)
    address = _address(settings)
    _built()
    return address


def _alone(settings: Settings) -> None:
    """Let no other site serve this SQLite file for as long as this one lives; StartError if another does."""
    from webapp import lock  # noqa: PLC0415 - as in _serve
    from webapp.application import StartError  # noqa: PLC0415 - as in _serve

    file = settings.sqlite_file
    if file is None:
        return
    try:
        holder = lock.hold(file)
    except OSError as error:
        message = (
            f"{file}.lock: it cannot be used ({error.strerror}); this user must be able to write beside the database"
        )
        raise StartError(message) from None
    if holder is not None:
        message = (
            f"{file} is served already, by process {holder}; end that one, or give this one a TRYG_DATA_DIR of its own"
        )
        raise StartError(message)


def _address(settings: Settings) -> str:
    """Return the number of TRYG_HOST, which may be a name; StartError if the site cannot listen there."""
    from webapp.application import StartError  # noqa: PLC0415 - as in _serve

    try:
        family, _, _, _, place = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        _try_to_listen(family, place)
    except OSError as error:
        message = (
            f"TRYG_HOST={settings.host} TRYG_PORT={settings.port}: the site cannot listen there ({error.strerror}); "
            "write an address of this machine and a port that no other program uses"
        )
        raise StartError(message) from None
    return str(place[0])


def _try_to_listen(family: int, place: Any) -> None:  # noqa: ANN401 - what an address is depends on the family
    """Return if the site can listen there. A process that was killed may hold the port for a moment longer."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.socket(family) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that ended are no obstacle
                trial.bind(place)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


@cache
def _built() -> Application:
    """Return the site, built once: an error then stops the command with one line, and a forked worker has the site."""
    from webapp.application import build  # noqa: PLC0415 - as in _serve
    from webapp.config.settings import Settings  # noqa: PLC0415 - as in _serve

    return build(Settings.read())


def begun() -> Front:
    """Return the site that this process serves, with its housekeeping started."""
    from webapp.application import LIMITS, begin  # noqa: PLC0415 - as in _serve
    from webapp.config.settings import Settings  # noqa: PLC0415 - as in _serve
    from webapp.server.front import Front  # noqa: PLC0415 - as in _serve
    from webapp.web.security import security_headers  # noqa: PLC0415 - as in _serve

    settings, app = Settings.read(), begin(_built())
    gc.collect()
    gc.freeze()  # what has been built stays for as long as this process: never look through it for garbage
    return Front(app, settings.threads, LIMITS["MAX_CONTENT_LENGTH"], security_headers(settings))
