"""single_choice: choose one of several options; its worth is the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import model_validator

from quizlib.problems import Finding, Location, refuse
from quizlib.questions.base import BaseQuestion
from quizlib.questions.counting import Counting, distinct
from quizlib.questions.outcome import Outcome
from quizlib.questions.prompt import Choosable
from quizlib.questions.response import Response, chosen
from quizlib.questions.types.choices import Option, Options, option_marks, remarks
from quizlib.say import say


class SingleChoice(BaseQuestion):
    """A question with several options, at least one of them with full marks."""

    type: Literal["single_choice"] = "single_choice"
    options: Options
    """What people choose one of."""

    @model_validator(mode="after")
    def _has_key(self) -> SingleChoice:
        if all(option.worth < 1 for option in self.options):
            refuse([Finding(("options",), say("no option is right"), say("write right: true on one"))])
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
    def worth(self) -> Mapping[str, float]:
        """The worth of each option."""
        return {option.id: option.worth for option in self.options}

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

    def advice(self) -> Iterator[Finding]:
        """Find out whether more than one option is right."""
        right = [option.id for option in self.options if option.worth == 1]
        if len(right) > 1:
            hint = say("is it multiple_choice? Else let one be right")
            yield Finding(
                ("options",),
                say("{number} options are right: {right}", number=len(right), right=", ".join(right)),
                hint,
                "warning",
            )

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give the worth of the chosen option; raise InvalidResponse as `BaseQuestion.mark` does."""
        given = chosen(response, [option.id for option in self.options])
        worth = next(option.worth for option in self.options if option.id == given[0])
        return Outcome(given, round(worth, 6), remarks(self.options, given))

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return option_marks(self.options)
