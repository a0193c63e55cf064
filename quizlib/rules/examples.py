"""Examples: a quiz with scams begins with a worked example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding


def begins_with_example(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes with scams that do not begin with a worked example; check-ups have none."""
    scams = any(question.truth == "scam" for question in quiz.questions)
    if scams and quiz.kind == "quiz" and not quiz.examples:
        hint = "begin with one of type: example, which shows how one looks at a message"
        yield Finding(("questions",), "has scams, but no worked example", hint, "warning")
