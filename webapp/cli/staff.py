"""The commands about the accounts of those who run the campaign."""

from __future__ import annotations

import sys

import click

from webapp.cli.opening import errors_in_one_line, read_settings


@click.group()
def staff() -> None:
    """Look after the accounts of those who run the campaign; the rest is done on the site."""


@staff.command()
@click.argument("name")
@click.option("--role", default="administrator", show_default=True, help="administrator, organiser or analyst")
def add(name: str, role: str) -> None:
    """Add an account: the first administrator. Asks for the password, or reads it as a line from a pipe."""
    from webapp.staff import operator  # noqa: PLC0415 - each command imports what it needs

    with errors_in_one_line():
        operator.add(read_settings(), name, role, _password)
        click.echo(f"{name} can sign in now, at /da/staff/ or /en/staff/, and sets up the second step there")


@staff.command()
@click.argument("name")
def reset(name: str) -> None:
    """Give somebody who is locked out another password; they set up the second step anew."""
    from webapp.staff import operator  # noqa: PLC0415 - as in add

    with errors_in_one_line():
        operator.reset(read_settings(), name, _password)
        click.echo(f"{name} can sign in now, and sets up the second step anew")


def _password() -> str:
    """Return a password that is typed twice and not shown; where nobody types, a line of the input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt="The same once more"))
    return sys.stdin.readline().rstrip("\r\n")
