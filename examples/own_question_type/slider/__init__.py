"""slider: choose a number on a scale; the nearer it is to the right one, the higher the score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import model_validator

from quizlib import BaseQuestion, Outcome, Response, SimpleChoice, chosen
from quizlib.authoring import Finding, refuse


class Slider(BaseQuestion):
    """A whole number from `least` to `most`; `right` is the right one."""

    type: Literal["slider"] = "slider"
    least: int = 0
    most: int
    right: int

    @model_validator(mode="after")
    def _right_is_on_the_scale(self) -> Slider:
        if not self.least <= self.right <= self.most or self.least == self.most:
            refuse([Finding(("right",), f"{self.right} is not on the scale", f"write {self.least} to {self.most}")])
        return self

    @property
    def key(self) -> Response:
        """The right number."""
        return (str(self.right),)

    @property
    def scores(self) -> tuple[float, ...]:
        """The score of every number."""
        return tuple(sorted({self._score(number) for number in self._numbers()}))

    def choices(self, response: Response = ()) -> Sequence[SimpleChoice]:  # noqa: ARG002 - they are always the same
        """Return the numbers."""
        return [SimpleChoice(str(number)) for number in self._numbers()]

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give 1 for the right number, and less the farther away the chosen number is."""
        given = chosen(response, [str(number) for number in self._numbers()])
        return Outcome(given, self._score(int(given[0])))

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return [self.least, self.most, self.right]

    def _numbers(self) -> range:
        return range(self.least, self.most + 1)

    def _score(self, number: int) -> float:
        return round(1 - abs(number - self.right) / (self.most - self.least), 6)
