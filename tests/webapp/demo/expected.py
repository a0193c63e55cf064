"""Expected values: what every figure would be with infinitely many people in infinitely many workshops.

They are computed, not drawn: a standing is normal, so the share of each answer is an integral over one normal
distribution. Measures are computed from these shares as those of a record are from people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from statistics import NormalDist
from typing import Any, NamedTuple

from quizlib import Answer, Outline, Programme, Quiz
from quizlib.measures import Record
from webapp.demo.model import Mind, Truth
from webapp.demo.people import Answering

Row = tuple[float, ...]
POINTS = 400
NONE = "none"


class Sitting(NamedTuple):
    """A quiz taken by this share of those who began, by people who know so much of what is to be learned."""

    quiz: Quiz
    only: tuple[str, ...] | None
    learned: float
    share: float


@dataclass
class Expected:
    """What is to be expected of people of whom so much is true, `group` apart from others, in workshops or at home."""

    answering: Answering
    stops: float
    group: Mind = field(default_factory=lambda: Mind(0, 0, 0, 0))
    spread: Mind = field(default_factory=lambda: Mind(0, 0, 0, 0))

    @property
    def truth(self) -> Truth:
        """The parameters."""
        return self.answering.truth

    def course(self, programme: Programme, forms: str) -> list[Sitting]:
        """Return the sittings of a programme."""
        found: list[Sitting] = []
        going, learned = 1.0, 0.0
        by_form = {str(quiz.form): quiz for quiz in self.answering.library.quizzes.values()}
        for number, step in enumerate(programme.steps):
            quiz = self.answering.library.quizzes[step.quiz] if step.quiz else by_form[forms[programme.form(number)]]
            only = quiz.short if step.check_up == "short" else None
            found.append(Sitting(quiz, only, learned, going))
            going *= (1 - self.stops) ** len(only or quiz.questions)
            learned = max(learned, float(quiz.kind == "quiz"))
        return found

    def rows(self, sittings: Iterable[Sitting]) -> dict[str, dict[str, Row]]:
        """Return by version of what was asked the row of every measure, of one person who began; "" for all of them."""
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for sitting in sittings:
            outline = Outline.of(sitting.quiz, sitting.only)
            counted = sitting.share * (1 - self.stops) ** self._needed(sitting)
            for measure, row in outline.rows(self._record(sitting, outline)).items():
                weighted = tuple(counted * number for number in row)
                for version in (outline.version, ""):
                    earlier = found[version].get(measure, (0.0,) * len(row))
                    found[version][measure] = tuple(one + more for one, more in zip(earlier, weighted, strict=True))
        return found

    def mean(self, sitting: Sitting, measure: str) -> float:
        """Return the mean of a measure of pairs, as `quizlib.pair` forms it, among those who finish."""
        outline = Outline.of(sitting.quiz, sitting.only)
        total = 0.0
        for name, asked in outline.questions.items():
            shares = self._shares(sitting, name)
            if measure in ("worry", "mastery"):
                total += sum(int(answer.response[0]) * share for answer, share in shares if asked.scale == measure)
            elif measure == "score":
                total += sum((answer.score or 0) * share for answer, share in shares)
            else:
                side, verdict = {"believed": ("scam", "genuine"), "rejected": ("genuine", "scam")}[measure]
                total += sum(share for answer, share in shares if (asked.truth, answer.response[0]) == (side, verdict))
        return total

    def _record(self, sitting: Sitting, outline: Outline) -> Record:
        """Return a record of one person who counts, in shares."""
        needed, asked = self._needed(sitting), list(sitting.only or [one.id for one in sitting.quiz.questions])
        categories: dict[str, dict[str, float]] = {}
        for name, one in outline.questions.items():
            reached = (1 - self.stops) ** max(asked.index(name) + 1 - needed, 0)
            for item, what in one.items(name).items():
                categories[item] = dict.fromkeys((*what.categories, NONE), 0.0) | {NONE: 1 - reached}
            for answer, share in self._shares(sitting, name):
                for item, given in one.given(answer).items():
                    categories[item][given.category] += share * reached
        finished = (1 - self.stops) ** (len(asked) - needed)
        shares: dict[str, Any] = {"categories": categories, "stopped": {"finished": finished}}  # in place of numbers
        return Record(n=1, truths={}, sureness={}, spreads={}, pairs={}, **shares)

    def _needed(self, sitting: Sitting) -> int:
        """Return how many answers it takes to count."""
        outline = Outline.of(sitting.quiz, sitting.only)
        asked = [one.id for one in sitting.quiz.questions if sitting.only is None or one.id in sitting.only]
        return next(number for number in range(len(asked) + 1) if outline.enough(asked[:number]))

    def _shares(self, sitting: Sitting, question: str) -> list[tuple[Answer, float]]:
        """Return the answers to a question with their shares among all who answer it."""
        chances = next(
            one for one in self.answering.chances(sitting.quiz, sitting.only) if one.answers[0].question == question
        )
        standing = self._standing(sitting.learned)[chances.stands]
        each = [chances.shares(standing.inv_cdf((point + 0.5) / POINTS)) for point in range(POINTS)]
        return list(zip(chances.answers, (sum(column) / POINTS for column in zip(*each, strict=True)), strict=True))

    def _standing(self, learned: float) -> Mapping[str, NormalDist]:
        """Return how people are spread, workshops and people within them together."""
        means = self.truth.standing(self.truth.people.with_(self.group), learned)
        spread = Mind(
            *(sqrt(one * one + more * more) for one, more in zip(self.truth.between_people, self.spread, strict=True))
        )
        judging = sqrt(spread.skill**2 + spread.wary**2)
        spreads = {"other": spread.skill, "worry": spread.worry, "mastery": spread.mastery}
        return {name: NormalDist(mean, spreads.get(name, judging)) for name, mean in means.items()}
