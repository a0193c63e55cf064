"""People with random answers, counted into records as closing does."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from quizlib import Outline, QuestionOutline
from quizlib.counting.question_outline import MARK
from quizlib.measures import Counts, Given, Pair, Person, Record, record


def block(outline: Outline, people: Iterable[Person], random: Random) -> Record:
    """Return what a block of these people leaves."""
    return record(Counts.from_answers(list(people), outline.items), random)


def person(outline: Outline, able: float, random: Random, pair: Pair | None = None) -> Person:
    """Return somebody of this ability, 0 to 1; one in twelve stops half-way."""
    names = list(outline.questions)
    if random.random() < 1 / 12:
        names = names[: max(len(names) // 2, 1)]
    answers: dict[str, Given] = {}
    for name in names:
        answers |= given(name, outline.questions[name], able, random, sure=outline.sure)
    return Person(answers, pair)


def given(name: str, asked: QuestionOutline, able: float, random: Random, *, sure: bool = False) -> dict[str, Given]:
    """Return an answer to a question, and to each part of it."""
    category = _category(asked, able, random)
    decided = sure and asked.truth is not None and category != "unsure"
    mark = asked.marks[category] if asked.marked else None
    found = {name: Given(category, mark, random.choice((1, 2, 2, 3)) if decided else None)}
    for part in asked.parts:
        likely = 0.2 + 0.6 * able if part in asked.right else 0.3 * (1 - able)
        found[f"{name}/{part}"] = Given("yes" if random.random() < likely else "no", None)
    return found


def checked(scams: int, genuine: int, able: float, random: Random) -> dict[str, float]:
    """Return what a check-up measures of somebody: points, scams believed, genuine messages rejected."""
    believed = sum(random.random() > able + 0.2 for _ in range(scams))
    rejected = sum(random.random() > able + 0.25 for _ in range(genuine))
    return {"score": scams + genuine - believed - rejected, "believed": believed, "rejected": rejected}


def felt(worry: float, mastery: float, random: Random) -> dict[str, float]:
    """Return steps of worry and mastery around these."""
    return {
        name: min(max(round(random.gauss(mean, 0.9)), 1), 5) for name, mean in (("worry", worry), ("mastery", mastery))
    }


def _category(asked: QuestionOutline, able: float, random: Random) -> str:
    if asked.scale is not None:
        return str(min(max(round(random.gauss(3.4, 1)), 1), 5))
    if asked.truth is not None and random.random() < 0.15:
        return "unsure"
    right = [category for category, mark in asked.marks.items() if mark == MARK]
    return right[0] if random.random() < able and right else random.choice(list(asked.marks))
