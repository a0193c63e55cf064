"""Examples: a quiz with scams, or other harmful messages, begins with a worked example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say
from quizlib.texts.judge import in_checks


def begins_with_example(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes with harmful messages that do not begin with a worked example; check-ups have none."""
    harmful = next((question.judging.harmful for question in quiz.questions if question.harmful), None)
    if harmful and quiz.kind == "quiz" and not quiz.examples:
        hint = say("begin with one of type: example, which shows how one looks at a message")
        yield Finding(
            ("questions",), say("has {many}, but no worked example", many=in_checks(harmful)[1]), hint, "warning"
        )
