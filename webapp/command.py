"""The way into the `webapp` command: it runs, or says in one line how to install what it needs."""

from __future__ import annotations

import sys
from importlib.util import find_spec

NEEDED = (
    "alembic",
    "argon2",
    "babel",
    "click",
    "cryptography",
    "flask",
    "flask_babel",
    "granian",
    "ifaddr",
    "pydantic_settings",
    "pyotp",
    "segno",
    "sqlmodel",
    "whitenoise",
    "zxcvbn",
)


def main() -> None:
    """Run the command; without the packages of the extra `webapp`, exit 1 and say so."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        sys.exit(f"webapp: {names} not installed: pip install 'tryg-paa-nettet[webapp]' brings what the site needs")
    from webapp.cli.main import main as run  # noqa: PLC0415 - it imports what has just been looked for

    run()
