"""rating: a step from 1 to 5 on a scale, such as worry; nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from quizlib.questions.base import BaseQuestion, Outcome
from quizlib.questions.counting import Counting
from quizlib.questions.prompt import SimpleChoice
from quizlib.questions.response import Response, chosen

STEPS = ("1", "2", "3", "4", "5")


class Rating(BaseQuestion):
    """A step from 1 (least) to 5 (most) of worry or of mastery; the application has the words of the steps."""

    type: Literal["rating"] = "rating"
    scale: Literal["worry", "mastery"]

    @property
    def key(self) -> None:
        """None, because a rating has no right answer."""
        return

    @property
    def scores(self) -> tuple[()]:
        """Empty, because nothing is marked."""
        return ()

    @property
    def counting(self) -> Counting:
        """Answers are counted by step."""
        return Counting("response", dict.fromkeys(STEPS, 0), scale=self.scale)

    def choices(self, response: Response = ()) -> tuple[SimpleChoice, ...]:  # noqa: ARG002 - they are always the same
        """Return the five steps."""
        return tuple(map(SimpleChoice, STEPS))

    def mark(self, response: Sequence[str]) -> Outcome:
        """Accept one step; the score is None. Raises InvalidResponse as `BaseQuestion.mark` does."""
        return Outcome(chosen(response, STEPS), None)

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return self.scale
