"""The versions of the shipped quizzes: answers that are stored belong to them."""

from __future__ import annotations

from pathlib import Path

from quizlib import Quiz
from tests.shipped import library

KEPT = Path(__file__).parent / "versions.txt"
"""One line for each quiz and each question: its ids and its version. Change a line only together with the question."""


def lines(quiz: Quiz) -> list[str]:
    return [
        f"{quiz.id} {quiz.version}",
        *(f"{quiz.id} {question.id} {question.version}" for question in quiz.questions),
    ]


def test_no_question_gets_another_version_unless_its_words_or_its_key_change() -> None:
    quizzes = library().quizzes.values()
    assert [line for quiz in quizzes for line in lines(quiz)] == KEPT.read_text("utf-8").splitlines()
