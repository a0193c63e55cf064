"""`quizlib forms`: how balanced the forms of a library are, and what is learnt by heart."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizlib.commands import main
from tests.quizlib.bank_of import FORMS, check_up, library, put

CROSSED = """\
                                              A          B          C
  anchors                                   0/6        0/6        0/6

How often each occurs in the short form
  call                                        2          2          2
  cues some, premise high                     6          6          6
  email                                       2          2          2
  genuine                                     3          3          3
  scam                                        3          3          3
  sms                                         2          2          2
  topics                                      6          6          6

What is right by heart in the short form: who knows the first form takes the second
                                           A, B       A, C       B, A       B, C       C, A       C, B  all pairs
  topic                                  2 of 4     2 of 4     2 of 4     2 of 4     2 of 4     2 of 4       50 %
  channel                                3 of 6     3 of 6     3 of 6     3 of 6     3 of 6     3 of 6       50 %
  topic and channel                      2 of 4     2 of 4     2 of 4     2 of 4     2 of 4     2 of 4       50 %
"""


def printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["forms", str(folder)]) == 0
    return [line for line in capsys.readouterr().out.splitlines() if "version" not in line]


def test_crossed_forms_teach_nothing_about_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(library(tmp_path), capsys)
    assert lines[: CROSSED.count("\n")] == CROSSED.splitlines()


def test_forms_that_say_the_same_are_known_by_heart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alike = [name.replace("s1", "s2").replace("g1", "g2") for name in FORMS["A"]]
    lines = printed(library(tmp_path, {"A": FORMS["A"], "B": alike}), capsys)
    assert f"  {'topic':34}     6 of 6     6 of 6      100 %" in lines


def test_the_anchors_of_each_form_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library(tmp_path)
    put(
        tmp_path,
        "library",
        (tmp_path / "library.yaml").read_text(encoding="utf-8") + "anchors: [t1-s1, t2-g1, t4-s2]\n",
    )
    assert f"  {'anchors':34}        2/6        0/6        1/6" in printed(tmp_path, capsys)


def test_a_library_without_check_ups_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz = check_up("A", ["t1-s1"]).replace("kind: check-up\nform: A\nitems:\n  - t1-s1\n", "questions:\n")
    question = "  - {id: worry, type: rating, scale: worry, stem: {en: Worried?}}\n"
    assert printed(library(tmp_path, {}, plain=quiz + question), capsys) == ["There are no check-ups here."]


def test_errors_are_told_beside_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library(tmp_path)
    put(tmp_path, "quizzes/test-c", check_up("C", ["t1-s7"]))
    assert main(["forms", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "there is no item ‹t1-s7›" in captured.err
    assert f"  {'topic':34}     2 of 4     2 of 4       50 %" in captured.out.splitlines()


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["forms", str(tmp_path / "nowhere")])
    assert raised.value.code == 2
    assert "there is no" in capsys.readouterr().err
