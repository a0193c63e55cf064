"""Story: short enough to tell in a room, and long enough to be one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say

WORDS = range(60, 111)


def told_in_a_minute(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find stories with fewer than 60 or more than 110 words."""
    for language in (language.id for language in settings.languages):
        words = len(quiz.story[language].split()) if quiz.story else WORDS.start
        if words not in WORDS:
            hint = say("{least} to {most} are told in a minute", least=WORDS.start, most=WORDS.stop - 1)
            yield Finding(("story", language), say("has {words} words", words=words), hint, "warning")
