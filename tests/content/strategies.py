"""Ways to answer without reading: each gives a response to any question, and none of them ought to pass a quiz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean
from typing import Any

from quizlib import (
    Conversation,
    ConversationStep,
    MultipleChoice,
    Order,
    Question,
    Quiz,
    Rating,
    Signs,
    SingleChoice,
    Sort,
    Verdict,
)

LANGUAGES = ("da", "en")
Strategy = Callable[[Question], Sequence[str]]
Pick = Callable[[Sequence[Any]], Any]  # an option, or a choice of a conversation


def first(question: Question) -> Sequence[str]:
    """Take the first there is, and leave the order as it stands."""
    return _blind(question, lambda choices: choices[0])


def longest(language: str) -> Strategy:
    """Take what has the most words."""
    return lambda question: _blind(question, lambda choices: max(choices, key=lambda one: len(one.text[language])))


def verdict(answer: str) -> Strategy:
    """Give every message the same verdict; elsewhere take the first."""
    return lambda question: [answer] if isinstance(question, Verdict) else first(question)


def everything(question: Question) -> Sequence[str]:
    """Tick and mark all there is; elsewhere take the first."""
    if isinstance(question, MultipleChoice):
        return [option.id for option in question.options]
    if isinstance(question, Signs):
        return [sign.id for sign in question.message.signs]
    return first(question)


STRATEGIES: dict[str, Strategy] = {
    "always scam": verdict("scam"),
    "always genuine": verdict("genuine"),
    "always in doubt": verdict("unsure"),
    "always the first": first,
    "mark everything": everything,
    **{f"always the longest in {language}": longest(language) for language in LANGUAGES},
}


def earned(quiz: Quiz, strategy: Strategy) -> float | None:
    """Return the share of the points that a strategy earns; None where nothing has a score."""
    scores = [question.mark(strategy(question)).score for question in quiz.questions]
    decided = [score for score in scores if score is not None]
    return mean(decided) if decided else None


def _blind(question: Question, pick: Pick) -> Sequence[str]:
    match question:
        case SingleChoice() | MultipleChoice():
            response = [pick(question.options).id]
        case Conversation():
            response = _walk(question, pick)
        case Signs():
            response = [question.message.signs[0].id]
        case Order():
            response = [step.id for step in question.steps]
        case Sort():
            response = [f"{thing.id}:{question.categories[0].id}" for thing in question.things]
        case Verdict():
            response = ["genuine"]
        case Rating():
            response = ["1"]
        case _:
            response = []
    return response


def _walk(question: Conversation, pick: Pick) -> list[str]:
    """Go through a conversation; in a circle, take the last choice."""
    path: list[str] = []
    while isinstance(here := question.step(path), ConversationStep):
        seen = len(path) >= len(question.steps)
        path.append((here.choices[-1] if seen else pick(here.choices)).id)
    return path
