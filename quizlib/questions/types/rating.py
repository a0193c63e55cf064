"""rating: a step from 1 to 5 on a scale, such as worry; nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import PrivateAttr, ValidationInfo, model_validator

from quizlib.questions.base import BaseQuestion
from quizlib.questions.counting import Counting
from quizlib.questions.outcome import Outcome
from quizlib.questions.prompt import SimpleChoice
from quizlib.questions.response import Response, chosen
from quizlib.texts.known import one_of
from quizlib.texts.text import Text

STEPS = ("1", "2", "3", "4", "5")
SCALES = ("worry", "mastery")


class Rating(BaseQuestion):
    """A step from 1 (least) to 5 (most) on a scale.

    The application has the words of the steps of `worry` and `mastery`. A scale of the library's own brings its words
    in the validation context: `scales`, five texts by the id of the scale.
    """

    type: Literal["rating"] = "rating"
    scale: Annotated[str, one_of(SCALES, "scales")]
    """`worry` or `mastery`, or a scale of `library.yaml`."""
    _words: tuple[Text, ...] = PrivateAttr(())

    @model_validator(mode="after")
    def _takes_words(self, info: ValidationInfo) -> Rating:
        if not self._words:
            self._words = tuple((info.context or {}).get("scales", {}).get(self.scale, ()))
        return self

    @property
    def rates(self) -> str:
        """The scale."""
        return self.scale

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
        return tuple(map(SimpleChoice, STEPS, self._words or [None] * len(STEPS)))

    def mark(self, response: Sequence[str]) -> Outcome:
        """Accept one step; the score is None. Raises InvalidResponse as `BaseQuestion.mark` does."""
        return Outcome(chosen(response, STEPS), None)

    def marks(self) -> object:
        """Return the fields that the version depends on, with the words of the library's own scale."""
        return [self.scale, *(text.root for text in self._words)] if self._words else self.scale
