"""verdict: judge whether a message is genuine or a scam, or answer that it should be checked first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, get_args

from quizlib.questions.base import About, BaseQuestion, Outcome
from quizlib.questions.counting import Counting
from quizlib.questions.prompt import SimpleChoice
from quizlib.questions.response import Response, chosen
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Content, Text

Verdict_ = Literal["genuine", "scam", "unsure"]
VERDICTS: tuple[str, ...] = get_args(Verdict_)


class VerdictFeedback(Content):
    """The author's own words about a verdict, which replace the words of the application."""

    genuine: Text | None = None
    scam: Text | None = None
    unsure: Text | None = None


class Verdict(BaseQuestion):
    """Genuine, scam or unsure. The score (1 if right, 0.5 if unsure, else 0) is for item statistics only."""

    judges: ClassVar[bool] = True

    type: Literal["verdict"] = "verdict"
    about: About = "judge"
    message: Message
    truth: Truth
    feedback: VerdictFeedback = VerdictFeedback()

    @property
    def key(self) -> Response:
        """The truth of the message."""
        return (self.truth,)

    @property
    def second_try(self) -> bool:
        """False, because after the feedback a second answer would not be a judgement."""
        return False

    def doubts(self, response: Response) -> bool:
        """Return whether the response is `unsure`."""
        return response == ("unsure",)

    @property
    def scores(self) -> tuple[float, ...]:
        """0 for the wrong verdict, 0.5 for doubt, 1 for the right verdict."""
        return (0, 0.5, 1)

    @property
    def counting(self) -> Counting:
        """Answers are counted by verdict."""
        return Counting("response", {verdict: self._score(verdict) for verdict in VERDICTS}, truth=self.truth)

    def choices(self, response: Response = ()) -> tuple[SimpleChoice, ...]:  # noqa: ARG002 - they are always the same
        """Return the three verdicts."""
        return tuple(map(SimpleChoice, VERDICTS))

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give 1 for the right verdict, 0.5 for `unsure`, else 0; raise InvalidResponse as `BaseQuestion.mark` does."""
        given = chosen(response, VERDICTS)
        score = self._score(given[0])
        said: Text | None = getattr(self.feedback, given[0])
        return Outcome(given, score, {given[0]: said} if said else {})

    def _score(self, verdict: str) -> float:
        return 0.5 if verdict == "unsure" else float(verdict == self.truth)

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return list(VERDICTS)
