"""The command about the apps of others."""

from __future__ import annotations

import click

from webapp.cli.opening import errors_in_one_line, read_settings


@click.command()
@click.argument("name")
def client_key(name: str) -> None:
    """Print the key of an app that TRYG_API_CLIENTS names: its answers are counted. Nobody can look it up elsewhere."""
    from webapp.api.clients import client_key as made  # noqa: PLC0415 - each command imports what it needs
    from webapp.config.settings import SettingsError  # noqa: PLC0415 - as above

    with errors_in_one_line():
        settings = read_settings()
        if name not in settings.api_clients:
            message = f"TRYG_API_CLIENTS does not name {name}; add it, and start the site anew"
            raise SettingsError(message)
        click.echo(made(settings.secret_key, name))
