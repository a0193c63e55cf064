"""What the site has stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

Added = Callable[[], list[tuple[str, str]]]  # question and response of what has been stored since a test began


def answers(data: Path) -> list[tuple[str, str, str]]:
    """Return all answers, by attempt and question, in no order that means anything: (attempt, question, response)."""
    with closing(sqlite3.connect(f"file:{data / 'tryg.sqlite'}?mode=ro", uri=True)) as database:
        return database.execute("SELECT attempt, question, response FROM liveanswer").fetchall()
