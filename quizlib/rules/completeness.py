"""Completeness: questions about what to do, signs and checks on every judged message, and sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say
from quizlib.texts.judge import in_checks

ACTS = 3  # questions about what to do


def asks_what_to_do(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes with messages but too few questions about what to do, or none about a harmless message."""
    acts = [question for question in quiz.questions if question.about == "act"]
    if quiz.kind != "quiz" or not any(question.judged for question in quiz.questions):
        return
    if len(acts) < ACTS:
        found = say("{number} of the questions are about what to do", number=len(acts))
        yield Finding(("questions",), found, say("let at least {number} be about: act", number=ACTS), "warning")
    elif all(question.truth is None or question.harmful for question in acts):
        harmless, harmful = quiz.sides[0]
        found = say("all questions about what to do are about {many}", many=in_checks(harmful)[1])
        hint = say("ask what one would do with a {harmless} message too", harmless=harmless)
        yield Finding(("questions",), found, hint, "warning")


def shows_and_checks(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find judged messages without signs, or without words on how to check them."""
    for index, question in enumerate(quiz.questions):
        if question.judged and question.message:
            if not question.message.signs:
                hint = say("say what one can see it by")
                yield Finding(("questions", index, "message", "signs"), say("is missing"), hint, "warning")
            if question.check is None:
                hint = say("say how one checks this very message by the front door")
                yield Finding(("questions", index, "check"), say("is missing"), hint, "warning")


def names_its_sources(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes without sources; ratings need none."""
    if not quiz.sources and quiz.kind != "ratings":
        hint = say("name the public pages it rests on, with the day they were seen")
        yield Finding(("sources",), say("is missing"), hint, "warning")


def hints_are_used(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find hints of questions that offer no second try, so that nobody ever sees them."""
    for index, question in enumerate(quiz.questions):
        if question.hint is not None and not question.second_try:
            found = say("is never shown: a question of type {type} has no second try", type=question.type)
            yield Finding(
                ("questions", index, "hint"), found, say("leave it out, or say it in the rationale"), "warning"
            )
