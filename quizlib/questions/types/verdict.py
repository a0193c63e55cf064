"""verdict: judge on which side a message is, such as genuine or a scam, or answer that it should be checked first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from quizlib.problems import Finding, did_you_mean, refuse
from quizlib.questions.base import About, BaseQuestion
from quizlib.questions.counting import Counting
from quizlib.questions.outcome import Outcome
from quizlib.questions.prompt import SimpleChoice
from quizlib.questions.response import Response, chosen
from quizlib.say import say
from quizlib.texts.judge import DOUBT, JUDGES, judge_of
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Text


class Verdict(BaseQuestion):
    """One of the two sides of the judge, or a doubt: the score is 1 if right, 0.5 for a doubt, else 0.

    The score is for item statistics only. `feedback` holds the author's own words about an answer, which replace the
    words of the application.
    """

    judges: ClassVar[bool] = True

    type: Literal["verdict"] = "verdict"
    about: About = "judge"
    message: Message
    truth: Truth
    feedback: Mapping[str, Text | None] = Field(default_factory=dict)
    """Words of your own about an answer, under `genuine`, `scam` and `unsure`, in place of those of the site."""

    @field_validator("feedback", mode="after")
    @classmethod
    def _about_answers(cls, feedback: Mapping[str, Text | None], info: ValidationInfo) -> Mapping[str, Text | None]:
        answers = (*judge_of(info.data.get("judge"), info.context).pair, DOUBT)
        findings = [
            Finding((name,), say("unknown key"), did_you_mean(name, answers))
            for name in feedback
            if name not in answers
        ]
        return refuse(findings) if findings else feedback

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
        return response == (DOUBT,)

    @property
    def scores(self) -> tuple[float, ...]:
        """0 for the wrong verdict, 0.5 for doubt, 1 for the right verdict."""
        return (0, 0.5, 1)

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The ids of the answers: both sides of the judge, the harmless one first, and the doubt."""
        return (*self.judging.pair, DOUBT)

    @property
    def counting(self) -> Counting:
        """Answers are counted by verdict."""
        scores = {verdict: self._score(verdict) for verdict in self.verdicts}
        return Counting("response", scores, truth=self.truth, sides=self.judging.pair)

    def choices(self, response: Response = ()) -> tuple[SimpleChoice, ...]:  # noqa: ARG002 - they are always the same
        """Return the answers, with the words of the judge if it has its own."""
        sides = tuple(SimpleChoice(side.id, side.answer) for side in self.judging.sides)
        return (*sides, SimpleChoice(DOUBT, self.judging.doubt))

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give 1 for the right verdict, 0.5 for a doubt, else 0; raise InvalidResponse as `BaseQuestion.mark` does."""
        given = chosen(response, self.verdicts)
        said = self.feedback.get(given[0])
        return Outcome(given, self._score(given[0]), {given[0]: said} if said else {})

    def _score(self, verdict: str) -> float:
        return 0.5 if verdict == DOUBT else float(verdict == self.truth)

    def marks(self) -> object:
        """Return the fields that the version depends on, with the judge and its words unless it is the built-in one."""
        if self.judging == JUDGES[0]:
            return list(self.verdicts)
        words = [choice.text.root if choice.text else None for choice in self.choices()]
        return [self.judging.id, *self.verdicts, *words]
