"""The translations that are installed with the site."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def translations() -> Path:
    """Return the folder that holds `<language>/LC_MESSAGES/citizen.mo`."""
    inside = PACKAGE / "translations"  # in a wheel; a checkout has them beside the package
    return inside if inside.is_dir() else PACKAGE.parent / "translations"
