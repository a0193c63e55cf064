"""Completeness: questions about what to do, signs and checks on every judged message, and sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding

ACTS = 3  # questions about what to do


def asks_what_to_do(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes with messages but too few questions about what to do, or none about a genuine message."""
    acts = [question for question in quiz.questions if question.about == "act"]
    if quiz.kind != "quiz" or not any(question.judged for question in quiz.questions):
        return
    if len(acts) < ACTS:
        found = f"{len(acts)} of the questions are about what to do"
        yield Finding(("questions",), found, f"let at least {ACTS} be about: act", "warning")
    elif not any(question.truth == "genuine" for question in acts):
        hint = "ask what one would do with a genuine message too"
        yield Finding(("questions",), "all questions about what to do are about scams", hint, "warning")


def shows_and_checks(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find judged messages without signs, or without words on how to check them."""
    for index, question in enumerate(quiz.questions):
        if question.judged and question.message:
            if not question.message.signs:
                hint = "say what one can see it by"
                yield Finding(("questions", index, "message", "signs"), "is missing", hint, "warning")
            if question.check is None:
                hint = "say how one checks this very message by the front door"
                yield Finding(("questions", index, "check"), "is missing", hint, "warning")


def names_its_sources(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes without sources; ratings need none."""
    if not quiz.sources and quiz.kind != "ratings":
        hint = "name the public pages it rests on, with the day they were seen"
        yield Finding(("sources",), "is missing", hint, "warning")
