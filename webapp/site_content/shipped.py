"""Shipped data: where the quizzes and the translations that came with the site lie."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def content() -> Path:
    """Return the folder of the shipped content, the one with `library.yaml`."""
    return _find("content")


def translations() -> Path:
    """Return the folder that holds `<language>/LC_MESSAGES/messages.mo`."""
    return _find("translations")


def _find(name: str) -> Path:
    """A wheel has them inside the package, a checkout beside it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
