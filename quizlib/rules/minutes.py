"""Minutes: a quiz takes about as long as it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.questions import Conversation

A_MESSAGE, FEEDBACK, A_HUNDRED = 30, 45, 10  # seconds: to judge a message, to read a feedback, a hundred characters
TOLERANCE = 1 / 3
EXPLAINING = (
    "rationale",
    "check",
    "feedback",
    "otherwise",
    "why",
    "note",
    "hint",
    "genuine",
    "scam",
    "unsure",
    "audio",
)


def takes_as_long_as_it_says(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes whose `minutes` lie further than a third from what reading and answering take."""
    if not settings.languages:
        return
    needed = duration(quiz, settings.languages[0].id) / 60
    if abs(quiz.minutes - needed) > needed * TOLERANCE and abs(quiz.minutes - needed) > 1:
        found = f"says {quiz.minutes}, but takes about {needed:.0f}"
        yield Finding(("minutes",), found, "correct it, or shorten the texts", "warning")


def duration(quiz: Quiz, language: str) -> float:
    """Return how many seconds a quiz takes: 30 a message, 45 a feedback, 10 a hundred characters read before it.

    Of a conversation one hears about half. Ratings have no feedback, and check-ups none that one has to read.
    """
    feedback = 0 if quiz.kind == "check-up" else FEEDBACK
    seconds = 0.0
    for question in quiz.questions:
        characters = sum(
            len(text[language])
            for location, text in texts(question)
            if not any(part in EXPLAINING for part in location) and "endings" not in location
        )
        half = 2 if isinstance(question, Conversation) else 1
        seconds += A_HUNDRED * characters / 100 / half
        seconds += A_MESSAGE * (question.message is not None) + feedback * (question.type != "rating")
    return seconds
