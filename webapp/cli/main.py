"""The `webapp` command: serve the site, check its content, prepare its database, make accounts, make up a campaign."""

from __future__ import annotations

import os
import socket
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.counts import close, counts
from webapp.cli.keeping import backup, privacy_report, restore
from webapp.cli.opening import plainly

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config.settings import Settings

LAST_CALL = 10  # seconds after SIGTERM for what is under way: a client that stalls must not keep the site from ending


@click.group()
def main() -> None:
    """Tryg på nettet: the site. Settings come from the environment (docs/operating.md); options win."""


@main.command()
@click.option("--host", help="HOST: the address to listen on (127.0.0.1)")
@click.option("--port", help="PORT: the port to listen on (8000)")
@click.option("--threads", help="THREADS: how many requests are worked on at once (4)")
def serve(**options: str | None) -> None:
    """Serve the site: one process, several threads; SIGTERM lets what is under way finish."""
    given = {name: value for name, value in options.items() if value is not None}
    plainly(lambda: _serve(given))


@main.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="count warnings as errors")
def check(folder: Path | None, strict: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Say what is wrong with a content folder, help.yaml included."""
    from webapp.site_content import shipped  # noqa: PLC0415 - each command imports what it needs
    from webapp.site_content.reading import read_content  # noqa: PLC0415 - as above

    _, problems = read_content(folder or shipped.content())
    for problem in problems:
        click.echo(str(problem))
    if any(strict or problem.level == "error" for problem in problems):
        sys.exit(1)


@main.command()
def migrate() -> None:
    """Bring the database to this version's tables (SQLite does it by itself when the site starts)."""

    def run() -> None:
        from webapp.config.settings import Settings  # noqa: PLC0415 - as in check
        from webapp.storage.database.engine import Database  # noqa: PLC0415 - as in check
        from webapp.storage.database.migrate import migrate as upgrade  # noqa: PLC0415 - as in check

        database = Database(Settings.read().database_url)
        upgrade(database)
        database.close()

    plainly(run)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["xlsx", "csv", "pdf"]), help="otherwise the ending of FILE says it"
)
@click.option("--language", help="otherwise the library's first")
def figures(file: Path, form: str | None, language: str | None) -> None:
    """Write what the campaign has learned into FILE: the figures of the staff's overview."""
    plainly(lambda: _figures(file, form or file.suffix.removeprefix("."), language))


@main.command()
@click.option("--seed", default=1, show_default=True, help="another number draws another campaign")
@click.option("--weeks", default=10, show_default=True, type=click.IntRange(2, 52), help="how long it lasts")
@click.option("--small", is_flag=True, help="a fifth of the workshops, a tenth of the people at home")
def demo(seed: int, weeks: int, small: bool) -> None:  # noqa: FBT001 - as in check
    """Fill an empty database with a made-up campaign, so that the staff's pages can be looked at."""

    def run() -> None:
        from webapp.config.settings import Settings  # noqa: PLC0415 - as in check
        from webapp.demo.making import make  # noqa: PLC0415 - as in check

        for line in make(Settings.read(), seed, weeks, small=small):
            click.echo(line)

    plainly(run)


@main.group()
def staff() -> None:
    """Look after the accounts of those who run the campaign; the rest is done on the site."""


@staff.command("add")
@click.argument("name")
@click.option("--role", default="administrator", show_default=True, help="administrator, organiser or analyst")
def add_staff(name: str, role: str) -> None:
    """Add an account: the first administrator. Asks for the password, or reads it as a line from a pipe."""

    def run() -> None:
        from webapp.config.settings import Settings  # noqa: PLC0415 - as in check
        from webapp.staff import operator  # noqa: PLC0415 - as in check

        operator.add(Settings.read(), name, role, _password)
        click.echo(f"{name} can sign in now, at /da/staff/ or /en/staff/, and sets up the second step there")

    plainly(run)


