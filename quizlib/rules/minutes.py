"""Minutes: the stated duration of a quiz is about right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding

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
    """Find quizzes whose `minutes` differ by more than a third from the time that reading and answering take."""
    if not settings.languages:
        return
    needed = duration(quiz, settings.languages[0].id) / 60
    if abs(quiz.minutes - needed) > needed * TOLERANCE and abs(quiz.minutes - needed) > 1:
        found = f"says {quiz.minutes}, but takes about {needed:.0f}"
        yield Finding(("minutes",), found, "correct it, or shorten the texts", "warning")


def duration(quiz: Quiz, language: str) -> float:
    """Return the seconds a quiz takes: 30 per message, 45 per feedback, 10 per hundred characters of other text.

    A conversation counts half, because each path shows about half of its text. Ratings and check-ups have no feedback.
    """
    feedback = 0 if quiz.kind == "check-up" else FEEDBACK
    seconds = 0.0
    for question in quiz.questions:
        characters = sum(
            len(text[language])
            for location, text in texts(question)
            if not any(part in EXPLAINING for part in location) and "endings" not in location
        )
        half = 2 if question.asks == "path" else 1
        seconds += A_HUNDRED * characters / 100 / half
        seconds += A_MESSAGE * (question.message is not None) + feedback * (question.rates is None)
    return seconds
