"""Folder: a draft as a content folder: its one quiz, beside all that the site has."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUIZZES = "quizzes"
BESIDE = ("library.yaml", "check-ups")
"""What a quiz needs of the folder in which it is: settings, and the item bank."""


@contextmanager
def in_a_folder(content: Path, name: str, text: str) -> Iterator[Path]:
    """Lend a folder that holds one quiz and, as links, what it needs of a content folder; yield the file of the quiz.

    Its recordings are those that the content has.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for needed in BESIDE:
            if (content / needed).exists():
                (folder / needed).symlink_to((content / needed).resolve())
        (folder / QUIZZES).mkdir()
        for beside in _quizzes(content).iterdir():
            if beside.suffix != ".yaml" and beside.is_file():
                (folder / QUIZZES / beside.name).symlink_to(beside.resolve())
        file = folder / QUIZZES / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        yield file


def _quizzes(content: Path) -> Path:
    """Return the folder of the quizzes: a folder may also hold them itself."""
    return content / QUIZZES if (content / QUIZZES).is_dir() else content
