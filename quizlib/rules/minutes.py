"""Minutes: a quiz says how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.questions import Question
from quizlib.say import say

WORDS_A_MINUTE = 150
"""Adults read 238 words of a factual text in a minute, older people fewer (Brysbaert 2019,
doi.org/10.1016/j.jml.2019.104047). 150 leaves them time to look at a message twice."""
A_QUESTION = 20  # seconds: to decide, answer and turn the page
TOLERANCE = 1  # minute
FOLDED = ("rationale", "why")  # half of them are opened
UNREAD = ("hint", "audio", "otherwise")  # few see a hint, and `otherwise` stands where `feedback` does not
AFTERWARDS = ("feedback", "check", "note", "endings", "differences", *FOLDED)


def takes_as_long_as_it_says(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes whose `minutes` differ by more than one from the time that reading and answering take."""
    if not settings.languages:
        return
    needed = duration(quiz, settings.languages[0].id) / 60
    if abs(quiz.minutes - needed) > TOLERANCE:
        found = say("says {minutes}, but takes about {needed:.0f}", minutes=quiz.minutes, needed=needed)
        yield Finding(("minutes",), found, say("correct it, or shorten the texts"), "warning")


def duration(quiz: Quiz, language: str) -> float:
    """Return the seconds a quiz takes: the words at 150 a minute, and 20 seconds a question.

    What is folded counts half, and so does a conversation, because each path shows about half of its text. Of a
    check-up only what is asked counts: its explanations come afterwards, for those who want them.
    """
    words = sum(_words(question, language, explained=quiz.kind != "check-up") for question in quiz.questions)
    return words * 60 / WORDS_A_MINUTE + A_QUESTION * len(quiz.questions)


def _words(question: Question, language: str, *, explained: bool) -> float:
    words = 0.0
    for location, text in texts(question):
        read = not any(part in UNREAD or (part in AFTERWARDS and not explained) for part in location)
        folded = "differences" not in location and any(part in FOLDED for part in location)
        words += read * len(text[language].split()) / (2 if folded else 1)
    return words / 2 if question.asks == "path" else words
