"""Shipped data: the folders of the quizzes and the translations that come with the site."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def content() -> Path:
    """Return the folder of the shipped content, which holds `library.yaml`."""
    return _find("content")


def translations() -> Path:
    """Return the folder that holds `<language>/LC_MESSAGES/messages.mo`."""
    return _find("translations")


def _find(name: str) -> Path:
    """Return a folder of the package (as in a wheel), or the one beside the package (as in a checkout)."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
