"""A folder is put in the place of a site's content once it has no errors; what was found is told in either case."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.places import FIXTURE
from webapp.config.settings import Settings
from webapp.publishing.publish import Looked, RefusedContentError, publish

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STEM = "The bank calls and asks for your code. What do you do?"


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """Return the settings of a site with content of its own."""
    content = shutil.copytree(FIXTURE, tmp_path / "content")
    return Settings.read(data_dir=str(tmp_path / "data"), quiz_content=str(content))


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Copy the content to another folder, with other words in one quiz: `written("old", "new")`."""

    def written(old: str, new: str) -> Path:
        folder = shutil.copytree(FIXTURE, tmp_path / "draft")
        quiz = folder / "quizzes" / "kort.yaml"
        text = quiz.read_text("utf-8")
        assert old in text
        quiz.write_text(text.replace(old, new), "utf-8")
        return folder

    return written


def test_what_has_no_errors_is_put_in_its_place(site: Settings, written: Callable[[str, str], Path]) -> None:
    told: list[Looked] = []
    generation = publish(written(STEM, "The bank asks for your code. What now?"), site, NOW, told.append)
    assert generation.published == NOW
    assert [one.errors for one in told] == [()]
    assert told[0].changes
    assert "The bank asks for your code. What now?" in (site.quiz_content / "quizzes" / "kort.yaml").read_text("utf-8")


def test_what_has_errors_is_refused_and_nothing_changes(site: Settings, written: Callable[[str, str], Path]) -> None:
    told: list[Looked] = []
    before = {path: path.read_bytes() for path in site.quiz_content.rglob("*.yaml")}
    with pytest.raises(RefusedContentError, match="mend 2 errors first"):
        publish(written("truth: scam", "truht: scam"), site, NOW, told.append)
    assert {Path(one.file).name for one in told[0].errors} == {"kort.yaml"}
    assert {path: path.read_bytes() for path in site.quiz_content.rglob("*.yaml")} == before