@staff.command("reset")
@click.argument("name")
def reset_staff(name: str) -> None:
    """Give somebody who is locked out another password; they set up the second step anew."""

    def run() -> None:
        from webapp.config.settings import Settings  # noqa: PLC0415 - as in check
        from webapp.staff import operator  # noqa: PLC0415 - as in check

        operator.reset(Settings.read(), name, _password)
        click.echo(f"{name} can sign in now, and sets up the second step anew")

    plainly(run)


def _password() -> str:
    """Return a password that is typed unseen and twice; where nobody types, a line of the input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt="The same once more"))
    return sys.stdin.readline().rstrip("\r\n")


def _serve(options: dict[str, str]) -> None:
    from granian import Granian  # noqa: PLC0415 - as in check
    from granian.constants import Interfaces  # noqa: PLC0415 - as in check

    from webapp.config.settings import Settings  # noqa: PLC0415 - as in check

    settings = Settings.read(**options)
    os.environ.update({name.upper(): value for name, value in options.items()})  # what the worker process reads
    address = _address(settings)
    _built()
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Tryg på nettet: http://{shown}:{settings.port}  (Ctrl+C stops)")
    Granian(
        "webapp:create_app",
        factory=True,
        address=address,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        log_access=False,
        workers_kill_timeout=LAST_CALL,
    ).serve(target_loader=_begun)


def _figures(file: Path, form: str, language: str | None) -> None:
    from datetime import date  # noqa: PLC0415 - as in check
    from importlib.metadata import version  # noqa: PLC0415 - as in check

    from webapp import report  # noqa: PLC0415 - as in check
    from webapp.application import StartError, ready_content  # noqa: PLC0415 - as in check
    from webapp.config.settings import Settings  # noqa: PLC0415 - as in check
    from webapp.report.wording.names import Names  # noqa: PLC0415 - as in check
    from webapp.site_content import shipped  # noqa: PLC0415 - as in check
    from webapp.staff.figures.figure_source import FigureSource  # noqa: PLC0415 - as in check
    from webapp.storage.database.engine import Database  # noqa: PLC0415 - as in check
    from webapp.storage.records.figure_queries import FigureQueries  # noqa: PLC0415 - as in check
    from webapp.storage.records.store import Records  # noqa: PLC0415 - as in check

    settings = Settings.read()
    content = ready_content(settings)
    languages = [one.id for one in content.library.languages]
    if form not in report.FORMS or (language or languages[0]) not in languages:
        message = f"--format is one of {', '.join(report.FORMS)}, --language one of {', '.join(languages)}"
        raise StartError(message)
    database = Database(settings.database_url)
    kept = FigureSource(database, Records(database, content.places.lineage), FigureQueries(database))
    made = report.Provenance(date.today(), version("tryg-paa-nettet"))  # noqa: DTZ011 - the local day is meant
    speech = report.Speech.of(language or languages[0], shipped.translations())
    try:
        file.write_bytes(report.taken(report.overview(kept, content), form, Names(content), speech, made))
    except report.NoPdf as missing:
        raise StartError(str(missing)) from None
    database.close()
    click.echo(f"{file}: what the campaign has learned, {made.day}")


def _address(settings: Settings) -> str:
    """Return the number behind HOST, which may be a name; StartError if one cannot listen there."""
    from webapp.application import StartError  # noqa: PLC0415 - as in check

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
    """Build the site, so that whatever prevents it is said once and in one line; a forked worker has it already."""
    from webapp.application import build  # noqa: PLC0415 - as in check
    from webapp.config.settings import Settings  # noqa: PLC0415 - as in check

    return build(Settings.read())


def _begun(*_: object) -> Flask:
    """Return what the worker serves."""
    from webapp.application import begin  # noqa: PLC0415 - as in check

    return begin(_built())


for each in (close, counts, backup, restore, privacy_report):
    main.add_command(each)
