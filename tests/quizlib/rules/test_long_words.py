"""A text of any length is checked, whatever it has in it: what an author pastes is never an accident of ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizlib import Problem, read_library
from tests.places import EXAMPLES


def told(folder: Path, words: str) -> list[Problem]:
    """Return the problems of a quiz with these words in one of its texts."""
    shutil.copy(EXAMPLES / "library.yaml", folder)
    (folder / "quizzes").mkdir()
    file = folder / "quizzes" / "one.yaml"
    text = f'{{da: "Hvad {words}", en: What}}'
    file.write_text(
        f"title: {{da: T, en: T}}\nsummary: {{da: S, en: S}}\nminutes: 1\nquestions:\n"
        f"  - {{id: a, type: rating, scale: worry, stem: {text}}}\n",
        encoding="utf-8",
    )
    return list(read_library(folder)[1])


@pytest.mark.slow
def test_a_number_of_any_length_is_compared(tmp_path: Path) -> None:
    assert any("9999" in problem.message for problem in told(tmp_path, "9" * 5000))


def test_a_garbled_word_is_told_whole_also_in_a_long_text(tmp_path: Path) -> None:
    (found,) = [one for one in told(tmp_path, f"{'æ' * 50_000} blÃ¥lys") if "garbled" in one.message]
    assert "‹blÃ¥lys›" in found.message
    assert "blålys" in found.hint
