"""Difficulty: every judged message has a difficulty, and the harder messages come later in a quiz."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import mean

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.questions import Difficulty
from quizlib.say import say

CUES = {"many": 0, "some": 1, "few": 2}
PREMISE = {"low": 0, "medium": 1, "high": 2}


def hardness(difficulty: Difficulty) -> int:
    """Return how hard a message is to judge, from 0 to 4: it is harder with fewer cues and a more fitting premise.

    Source of the two axes: NIST Phish Scale (Dawkins and Jacobs, NIST TN 2276, 2023). Their sum is our own; it serves
    only to put messages in order.
    """
    return CUES[difficulty.cues] + PREMISE[difficulty.premise]


def tagged(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find judged messages without a difficulty."""
    for index, question in enumerate(quiz.questions):
        if question.judged and question.difficulty is None:
            found, hint = say("is missing"), say("tag the message, as in {cues: few, premise: high}")
            yield Finding(("questions", index, "difficulty"), found, hint, "warning")


def grows(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes whose first half of judged messages is harder than the second."""
    hard = [hardness(question.difficulty) for question in quiz.questions if question.judged and question.difficulty]
    half = len(hard) // 2
    if quiz.kind == "quiz" and half and mean(hard[:half]) > mean(hard[-half:]):
        hint = say("start easy: many cues, or a premise that fits few; then let it grow")
        yield Finding(("questions",), say("the harder messages stand first"), hint, "warning")
