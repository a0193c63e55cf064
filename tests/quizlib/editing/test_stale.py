"""`quizlib stale`: what has grown old, on any day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from quizlib import load_library
from quizlib.commands import main
from quizlib.editing.stale import stale, unapproved

YEAR = timedelta(days=365)
TODAY = date(2026, 3, 1)
LIBRARY = """languages: [{id: da, name: Dansk}]
numbers:
  - {id: help, number: 12 34, name: {da: Hjælp}, source: 'https://a.dk', seen: 2024-05-01}
"""
YOUNG = ("2026-01-01", "2027-01-01", "2026-01-01")
QUIZ = """title: {da: Prøve}
summary: {da: En prøve}
minutes: 1
kind: ratings
reviewed: %s
valid_until: %s
sources:
  - {title: En side, url: 'https://a.dk', seen: %s}
questions:
  - {id: worry, type: rating, scale: worry, stem: {da: Bekymret?}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "monthly").mkdir()
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    for name, days in {"old": ("2025-01-01", "2026-04-01", "2025-02-01"), "young": YOUNG}.items():
        (tmp_path / "quizzes" / f"{name}.yaml").write_text(QUIZ % days, encoding="utf-8")
    return tmp_path


def test_what_is_old_is_told_with_its_line_and_the_oldest_first(folder: Path) -> None:
    assert [(one.file.name, one.line, one.path) for one in stale(folder, TODAY, YEAR)] == [
        ("library.yaml", 3, "numbers[help].seen"),
        ("old.yaml", 5, "reviewed"),
        ("old.yaml", 8, "sources[1].seen"),
        ("old.yaml", 6, "valid_until"),
    ]


def test_nothing_is_old_on_the_day_it_was_written(folder: Path) -> None:
    assert not [one for one in stale(folder, date(2024, 5, 1), YEAR) if one.path != "valid_until"]


def test_the_last_month_is_told_before_it_is_over(folder: Path) -> None:
    for month in ("2026-04", "2026-05"):
        (folder / "monthly" / f"{month}.yaml").write_text("question: {}\n", encoding="utf-8")
    assert "2026-05" in [one.path for one in stale(folder, TODAY, YEAR)]
    assert "2026-05" not in [one.path for one in stale(folder, date(2026, 1, 1), YEAR)]


def test_an_approval_counts_from_the_last_review_on(folder: Path) -> None:
    def ids() -> list[str]:
        return unapproved(dict(load_library(folder, today=date(2026, 1, 1)).quizzes))

    assert ids() == ["old", "young"]
    path = folder / "quizzes" / "young.yaml"
    quiz = load_library(folder, today=date(2026, 1, 1)).quizzes["young"]
    for day, waiting in (("2025-12-31", ["old", "young"]), ("2026-01-01", ["old"])):
        path.write_text(
            f"approved: [{{by: Ane, date: {day}, version: {quiz.wording}}}]\n" + QUIZ % YOUNG,
            encoding="utf-8",
        )
        assert ids() == waiting


def test_the_command_prints_places_that_an_editor_can_open(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", str(folder), "--days", "1"]) == 0
    told = capsys.readouterr()
    assert (
        f"{folder}/library.yaml:3: numbers[help].seen: 2024-05-01: read the page again, and write the day\n" in told.out
    )
    assert "Nobody has approved, since the last review: old, young\n" in told.out
    assert told.err.endswith(" grown old.\n")
