"""Approvals: each names the words that were approved, and holds for these alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say


def approvals_hold(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find approvals that name no words, or other words than those that the quiz has now: nobody sees these."""
    for index, approval in enumerate(quiz.approved):
        if approval.version is None:
            hint = say('if these are the words, write version: "{version}"', version=quiz.wording)
            yield Finding(("approved", index), say("names no words that were approved"), hint, "warning")
        elif approval.version != quiz.wording:
            hint = say('have them approved, then write version: "{version}"', version=quiz.wording)
            yield Finding(("approved", index, "version"), say("is of other words than these"), hint, "warning")
