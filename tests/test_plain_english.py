"""Docstrings are plain English: a few turns of phrase that stop a reader whose first language is another."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.places import ROOT

RIDDLES = {
    r"\bSay (so|whether|how|what|where|which)\b": "write: Return whether, Return how …",
    r"\b[Ww]hoever\b": "write who it is: a person, a participant, an author",
    r"\b[Oo]ne (is|has|had|sees|was|does|can|may|must|would|will|takes|answers|gives|looks|checks|knows)\b": (
        "write who does it: a person, a participant"
    ),
    r"\bis the value\b": "write what the value means",
    r"\bshall\b": "write: must, or what happens",
    r"\bstands? (for|in|on|at|beside|there|here|under|before|after)\b": "write: is, or means",
    r"\b(is|are|was) said\b": "write who says it, or name the thing",
    r"\bso many\b": "name the number",
    r"\bof whom\b|\bof which\b|\bwherein\b|\bwhereof\b": "make two sentences of it",
}


@cache
def docstrings(path: Path) -> tuple[tuple[int, str], ...]:
    """Return (line, text) of every docstring of a module, also of those under constants and fields."""
    return tuple(_texts(ast.parse(path.read_text("utf-8"))))


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Constant(str(text))):
                yield node.lineno, text


def modules() -> Iterator[Path]:
    for package in ("quizlib", "webapp"):
        yield from sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("pattern", RIDDLES)
def test_no_docstring_is_a_riddle(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: ‹{match[0]}›: {RIDDLES[pattern]}"
        for path in modules()
        for line, text in docstrings(path)
        for match in re.finditer(pattern, text)
    ]
    assert found == []
