"""A mutant is a file with one small change that runs; words that do not run are left alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutants import GUARDED, folder_of_tests, guarded, mutants, run
from tests.places import ROOT

FILE = Path("one.py")
CODE = '''"""A docstring of 3 words."""

LIMIT: "int | 7" = 10


def kept(number: int, names: list[str]) -> bool:
    """Return True."""
    if not names and number < LIMIT:
        names.append("a" + "b")
    return number - 1 in (True, len(names))
'''
TESTS = """from one import kept


def test_kept():
    assert kept(2, ["a"])
    assert not kept(12, ["a"])
"""


def test_every_kind_of_change_is_made_once_and_nothing_else() -> None:
    found = list(mutants(FILE, CODE))
    assert [(mutant.line, mutant.what) for mutant in found] == [
        (3, "10: one more"),
        (8, "if not names and number < LIMIT: turned"),
        (8, "names.append('a' + 'b'): dropped"),
        (8, "not names and number < LIMIT: the operator turned"),
        (8, "not names: without not"),
        (8, "number < LIMIT: the comparison turned"),
        (10, "return number - 1 in (True, len(names)): returns None"),
        (10, "number - 1 in (True, len(names)): the comparison turned"),
        (10, "number - 1: the operator turned"),
        (10, "1: one more"),
        (10, "True: turned"),
    ]
    before = ast.unparse(ast.parse(CODE))
    for mutant in found:
        compile(mutant.text, "one.py", "exec")
        changed = [line for line, old in zip(mutant.text.splitlines(), before.splitlines(), strict=True) if line != old]
        assert len(changed) == 1, mutant.what


def test_they_are_drawn_from_files_that_are_there_and_have_tests() -> None:
    files = guarded(ROOT)
    assert all(
        any(file.match(pattern) or pattern.startswith(str(file.parent)) for file in files) for pattern in GUARDED
    )
    assert not [file for file in files if folder_of_tests(file, ROOT) in (Path("tests"), Path("tests/webapp"))]


@pytest.mark.slow
def test_the_share_that_was_killed_and_what_survived_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = trial\n  browser\n")
    (tmp_path / "tests").mkdir()
    (tmp_path / "one.py").write_text(CODE)
    (tmp_path / "tests" / "test_one.py").write_text(TESTS)
    found = list(mutants(FILE, CODE))
    assert run([found[3], found[6], found[9]], tmp_path)
    assert capsys.readouterr().out.splitlines() == [
        "one.py: 2 of 3 killed (67%)",
        "  line 8: not names and number < LIMIT: the operator turned",
        "2 of 3 killed (67%)",
    ]
    assert (tmp_path / "one.py").read_text() == CODE
    (tmp_path / "tests" / "test_one.py").write_text("def test_nothing():\n    assert not 1\n")
    assert not run(found, tmp_path)
