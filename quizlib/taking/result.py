"""Result: what the answers of an attempt add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from quizlib.questions import Question, Share
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
    """The result so far: verdicts by side, safe choices, and the ids of questions that were not fully right.

    `verdicts` has the messages of each side that were judged, by the id of the side.
    `sure` is the share of right answers among those given as quite sure; `deceived` lists the ids of messages judged
    wrong although the person was quite sure. `points` are over all questions with a key, whatever their subject.
    """

    verdicts: Mapping[str, VerdictCounts]
    safe_choices: Share
    not_right: tuple[str, ...]
    sure: Share = field(default_factory=Share)
    deceived: tuple[str, ...] = ()
    points: Points = Points()

    @property
    def scams(self) -> VerdictCounts:
        """The verdicts on scams."""
        return self.of_side("scam")

    @property
    def genuine(self) -> VerdictCounts:
        """The verdicts on genuine messages."""
        return self.of_side("genuine")

    @property
    def judged(self) -> int:
        """The number of verdicts, on all sides."""
        return sum(counts.of for counts in self.verdicts.values())

    def of_side(self, side: str) -> VerdictCounts:
        """Return the verdicts on the messages of a side; zeros if there were none."""
        return self.verdicts.get(side, VerdictCounts())


def result_of(questions: Mapping[str, Question], answers: Sequence[Answer]) -> Result:
    """Return the result of answers to these questions, which are given by id; a doubt is never counted as wrong."""
    judged: dict[str, list[str]] = {}
    safe, sure = [], []
    not_right, deceived = [], []
    for answer in answers:
        question = questions[answer.question]
        if question.judges and question.truth:
            how = "unsure" if question.doubts(answer.response) else "right" if answer.score == 1 else "wrong"
            judged.setdefault(question.truth, []).append(how)
        elif question.about == "act" and answer.score is not None:
            safe.append(answer.score == 1)
        if answer.score is not None and answer.score < 1:
            not_right.append(answer.question)
        if answer.sure == max(SURENESS) and answer.score is not None:
            sure.append(answer.score == 1)
            if answer.score == 0 and question.judges:
                deceived.append(answer.question)
    scores = [answer.score for answer in answers if answer.score is not None]
    points = Points(round(fsum(scores), 6), len(scores), sum(one.marked for one in questions.values()))
    count = {side: given.count for side, given in judged.items()}
    verdicts = {side: VerdictCounts(of("right"), of("unsure"), of("wrong")) for side, of in count.items()}
    return Result(verdicts, Share.among(safe), tuple(not_right), Share.among(sure), tuple(deceived), points)
