"""A preview of a copy of the larger library: a test may write in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.places import LIBRARY
from webapp.preview.application import build
from webapp.preview.watching import Watched


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The folder that an author writes in."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "content"))


@pytest.fixture
def previewed(content: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[FlaskClient, Watched]:
    """A browser on the preview, and what keeps it up to date: here the test says what has changed, in English."""
    monkeypatch.setenv("LANGUAGE", "en")
    app, watched = build(content)
    return app.test_client(), watched


@pytest.fixture
def author(previewed: tuple[FlaskClient, Watched]) -> FlaskClient:
    """A browser on the preview."""
    return previewed[0]


@pytest.fixture
def saved(content: Path, previewed: tuple[FlaskClient, Watched]) -> Callable[..., None]:
    """Change words in the file of a quiz, and save it: `saved("kort", {"old": "new"})`."""

    def save(name: str, words: dict[str, str], *, checked: bool = False) -> None:
        path = content / "quizzes" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in words.items():
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        previewed[1].take([path.resolve()])
        if checked:
            previewed[1].check()

    return save
