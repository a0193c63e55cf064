"""Twins: the later of two messages names the earlier one, and what tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding, did_you_mean
from quizlib.questions import Question
from quizlib.say import say
from quizlib.texts.difference import misplaced


def twins_are_told_apart(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find twins that are no earlier message or say the same, and differences that are missing or quote other words."""
    earlier: dict[str, Question] = {}
    for index, question in enumerate(quiz.questions):
        here = ("questions", index)
        if question.twin is None:
            if question.differences:
                hint = say("write twin: and the id of the question with that message")
                yield Finding((*here, "differences"), say("tell it apart from no other message"), hint)
        elif question.twin not in earlier:
            hint = did_you_mean(question.twin, earlier) if earlier else say("twin stands on the later of two questions")
            yield Finding((*here, "twin"), say("‹{name}› is not an earlier question", name=question.twin), hint)
        else:
            for found in _differences(question, earlier[question.twin], [one.id for one in settings.languages]):
                yield Finding((*here, *found.location), found.message, found.hint, found.level)
        earlier[question.id] = question


def _differences(question: Question, earlier: Question, languages: list[str]) -> Iterator[Finding]:
    if question.message is None or earlier.message is None:
        yield Finding(("twin",), say("one of the two has no message"), say("twins are two messages that are compared"))
        return
    if any(question.message.parts(language) == earlier.message.parts(language) for language in languages):
        yield Finding(
            ("message",), say("says the same as its twin"), say("let the two differ in what matters"), "warning"
        )
    if not question.differences:
        hint = say("write one to three differences: words of each message, and a sentence")
        yield Finding(("twin",), say("nothing says how the two messages differ"), hint, "warning")
    for field, message in (("earlier", earlier.message), ("here", question.message)):
        places = [getattr(one, field) for one in question.differences]
        for number, found in misplaced(message, places, languages):
            yield Finding(("differences", number, field, *found.location), found.message, found.hint)
