"""Guessing: neither length nor place may show the right option, and no two options may be alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.questions import Question
from quizlib.say import say
from quizlib.texts.text import Text

RARE = 0.05  # the chance under which an arrangement is no accident


def not_to_be_guessed(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes in which the right option is the longest, or in the same place, more often than by chance."""
    asked = [choices for question in quiz.questions if (choices := _worded_choices(question))]
    chances = [1 / len(choices) for choices in asked]
    for language in (language.id for language in settings.languages):
        longest = [_is_longest(choices, language) for choices in asked]
        if tail(chances, sum(longest)) < RARE:
            found = say(
                "the right option is the longest in {number} of {every} questions in {language}",
                number=sum(longest),
                every=len(asked),
                language=language,
            )
            yield Finding(("questions",), found, say("let the others be as long"), "warning")
    places = [next(number for number, (_, right) in enumerate(choices) if right) for choices in asked]
    for place in sorted(set(places)):
        likely = [1 / len(choices) if place < len(choices) else 0 for choices in asked]
        if tail(likely, places.count(place)) < RARE:
            found = say(
                "the right option is number {number} in {times} of {every} questions",
                number=place + 1,
                times=places.count(place),
                every=len(asked),
            )
            yield Finding(("questions",), found, say("let it stand in different places"), "warning")


def no_two_alike(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find options, steps, things, categories and choices with the same words as an earlier one."""
    for index, question in enumerate(quiz.questions):
        for location, members in question.alternatives():
            for language in (language.id for language in settings.languages):
                seen: set[str] = set()
                for number, member in enumerate(members):
                    words = " ".join(member.text[language].casefold().split()).rstrip(".") if member.text else None
                    if words in seen:
                        where = ("questions", index, *location, number, "text", language)
                        yield Finding(
                            where, say("says the same as one before it"), say("let each say something of its own")
                        )
                    if words is not None:
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


def _worded_choices(question: Question) -> list[tuple[Text, bool]]:
    """Return the words of each choice, and whether it is right, if a person makes one choice that can be right."""
    choices = question.choices() if question.asks == "one" and question.key else ()
    return [(choice.text, question.mark([choice.id]).score == 1) for choice in choices if choice.text]


def _is_longest(choices: Sequence[tuple[Text, bool]], language: str) -> bool:
    lengths = {len(text[language]): right for text, right in choices}
    return lengths[max(lengths)]
