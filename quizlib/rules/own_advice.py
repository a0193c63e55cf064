"""Advice of question types: what each type says of its own questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding


def advice_of_types(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find what the type of each question advises its author to improve."""
    for number, question in enumerate(quiz.questions):
        for found in question.advice():
            yield Finding(("questions", number, *found.location), found.message, found.hint, found.level)
