"""Crowds: people who take a shipped quiz as chance draws them, some of them able, some who doubt or stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from math import prod
from random import Random
from typing import Any

from quizlib import Answer, Outline, Quiz, pair
from quizlib.counting.question_outline import MARK, YES
from quizlib.measures import Person, rotations
from quizlib.questions import BaseQuestion, Response
from tests.quizlib.responses import responses

RIGHT = (0.6, 0.95)
"""Between these lies the chance that a question is answered right."""
KINDS = ((0.65, 0.06), (0.35, -0.11))
"""Of these kinds there are so many people; they are so much more often right."""
LEAVING = 0.08
NONE = "none"
STEPS = (0.1, 0.2, 0.3, 0.25, 0.15)
"""How often each step of a rating is chosen."""
MONTH = "2026-11"
WRONG = {"scam": ("believed", "genuine"), "genuine": ("rejected", "scam")}
"""For each truth of a message: the measure of judging it wrong, and the wrong verdict."""
Guess = dict[str, dict[str, float]]
"""Question → category → how likely."""
Seen = tuple[str, tuple[bool, ...]]
"""What is counted of an answer: its category, and of each part whether it was among the responses."""


class Crowd:
    """The chances of what people answer to a quiz, which an attacker may know, and people drawn by them."""

    def __init__(self, quiz: Quiz, seed: int, right: tuple[float, float] = RIGHT) -> None:
        random = Random(seed)  # noqa: S311 - as all of chance in tests
        self.outline = Outline.of(quiz)
        self.items = self.outline.items
        self.questions = [question for question in quiz.questions if question.id in self.outline.questions]
        rights = [random.uniform(*right) for _ in self.questions]
        self.chances = [
            [_chances(question, right + more) for question, right in zip(self.questions, rights, strict=True)]
            for _, more in KINDS
        ]
        number = len(self.questions)
        later = range((number + 1) // 2, number)
        self.stops = {number: 1 - LEAVING} | dict.fromkeys(later, LEAVING / len(later))
        """Chances that somebody stops after so many questions; who answers less than half is not counted."""

    def person(self, random: Random, *, paired: bool = False) -> Person:
        """Draw somebody, who of a check-up has taken another form before if `paired`."""
        kind = random.choices(range(len(KINDS)), [share for share, _ in KINDS])[0]
        (stop,) = random.choices(list(self.stops), list(self.stops.values()))
        answers = self.answers(random, kind)[:stop]
        earlier = self.before(self.answers(random, kind)) if paired else None
        return self.outline.person(answers, pair(self.outline, earlier, answers, MONTH) if earlier else None)

    def answers(self, random: Random, kind: int) -> list[Answer]:
        """Draw the answers of one of a kind to all questions."""
        return [
            Answer(question.id, question.version, response, question.mark(response).score)
            for question, chances in zip(self.questions, self.chances[kind], strict=True)
            for response in random.choices(list(chances), list(chances.values()))
        ]

    def before(self, answers: list[Answer]) -> dict[str, Any]:
        """Return these answers as what an attempt stores of the first check-up, which was another form."""
        sides: dict[str, list[int]] = {"scam": [0, 0, 0], "genuine": [0, 0, 0]}
        for answer in answers:
            asked = self.outline.questions[answer.question]
            if not asked.reserved:
                sides[asked.truth or ""][(1.0, 0.5, 0.0).index(answer.score or 0)] += 1
        order = next(forms for forms in rotations("ABC") if forms[1] == self.outline.form)
        counts = {"scams": sides["scam"], "genuine": sides["genuine"]}
        return {"order": order, "edition": "0123abcd", "short": False, "month": MONTH, **counts}

    @cached_property
    def seen(self) -> list[list[dict[Seen, float]]]:
        """The chances of what is counted, by kind of people and question."""
        return [
            [self._seen(question, chances) for question, chances in zip(self.questions, kind, strict=True)]
            for kind in self.chances
        ]

    def _seen(self, question: BaseQuestion, chances: Mapping[Response, float]) -> dict[Seen, float]:
        found: defaultdict[Seen, float] = defaultdict(float)
        for response, chance in chances.items():
            answer = Answer(question.id, question.version, response, question.mark(response).score)
            given = self.outline.questions[question.id].given(answer)
            category, *parts = (one.category for one in given.values())
            found[category, tuple(part == YES for part in parts)] += chance
        return dict(found)

    @cached_property
    def base(self) -> Guess:
        """What is likely of anybody."""
        found: Guess = {name: defaultdict(float) for name in self.outline.questions}
        for (share, _), kind in zip(KINDS, self.seen, strict=True):
            for stop, chance in self.stops.items():
                for place, (name, seen) in enumerate(zip(found, kind, strict=True)):
                    for (category, _), likely in seen.items() if place < stop else [((NONE, ()), 1.0)]:
                        found[name][category] += share * chance * likely
        return found

    def results(self, kind: int) -> dict[tuple[float, int, int], float]:
        """Return the chances of what one of a kind scores, believes and rejects in another form of a check-up."""
        found = {(0.0, 0, 0): 1.0}
        for asked, seen in zip(self.outline.questions.values(), self.seen[kind], strict=True):
            if asked.reserved:  # nobody is compared on these
                continue
            longer: defaultdict[tuple[float, int, int], float] = defaultdict(float)
            for (score, believed, rejected), chance in found.items():
                for (said, _), likely in seen.items():
                    is_wrong = said not in (asked.truth, "unsure")
                    result = (
                        score + asked.marks[said] / MARK,
                        believed + (is_wrong and asked.truth == "scam"),
                        rejected + (is_wrong and asked.truth == "genuine"),
                    )
                    longer[result] += chance * likely
            found = dict(longer)
        return found


def _chances(question: BaseQuestion, right: float) -> dict[Response, float]:
    """Return the chance of every response, of somebody who is right so often, or in each part so often."""
    right = min(max(right, 0.05), 0.97)
    every = list(responses(question))
    counting = question.counting
    if counting.scale:
        return dict(zip(every, STEPS, strict=True))
    if counting.parts:
        key = set(question.key or ())
        chances = {
            one: prod(right if (part in one) == (part in key) else 1 - right for part in counting.parts)
            for one in every
        }
    else:
        best = [one for one in every if question.mark(one).score == 1]
        rest = max(len(every) - len(best), 1)
        chances = {one: right / len(best) if one in best else (1 - right) / rest for one in every}
    whole = sum(chances.values())
    return {one: chance / whole for one, chance in chances.items()}


def normed(chances: Mapping[str, float]) -> dict[str, float]:
    """Return chances that add up to 1."""
    whole = sum(chances.values())
    return {name: chance / whole for name, chance in chances.items()}
