"""What is kept of the messages of the month: the same is read and told as before, until something changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizlib import Problem
from tests.places import CONTENT, FIXTURE
from webapp.site_content.reading import SiteContent, read_content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three messages of the month: a good one, one with a mistake, and one that nobody can read."""
    copied = tmp_path / "content"
    shutil.copytree(FIXTURE, copied)
    good, wrong = sorted((CONTENT / "monthly").glob("*.yaml"))[:2]
    (copied / "monthly").mkdir()
    shutil.copy(good, copied / "monthly")
    words = wrong.read_text("utf-8").replace("truth: ", "truths: ", 1)
    (copied / "monthly" / wrong.name).write_text(words, "utf-8")
    (copied / "monthly" / "2027-12.yaml").write_text("question: {\n", "utf-8")
    return copied


def _twice(folder: Path) -> tuple[tuple[SiteContent, tuple[Problem, ...]], ...]:
    return tuple(read_content(folder, cache=folder.parent / "content.cache") for _ in range(2))


def test_months_that_are_kept_are_the_same_with_the_same_problems(folder: Path) -> None:
    wanted = read_content(folder)
    assert {Path(problem.file).parent.name for problem in wanted[0].forgone} == {"monthly"}
    assert len(wanted[0].months) == 1
    assert _twice(folder) == (wanted, wanted)
    assert (folder.parent / "content.months").exists()


def test_a_change_of_a_month_or_of_the_settings_is_seen(folder: Path) -> None:
    _twice(folder)
    (month,) = (path for path in (folder / "monthly").iterdir() if path.stem == read_content(folder)[0].months[0].id)
    month.write_text(month.read_text("utf-8").replace("truth: ", "truths: ", 1), "utf-8")
    wanted = read_content(folder)
    assert wanted[0].months == ()
    assert _twice(folder) == (wanted, wanted)
    settings = folder / "library.yaml"
    settings.write_text(settings.read_text("utf-8") + "strange: 1\n", "utf-8")
    wanted = read_content(folder)
    assert _twice(folder) == (wanted, wanted)
