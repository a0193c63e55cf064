"""single_choice: choose one of several options; its worth is the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import model_validator

from quizlib.problems import Finding, Location, refuse
from quizlib.questions.base import BaseQuestion, Outcome
from quizlib.questions.choices import Option, Options, option_marks, remarks
from quizlib.questions.counting import Counting, distinct
from quizlib.questions.prompt import Choosable
from quizlib.questions.response import Response, chosen


class SingleChoice(BaseQuestion):
    """A question with several options, at least one of them with full marks."""

    type: Literal["single_choice"] = "single_choice"
    options: Options

    @model_validator(mode="after")
    def _has_key(self) -> SingleChoice:
        if all(option.worth < 1 for option in self.options):
            refuse([Finding(("options",), "no option is right", "write right: true on one")])
        return self

    @property
    def key(self) -> Response:
        """The first option with full marks."""
        return (next(option.id for option in self.options if option.worth == 1),)

    @property
    def scores(self) -> tuple[float, ...]:
        """The worth of each option."""
        return distinct(option.worth for option in self.options)

    @property
    def counting(self) -> Counting:
        """Answers are counted by option."""
        return Counting("response", {option.id: round(option.worth, 6) for option in self.options})

    def choices(self, response: Response = ()) -> tuple[Option, ...]:  # noqa: ARG002 - the options are always the same
        """Return the options."""
        return self.options

    def alternatives(self) -> Iterator[tuple[Location, Sequence[Choosable]]]:
        """Yield the options."""
        yield ("options",), self.options

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give the worth of the chosen option; raise InvalidResponse as `BaseQuestion.mark` does."""
        given = chosen(response, [option.id for option in self.options])
        worth = next(option.worth for option in self.options if option.id == given[0])
        return Outcome(given, round(worth, 6), remarks(self.options, given))

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return option_marks(self.options)
