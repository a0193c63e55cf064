"""Chances: how likely each answer to a question is, for a person of a given standing."""

from __future__ import annotations

from bisect import bisect
from functools import cache
from itertools import accumulate
from math import exp
from random import Random

from quizlib import Answer, Question, Rating, Verdict
from webapp.demo.model import Truth, difficulty
from webapp.demo.responses import responses

GRID = 20
"""A standing is rounded to a twentieth, so that chances are computed once for very many people."""
BLUR = 2.0
"""How closely a rating follows a feeling, in logits a step."""


class Chances:
    """All answers to one question, each marked once; `stands` names the standing that decides between them."""

    def __init__(self, question: Question, quiz: str, truth: Truth) -> None:
        outcomes = [question.mark(response) for response in responses(question)]
        self.answers = tuple(Answer(question.id, question.version, one.response, one.score) for one in outcomes)
        self.stands = "other"
        self._hard = difficulty(question, quiz)
        self._doubt = truth.doubt
        self._of = self._marked
        if isinstance(question, Verdict):
            self.stands, self._of = "scam" if question.harmful else "genuine", self._judged
        elif isinstance(question, Rating):
            self.stands, self._of = question.scale, self._rated
        self._running = cache(self._computed)

    def shares(self, standing: float) -> tuple[float, ...]:
        """Return the chance of each answer at this standing."""
        running = self._running(round(standing * GRID))
        return tuple(after - before for before, after in zip((0.0, *running), running, strict=False))

    def draw(self, standing: float, random: Random) -> Answer:
        """Return a random answer of a person of this standing."""
        return self.answers[bisect(self._running(round(standing * GRID)), random.random())]

    def _computed(self, place: int) -> tuple[float, ...]:
        """Return the running sums of the chances at a place of the grid."""
        weights = self._of(place / GRID)
        whole = sum(weights)
        return (*accumulate(weight / whole for weight in weights[:-1]), 1.0)

    def _judged(self, standing: float) -> list[float]:
        """Return weights of a verdict by an ordered logit: wrong, in doubt, right."""
        seen = standing - self._hard
        wrong, right = logistic(-seen - self._doubt), logistic(seen - self._doubt)
        by_score = {0: wrong, 0.5: 1 - wrong - right, 1: right}
        return [by_score[answer.score or 0] for answer in self.answers]

    def _rated(self, standing: float) -> list[float]:
        """Return weights of a rating by an ordered logit: steps near the feeling are likely."""
        under = [logistic(BLUR * (step + 0.5 - standing)) for step in range(1, len(self.answers))]
        return [after - before for before, after in zip((0.0, *under), (*under, 1.0), strict=True)]

    def _marked(self, standing: float) -> list[float]:
        """Return weights by the partial credit model (Masters 1982, Psychometrika 47): each score is a step.

        Answers with the same score are equally likely.
        """
        scores = [answer.score or 0 for answer in self.answers]
        steps = {score: number for number, score in enumerate(sorted(set(scores)))}
        return [exp(steps[score] * (standing - self._hard)) / scores.count(score) for score in scores]


def logistic(logit: float) -> float:
    """Return the probability of a logit."""
    return 1 / (1 + exp(-logit))
