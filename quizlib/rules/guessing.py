"""Guessing: neither length nor place may show the right option, and no two options may be alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding, Location
from quizlib.questions import Conversation, SingleChoice

RARE = 0.05  # the chance under which an arrangement is no accident


def not_to_be_guessed(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes in which the right option is the longest, or in the same place, more often than by chance."""
    asked = [question for question in quiz.questions if isinstance(question, SingleChoice)]
    chances = [1 / len(question.options) for question in asked]
    for language in (language.id for language in settings.languages):
        longest = [_is_longest(question, language) for question in asked]
        if tail(chances, sum(longest)) < RARE:
            found = f"the right option is the longest in {sum(longest)} of {len(asked)} questions in {language}"
            yield Finding(("questions",), found, "let the others be as long", "warning")
    places = [_place(question) for question in asked]
    for place in sorted(set(places)):
        likely = [1 / len(question.options) if place < len(question.options) else 0 for question in asked]
        if tail(likely, places.count(place)) < RARE:
            found = f"the right option is number {place + 1} in {places.count(place)} of {len(asked)} questions"
            yield Finding(("questions",), found, "let it stand in different places", "warning")


def no_two_alike(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find options, steps, things, categories and choices with the same words as an earlier one."""
    for index, question in enumerate(quiz.questions):
        groups: list[tuple[Location, Sequence[Any]]] = [
            ((name,), getattr(question, name, ())) for name in ("options", "categories", "things")
        ]
        if isinstance(question, Conversation):
            groups += [(("steps", number, "choices"), step.choices) for number, step in enumerate(question.steps)]
        else:
            groups.append((("steps",), getattr(question, "steps", ())))
        for location, members in groups:
            for language in (language.id for language in settings.languages):
                seen: set[str] = set()
                for number, member in enumerate(members):
                    words = " ".join(member.text[language].casefold().split()).rstrip(".")
                    if words in seen:
                        where = ("questions", index, *location, number, "text", language)
                        yield Finding(where, "says the same as one before it", "let each say something of its own")
                    seen.add(words)


def tail(chances: Sequence[float], least: int) -> float:
    """Return the probability that at least `least` of independent events happen, given the probability of each.

    This is the upper tail of the Poisson binomial distribution.
    """
    exactly = [1.0]
    for chance in chances:
        longer = [*exactly, 0.0]
        exactly = [here * (1 - chance) + before * chance for here, before in zip(longer, [0.0, *exactly], strict=True)]
    return sum(exactly[least:])


def _is_longest(question: SingleChoice, language: str) -> bool:
    lengths = {len(option.text[language]): option.worth for option in question.options}
    return lengths[max(lengths)] == 1


def _place(question: SingleChoice) -> int:
    return next(number for number, option in enumerate(question.options) if option.worth == 1)
