"""Progress: a bar on a terminal, plain lines elsewhere, and nothing where nobody shows it."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from quizlib import read_library
from quizlib.progress import in_turn, showing
from tests.places import FIXTURE


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_where_nobody_shows_it_things_stay_as_they_are() -> None:
    things = [1, 2]
    assert in_turn(things, "Counting") is things


def test_plain_lines_say_how_much_is_done() -> None:
    stream = io.StringIO()
    with showing("webapp close", stream, every=1000) as progress:
        progress.tell()
        for thing in in_turn("ab", "Reading"):
            assert thing in "ab"
            progress.tell()
        progress.tell()
    assert stream.getvalue() == "webapp close: 0 s\nReading: 0/2\nReading: 1/2\nwebapp close: 0 s\n"


def test_what_is_not_counted_and_has_no_name_is_not_told() -> None:
    stream = io.StringIO()
    with showing("", stream, every=1000) as progress:
        progress.tell()
    assert stream.getvalue() == ""


def test_a_terminal_gets_one_bar_which_is_gone_afterwards() -> None:
    stream = Terminal()
    with showing("", stream, every=1000) as progress:
        for _ in in_turn(range(4), "Reading"):
            progress.tell()
    bars = stream.getvalue().split("\r")
    assert bars[1] == f"Reading [{'-' * 30}] 0/4\x1b[K"
    assert bars[3] == f"Reading [{'#' * 15}{'-' * 15}] 2/4\x1b[K"
    assert bars[-1] == "\x1b[K"
    assert "\n" not in stream.getvalue()


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_what_a_command_prints_comes_after_the_bar_is_gone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, name, stream)
    with showing("Working", stream, every=1000) as progress:
        progress.tell()
        getattr(sys, name).write("done\n")
    assert stream.getvalue().endswith("\r\x1b[Kdone\n")


def test_it_tells_by_itself_again_and_again() -> None:
    stream = io.StringIO()
    with showing("Working", stream, every=0):
        while stream.getvalue().count("\n") < 2:
            pass
    told = stream.getvalue()
    assert told == "Working: 0 s\n" * told.count("\n") or "1 s" in told


def test_reading_a_library_is_counted() -> None:
    told: list[str] = []

    stream = io.StringIO()
    with showing("", stream, every=0) as progress:
        while not told:
            read_library(FIXTURE)
            told += [line.partition(":")[0] for line in stream.getvalue().splitlines()]
    assert progress.doing == ""
    assert set(told) <= {"Reading quizzes", "Reading the item bank", "Checking quizzes"}


def test_a_command_with_a_short_task_says_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    with showing("Working"):
        pass
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "diff", "stale", "new", "schema"])
def test_no_command_imports_what_others_need(command: str) -> None:
    found = "{'ruamel.yaml', 'jsonschema', 'click'} & set(sys.modules)"
    code = f"import sys; from quizlib.commands import {command}; print({found})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert run.stdout == "set()\n"
