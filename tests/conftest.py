"""How hypothesis runs: `here` in `make test` and `make trials`, `fast` in `make check`. Authors are told in English.

No command tells how far it is, however slow the machine: the test of that asks for it. The longest files come first.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from quizlib import progress

os.environ["LANGUAGE"] = "en"  # whatever the machine is set to
progress.EVERY = 100_000.0

settings.register_profile("here", deadline=None, derandomize=True)  # a slow machine is no failure
settings.register_profile("fast", settings.get_profile("here"), max_examples=20)  # of a hundred

LONGEST = ("browser/pages", "browser", "installed", "webapp/prints", "webapp/demo", "webapp/cli", "webapp/publishing")
"""Folders with files that take minutes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: were one of them the last, the other processes would wait for it."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    return next((n for n, folder in enumerate(LONGEST) if item.nodeid.startswith(f"tests/{folder}/")), len(LONGEST))
