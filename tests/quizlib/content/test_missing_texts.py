"""A translator is told every text that lacks a language, however many there are."""

from __future__ import annotations

import re
from pathlib import Path

from quizlib import read_library
from quizlib.reading.builder import MAX_PROBLEMS
from tests.places import CONTENT

QUIZ = "quizzes/falske-beskeder.yaml"
ONE_LINE = re.compile(r"^ *(?:- )?en: (?![|>]).*\n", re.MULTILINE)


def without_english(folder: Path) -> tuple[Path, int]:
    """Write a shipped quiz without its English texts of one line; return the file and how many texts lack it."""
    text, number = ONE_LINE.subn("", (CONTENT / QUIZ).read_text(encoding="utf-8"))
    (folder / "quizzes").mkdir()
    (folder / "library.yaml").write_text((CONTENT / "library.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / QUIZ).write_text(text, encoding="utf-8")
    return folder / QUIZ, number


def test_every_missing_text_is_told_at_its_line(tmp_path: Path) -> None:
    path, number = without_english(tmp_path)
    assert number > 2 * MAX_PROBLEMS
    _, problems = read_library(path)
    missing = [problem for problem in problems if problem.message == "is missing" and problem.path.endswith(".en")]
    assert len({(problem.line, problem.column) for problem in missing}) == number


def test_other_problems_stay_as_few_as_somebody_can_look_at(tmp_path: Path) -> None:
    path, number = without_english(tmp_path)
    asked = "\n".join(f"unknown-{n}: x" for n in range(3 * MAX_PROBLEMS))
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{asked}\n", encoding="utf-8")
    _, problems = read_library(path)
    others = [problem for problem in problems if problem.message == "unknown key"]
    assert len(others) == MAX_PROBLEMS
    assert len([problem for problem in problems if problem.message == "is missing"]) == number
