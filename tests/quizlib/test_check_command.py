"""`quizlib check`: its exit codes, options and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quizlib.cli import main
from tests.places import BROKEN

GOOD = """title: {da: Prøve, en: Sample}
summary: {da: En prøve, en: A sample}
minutes: 5
questions:
  - {id: worry, type: rating, scale: worry, stem: {da: Bekymret?, en: Worried?}}
"""
WARNED = GOOD + "valid_until: 2026-01-01\n"
WRONG = GOOD.replace("minutes: 5", "minutes: soon")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("good", GOOD), ("warned", WARNED), ("wrong", WRONG)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def check(*arguments: object) -> int:
    return main(["check", *map(str, arguments)])


def test_a_good_file_is_passed_in_silence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder / "good.yaml", "--languages", "da,en", "--strict") == 0
    assert capsys.readouterr() == ("", "")


def test_a_warning_alone_is_told_but_passes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder / "warned.yaml", "--languages", "da,en") == 0
    assert ":6:14: valid_until: warning: was valid until 2026-01-01" in capsys.readouterr().out


def test_strict_makes_a_warning_count(folder: Path) -> None:
    assert check(folder / "warned.yaml", "--languages", "da,en", "--strict") == 1


def test_an_error_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder / "wrong.yaml", "--languages", "da,en") == 1
    assert capsys.readouterr().out == f"{folder / 'wrong.yaml'}:3:10: minutes: expected a whole number, found ‹soon›\n"


def test_several_paths_are_all_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder / "good.yaml", folder / "wrong.yaml", folder / "warned.yaml", "--languages", "da,en") == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        str(folder / "wrong.yaml"),
        str(folder / "warned.yaml"),
    ]


def test_a_folder_is_checked_file_by_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder, "--languages", "da,en") == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_json_has_every_field_of_every_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder, "--languages", "da,en", "--format", "json") == 1
    warned, wrong = json.loads(capsys.readouterr().out)
    assert wrong == {
        "file": str(folder / "wrong.yaml"),
        "line": 3,
        "column": 10,
        "path": "minutes",
        "message": "expected a whole number, found ‹soon›",
        "hint": "",
        "level": "error",
    }
    assert warned["level"] == "warning"


def test_json_of_nothing_is_an_empty_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder / "good.yaml", "--languages", "da,en", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_languages_of_the_command_win_over_those_of_the_library(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "library.yaml").write_text(
        "languages: [{id: da, name: Dansk}, {id: sv, name: Svenska}]\n", encoding="utf-8"
    )
    (folder / "quizzes").mkdir()
    (folder / "good.yaml").rename(folder / "quizzes" / "good.yaml")
    assert check(folder) == 1
    assert "title.sv: is missing" in capsys.readouterr().out
    assert check(folder, "--languages", "da,en") == 0
    assert check(folder, "--languages", " da ") == 0


def test_a_file_beside_its_library_is_checked_with_it_from_any_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "library.yaml").write_text(
        "languages: [{id: da, name: Dansk}, {id: en, name: English}]\n", encoding="utf-8"
    )
    (folder / "quizzes").mkdir()
    (folder / "good.yaml").rename(folder / "quizzes" / "good.yaml")
    for place, path in (
        (folder, "quizzes/good.yaml"),
        (folder / "quizzes", "good.yaml"),
        (folder / "quizzes", "../quizzes/good.yaml"),
    ):
        monkeypatch.chdir(place)
        assert check(path) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["check", "nowhere.yaml"], ["check", ".", "--format", "xml"], ["chek", "."]]
)
def test_wrong_usage_exits_with_2_and_says_why(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    assert exited.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_the_module_runs_as_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quizlib", "check", "twin.yaml", "--languages", "da,en"],
        cwd=BROKEN,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(BROKEN.parents[1]), "PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (BROKEN / "twin.txt").read_text(encoding="utf-8")


def test_a_terminal_without_danish_letters_does_not_stop_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quizlib", "check", "twin.yaml", "--languages", "da,en"],
        cwd=BROKEN,
        capture_output=True,
        encoding="ascii",
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(BROKEN.parents[1]), "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "is not an earlier question" in done.stdout
