"""Result: what the answers of an attempt add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from quizlib.questions import Question
from quizlib.taking.answer import SURENESS, Answer


@dataclass(frozen=True)
class VerdictCounts:
    """How many messages of one kind were judged right, left in doubt (a good answer), and judged wrong."""

    right: int = 0
    unsure: int = 0
    wrong: int = 0

    @property
    def of(self) -> int:
        """The number of answers, doubts included."""
        return self.right + self.unsure + self.wrong


@dataclass(frozen=True)
class Share:
    """A number of right answers, and the number of answers they are among."""

    right: int = 0
    of: int = 0


@dataclass(frozen=True)
class Points:
    """Points of the marked questions: the sum of the scores, how many are answered, and how many there are."""

    reached: float = 0
    answered: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """The share of full marks that was reached, 0 to 1; None if nothing is marked."""
        return self.reached / self.of if self.of else None


@dataclass(frozen=True)
class Result:
    """The result so far: both sides of judging, safe choices, and the ids of questions that were not fully right.

    `sure` is the share of right answers among those given as quite sure; `deceived` lists the ids of messages judged
    wrong although the person was quite sure. `points` are over all questions with a key, whatever their subject.
    """

    scams: VerdictCounts
    genuine: VerdictCounts
    safe_choices: Share
    not_right: tuple[str, ...]
    sure: Share = Share()
    deceived: tuple[str, ...] = ()
    points: Points = Points()


def result_of(questions: Mapping[str, Question], answers: Sequence[Answer]) -> Result:
    """Return the result of answers to these questions, which are given by id; a doubt is never counted as wrong."""
    sides = {"scam": VerdictCounts(), "genuine": VerdictCounts()}
    safe = Share()
    sure = Share()
    not_right, deceived = [], []
    for answer in answers:
        question = questions[answer.question]
        if question.judges and question.truth:
            side = sides[question.truth]
            kind = "unsure" if question.doubts(answer.response) else "right" if answer.score == 1 else "wrong"
            sides[question.truth] = replace(side, **{kind: getattr(side, kind) + 1})
        elif question.about == "act" and answer.score is not None:
            safe = Share(safe.right + (answer.score == 1), safe.of + 1)
        if answer.score is not None and answer.score < 1:
            not_right.append(answer.question)
        if answer.sure == max(SURENESS) and answer.score is not None:
            sure = Share(sure.right + (answer.score == 1), sure.of + 1)
            if answer.score == 0 and question.judges:
                deceived.append(answer.question)
    scores = [answer.score for answer in answers if answer.score is not None]
    points = Points(round(fsum(scores), 6), len(scores), sum(one.marked for one in questions.values()))
    return Result(sides["scam"], sides["genuine"], safe, tuple(not_right), sure, tuple(deceived), points)
