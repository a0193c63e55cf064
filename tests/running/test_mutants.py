"""A mutant is a file with one small change that runs; words that do not run are left alone."""

from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.places import ROOT
from tests.running import covered
from tests.running.mutants import GUARDED, HOW_MANY, Mutant, drawn, folder_of_tests, guarded, mutants, run

pytestmark = pytest.mark.trial

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
        (9, "names.append('a' + 'b'): dropped"),
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
    assert [pattern for pattern in GUARDED if not any(ROOT.glob(pattern))] == []
    assert not [file for file in files if folder_of_tests(file, ROOT) in (Path("tests"), Path("tests/webapp"))]


def test_what_is_drawn_of_a_file_stays_drawn_when_lines_move_and_other_files_change() -> None:
    def of(file: str, number: int, moved: int = 0) -> list[Mutant]:
        return [Mutant(Path(file), line + moved, f"{line // 2}: one more", "") for line in range(number)]

    def changes(found: list[Mutant], moved: int = 0) -> set[tuple[str, int]]:
        return {(mutant.file.name, mutant.line - moved) for mutant in found}

    once = drawn(of("a.py", HOW_MANY) + of("b.py", HOW_MANY))
    assert len(once) == HOW_MANY
    assert once == sorted(once, key=lambda mutant: (mutant.file, mutant.line))
    assert changes(drawn(of("a.py", HOW_MANY, moved=7) + of("b.py", HOW_MANY, moved=7)), moved=7) == changes(once)
    fewer = changes(drawn(of("a.py", HOW_MANY) + of("b.py", HOW_MANY - 10)))
    assert {one for one in changes(once) if one < ("b.py", HOW_MANY - 10)} <= fewer


def test_a_file_outside_the_folders_of_its_package_has_tests_named_after_it() -> None:
    assert folder_of_tests(Path("webapp/hooks.py"), ROOT) == Path("tests/webapp/test_hooks.py")
    assert folder_of_tests(Path("webapp/web/security.py"), ROOT) == Path("tests/webapp/web")


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


@pytest.mark.parametrize(("lasted", "longest"), [(3, 600), (1000, 3000)])
def test_a_mutant_may_take_three_times_as_long_as_the_tests_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasted: float, longest: float
) -> None:
    clock = SimpleNamespace(monotonic=iter([0, lasted]).__next__)
    monkeypatch.setattr(covered, "failing", lambda *_, **__: "")
    monkeypatch.setattr(covered, "time", clock)
    assert covered.Covered(Path("tests"), tmp_path).longest == longest


def test_a_folder_whose_tests_fail_without_any_change_is_named_in_one_line_and_the_others_are_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = trial\n  browser\n")
    for package, tests in (
        ("first", "def test_nothing():\n    assert not 1\n"),
        ("second", TESTS.replace("one", "second.one")),
    ):
        (tmp_path / package).mkdir()
        (tmp_path / package / "one.py").write_text(CODE)
        (tmp_path / "tests" / package).mkdir(parents=True)
        (tmp_path / "tests" / package / f"test_{package}.py").write_text(tests)
    found = [list(mutants(Path(package, "one.py"), CODE))[at] for package in ("first", "second") for at in (6, 9)]
    assert not run(found, tmp_path)
    failing = "FAILED tests/first/test_first.py::test_nothing - assert not 1"
    assert capsys.readouterr().out.splitlines() == [
        f"tests/first: the tests fail without any change: {failing}",
        "second/one.py: 2 of 2 killed (100%)",
        "2 of 2 killed (100%)",
    ]
