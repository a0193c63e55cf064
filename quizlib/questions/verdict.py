"""verdict: one says whether a message is genuine or a scam, or that one would check first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from quizlib.questions.base import About, BaseQuestion, Outcome, Response, chosen
from quizlib.questions.counting import Counting
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Content, Text

Verdict_ = Literal["genuine", "scam", "unsure"]
VERDICTS: tuple[str, ...] = get_args(Verdict_)


class VerdictFeedback(Content):
    """The author's own words to a verdict, in place of those the application has."""

    genuine: Text | None = None
    scam: Text | None = None
    unsure: Text | None = None


class Verdict(BaseQuestion):
    """Genuine, scam or in doubt. The score (1, 0, or 0.5 in doubt) serves item statistics alone."""

    type: Literal["verdict"] = "verdict"
    about: About = "judge"
    message: Message
    truth: Truth
    feedback: VerdictFeedback = VerdictFeedback()

    @property
    def key(self) -> Response:
        """What the message is."""
        return (self.truth,)

    @property
    def second_try(self) -> bool:
        """False: of two answers the second would be no judgement."""
        return False

    @property
    def scores(self) -> tuple[float, ...]:
        """The other verdict, doubt, what it is."""
        return (0, 0.5, 1)

    @property
    def counting(self) -> Counting:
        """By verdict."""
        return Counting("response", {verdict: self._score(verdict) for verdict in VERDICTS}, truth=self.truth)

    def mark(self, response: Sequence[str]) -> Outcome:
        """Score 1 for what it is, 0.5 for `unsure`, else 0; InvalidResponse as in `BaseQuestion.mark`."""
        given = chosen(response, VERDICTS)
        score = self._score(given[0])
        said: Text | None = getattr(self.feedback, given[0])
        return Outcome(given, score, {given[0]: said} if said else {})

    def _score(self, verdict: str) -> float:
        return 0.5 if verdict == "unsure" else float(verdict == self.truth)

    def _marks(self) -> object:
        return list(VERDICTS)
