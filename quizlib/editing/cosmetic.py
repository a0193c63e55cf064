"""Cosmetic changes: typos in what is asked, for which the author keeps the version, so that counts go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quizlib.library import Library
from quizlib.questions import Question
from quizlib.say import say


class CosmeticChange(NamedTuple):
    """A question that keeps a version although its words have changed; `mistake` says why it may not, in words."""

    place: str
    """The id of its quiz, or of its topic."""
    question: str
    version: str
    mistake: str | None


def cosmetic_changes(old: Library, new: Library) -> Iterator[CosmeticChange]:
    """Yield the questions that keep a version from one library to another although their words have changed.

    A quiz or topic that was not there before has nothing to keep: its versions are believed.
    """
    for before, after in ((old.quizzes, new.quizzes), (old.bank, new.bank)):
        for name in before.keys() & after.keys():
            known = {question.id: question for question in before[name].questions}
            items = getattr(after[name], "items", ())  # those are told with their topic
            for question in after[name].questions:
                if question.cosmetic and question.id not in items and known.get(question.id) != question:
                    yield CosmeticChange(name, question.id, question.cosmetic, _mistake(known, question))


def _mistake(known: Mapping[str, Question], question: Question) -> str | None:
    before = known.get(question.id)
    if before is None:
        return say("the question is new, and has no version to keep")
    if before.version != question.cosmetic:
        return say("the version until now is {version}", version=before.version)
    if _substance(before) != _substance(question):
        return say("what is right, or what can be chosen, has changed too: that is no typo")
    return None


def _substance(question: Question) -> tuple[object, ...]:
    """Return what no typo changes: what can be answered, what is right, and how it is counted."""
    choices = [[choice.id for choice in choices] for _, choices in question.alternatives()]
    signs = [(sign.id, sign.shows) for sign in question.message.signs] if question.message else []
    answers = (question.key, question.counting, dict(question.worth), choices)
    return question.type, question.truth, question.judging.pair, signs, *answers
