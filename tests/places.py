"""Where things lie that tests read: the project itself, what ships, and the libraries made for tests."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
BROKEN = ROOT / "tests" / "broken"
BROKEN_SITE = ROOT / "tests" / "broken_site"
EXAMPLES = ROOT / "tests" / "examples"
FIXTURE = ROOT / "tests" / "fixture"
"""A small library of two quizzes."""
LIBRARY = ROOT / "tests" / "browser" / "library"
"""A larger one, with every way of asking."""
