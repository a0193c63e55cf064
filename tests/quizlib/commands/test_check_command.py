"""`quizlib check`: its exit codes, options and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quizlib.commands import main
from quizlib.reading import states
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


def test_of_a_good_file_one_line_beside_the_output_says_what_was_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(folder / "good.yaml", "--languages", "da,en", "--strict") == 0
    assert capsys.readouterr() == ("", "Checked 1 quiz, 1 question in da, en: nothing is wrong.\n")


def test_of_several_good_files_the_line_counts_all_and_their_warnings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(folder / "good.yaml", folder / "warned.yaml", "--languages", "da,en") == 0
    assert capsys.readouterr().err == "Checked 2 quizzes, 2 questions in da, en: 1 warning.\n"


def test_nothing_is_said_to_be_right_of_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder / "warned.yaml", "--languages", "da,en", "--strict") == 1
    assert check(folder / "wrong.yaml", "--languages", "da,en") == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["json", "github"])
def test_a_format_for_machines_has_nothing_beside_it(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(folder / "good.yaml", "--languages", "da,en", "--format", form) == 0
    assert capsys.readouterr() == ("[]\n" if form == "json" else "", "")


def test_github_gets_a_command_for_every_problem_at_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "100%, a:b.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "warned.yaml").write_text(f"{GOOD}valid_until: 20%\n", encoding="utf-8")
    assert check(folder, "--languages", "da,en", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    start = f"file={folder}"
    assert lines[0].startswith(f"::error {start}/100%25%2C a%3Ab.yaml,line=1,col=1::id: expected an id")
    assert lines[1:] == [
        f"::error {start}/warned.yaml,line=6,col=14::valid_until: expected a date as 2026-11-20, found ‹20%25›",
        f"::error {start}/wrong.yaml,line=3,col=10::minutes: expected a whole number, found ‹soon›",
    ]


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


def checked_by_a_process(encoding: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Check a quiz in a process of its own, with an environment that has nothing else in it."""
    return subprocess.run(
        [sys.executable, "-m", "quizlib", "check", "twin.yaml", "--languages", "da,en"],
        cwd=BROKEN,
        capture_output=True,
        encoding=encoding,
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(BROKEN.parents[1]), **environment},
    )


@pytest.mark.slow
def test_the_module_runs_as_a_command() -> None:
    done = checked_by_a_process("utf-8", PYTHONUTF8="1")
    assert done.returncode == 1, done.stderr
    assert done.stdout == (BROKEN / "twin.txt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_terminal_without_danish_letters_does_not_stop_the_command() -> None:
    done = checked_by_a_process("ascii", PYTHONIOENCODING="ascii")
    assert done.returncode == 1, done.stderr
    assert "is not an earlier question" in done.stdout


def test_what_is_kept_says_the_same_again(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)  # the files of a test are younger than anybody's
    kept = folder / "kept" / "here"
    options = ("--languages", "da,en", "--cache", kept)
    assert check(folder, *options) == 1
    said = capsys.readouterr().out
    (file,) = kept.iterdir()
    before = file.read_bytes()
    assert check(folder, *options) == 1
    assert capsys.readouterr().out == said
    assert file.read_bytes() == before
    (folder / "wrong.yaml").unlink()
    assert check(folder, *options) == 0
