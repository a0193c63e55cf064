"""Conversations: every step has a choice to hang up, and hanging up is safe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.questions import Conversation


def one_may_hang_up(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find steps of a conversation without a choice that leads directly to an ending with full marks."""
    for number, question in enumerate(quiz.questions):
        if isinstance(question, Conversation):
            safe = {ending.id for ending in question.endings if ending.score == 1}
            for index, step in enumerate(question.steps):
                if not any(choice.to in safe for choice in step.choices):
                    found, hint = "one cannot hang up here", "add a choice that leads to an ending with score: 1"
                    yield Finding(("questions", number, "steps", index, "choices"), found, hint, "warning")
