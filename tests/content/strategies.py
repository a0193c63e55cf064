"""Ways to answer without reading: each gives a response to any question, and none of them ought to pass a quiz."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import mean
from typing import Any

from quizlib import (
    Conversation,
    ConversationStep,
    MultipleChoice,
    Order,
    Question,
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


def second(question: Question) -> Sequence[str]:
    """Take the second of everything, which is the verdict that a message is a scam."""
    return (
        ["scam"]
        if isinstance(question, Verdict)
        else _blind(question, lambda choices: choices[min(1, len(choices) - 1)])
    )


def last(question: Question) -> Sequence[str]:
    """Take the last there is, which is a doubt where a message is judged."""
    return ["unsure"] if isinstance(question, Verdict) else _blind(question, lambda choices: choices[-1])


def shortest(language: str) -> Strategy:
    """Take what has the fewest words."""
    return lambda question: _blind(question, lambda choices: min(choices, key=lambda one: len(one.text[language])))


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
    "always the second": second,
    "always the last": last,
    "mark everything": everything,
    **{f"always the shortest in {language}": shortest(language) for language in LANGUAGES},
    **{f"always the longest in {language}": longest(language) for language in LANGUAGES},
}


def earned(questions: Iterable[Question], strategy: Strategy) -> float | None:
    """Return the share of the points that a strategy earns; None where nothing has a score."""
    scores = [question.mark(strategy(question)).score for question in questions]
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


if __name__ == "__main__":
    from tests.shipped import library

    asked = [question for quiz in library().quizzes.values() if quiz.kind == "quiz" for question in quiz.questions]
    for type_ in ("all", *sorted({question.type for question in asked})):
        some = [question for question in asked if type_ in {"all", question.type}]
        for name, strategy in STRATEGIES.items():
            share = earned(some, strategy)
            if share is not None:
                print(f"{type_:16} {len(some):3}  {share:4.0%}  {name}")  # noqa: T201 - a report
