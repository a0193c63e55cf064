"""Which languages there are is each library's own business: no code of quizlib names one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import quizlib

PACKAGE = Path(quizlib.__file__).parent
CODES = {"da", "en", "sv", "nb", "nn", "no", "de", "fr", "fi", "is", "pl", "ar"}
MADE_FOR_SOME = {
    "rules/wording/reading.py",  # LIX is a measure of the Nordic languages
    "rules/wording/language.py",  # which languages look alike
    "say.py",  # the words in the code are English
}
OTHER_WORDS = {
    "counting/question_outline.py",  # a part of a question was among the responses, or not
    "exchange/qti/conditions.py",  # whether the next condition is looked at, in the words of QTI
    "exchange/table/cells.py",  # a text within a cell, in the words of XLSX
}


def named(path: Path) -> set[str]:
    """Return the language codes that stand as constants in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } & CODES


@pytest.mark.parametrize("name", [str(path.relative_to(PACKAGE)) for path in sorted(PACKAGE.rglob("*.py"))])
def test_no_language_is_a_constant(name: str) -> None:
    assert bool(named(PACKAGE / name)) is (name in MADE_FOR_SOME | OTHER_WORDS)
