"""A target runs its parts side by side, and says at its end what failed in any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running.run import run

GOOD = "def test_good():\n    pass\n"
BAD = "def test_bad():\n    assert 1 == 2\n"
BROKEN = "import nothing_of_this_name\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of tests: two good ones, two that fail, and one that cannot be read."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    for name, text in {"one": GOOD, "other": GOOD, "bad": BAD, "worse": BAD, "broken": BROKEN}.items():
        (tmp_path / f"test_{name}.py").write_text(text)
    return tmp_path


def test_where_nothing_fails_the_last_line_counts_the_tests_of_all_parts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run({"one": ["test_one.py"], "other": ["test_other.py"]}, folder) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 passed in ")


def test_what_failed_is_listed_for_all_parts_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run({"one": ["test_one.py", "test_bad.py"], "other": ["test_worse.py"]}, folder) == 1
    *_, bad, worse, last = capsys.readouterr().out.splitlines()
    assert bad == "FAILED test_bad.py::test_bad - assert 1 == 2"
    assert worse == "FAILED test_worse.py::test_bad - assert 1 == 2"
    assert last.startswith("1 passed, 2 failed in ")


@pytest.mark.parametrize("arguments", [["-k", "nothing"], ["--no-such-option"]])
def test_a_part_that_ran_no_test_fails(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run({"one": ["test_one.py"], "other": ["test_other.py", *arguments]}, folder) == 1
    assert "FAILED other: pytest ended with" in capsys.readouterr().out.splitlines()[-2]


def test_a_file_that_cannot_be_read_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run({"one": ["test_one.py"], "other": ["test_broken.py"]}, folder) == 1
    said = capsys.readouterr().out
    assert "nothing_of_this_name" in said
    assert "error in " in said.splitlines()[-1]
