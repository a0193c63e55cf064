"""`quizlib check --watch`: the check runs again after every change, until Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizlib.commands import main, watching
from tests.places import ROOT

QUIZ = """title: {da: Prøve, en: Sample}
summary: {da: En prøve, en: A sample}
minutes: 1
questions:
  - {id: worry, type: rating, scale: worry, stem: {da: Bekymret?, en: Worried?}}
"""
WAITING = "waiting for changes. Ctrl-C ends."
pytestmark = pytest.mark.slow


@contextmanager
def watched(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a process of its own, with all that it says in one stream."""
    command = [sys.executable, "-m", "quizlib", "check", str(path), "--languages", "da,en", "--watch"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored in the background
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            signal.signal(signal.SIGINT, before)
            process.kill()


def told(process: subprocess.Popen[str]) -> str:
    """Return what is told until the command waits."""
    assert process.stdout
    lines: list[str] = []
    while not lines or WAITING not in lines[-1]:
        line = process.stdout.readline()
        assert line, "".join(lines)
        lines.append(line)
    return "".join(lines)


@pytest.mark.parametrize("one_file", [True, False], ids=["a file", "a folder"])
def test_every_change_is_checked_and_ctrl_c_ends_it(one_file: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    path = tmp_path / "sample.yaml"
    path.write_text(QUIZ, encoding="utf-8")
    with watched(path if one_file else tmp_path) as process:
        assert "nothing is wrong" in told(process)
        (tmp_path / ".sample.yaml.swp").write_text("left behind by an editor", encoding="utf-8")
        path.write_text(QUIZ.replace("minutes: 1", "minutes: soon"), encoding="utf-8")
        assert "minutes: expected a whole number" in told(process)
        other = tmp_path / "new.tmp"
        other.write_text(QUIZ, encoding="utf-8")
        other.replace(path)  # as editors save
        assert "nothing is wrong" in told(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_without_the_extra_it_says_in_one_line_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watching, "WATCHER", "no_such_package")
    with pytest.raises(SystemExit) as ended:
        main(["check", str(tmp_path), "--watch"])
    assert ended.value.code == 2
    assert "tryg-paa-nettet[authors]" in capsys.readouterr().err
