"""multiple_choice: choose all options that apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import ClassVar, Literal

from pydantic import model_validator

from quizlib.problems import Finding, Location, refuse
from quizlib.questions.base import BaseQuestion
from quizlib.questions.counting import Counting, distinct
from quizlib.questions.outcome import Outcome, Share
from quizlib.questions.prompt import Asks, Choosable
from quizlib.questions.response import Response, chosen
from quizlib.questions.types.choices import Option, Options, option_marks, remarks
from quizlib.say import say


class MultipleChoice(BaseQuestion):
    """Several options can be right; `score` says how a response is marked.

    `net`: (right choices − wrong choices) / right options, at least 0. `each`: the share of options that were rightly
    chosen or rightly not chosen. `exact`: 1 if exactly the right options were chosen, otherwise 0.
    """

    asks: ClassVar[Asks] = "many"

    type: Literal["multiple_choice"] = "multiple_choice"
    options: Options
    """All that people choose from; several may be right."""
    score: Literal["net", "each", "exact"] = "net"
    """`net` takes wrong choices away from right ones, `each` counts every option, `exact` gives all or nothing."""

    @model_validator(mode="after")
    def _has_key(self) -> MultipleChoice:
        findings = [
            Finding(
                ("options", index, "fraction"),
                say("has no meaning where several may be chosen"),
                say("write right: true or nothing"),
            )
            for index, option in enumerate(self.options)
            if option.fraction is not None
        ]
        if not findings and not self.key:
            findings = [Finding(("options",), say("no option is right"), say("write right: true on those that are"))]
        return refuse(findings) if findings else self

    @property
    def key(self) -> Response:
        """All right options, in the order of the file."""
        return tuple(option.id for option in self.options if option.right)

    @property
    def scores(self) -> tuple[float, ...]:
        """One score for each possible number of right and wrong choices, without the empty response."""
        right, wrong = len(self.key), len(self.options) - len(self.key)
        numbers = product(range(right + 1), range(wrong + 1))
        return distinct(self._score(*number) for number in numbers if any(number))

    @property
    def worth(self) -> Mapping[str, float]:
        """The worth of each option."""
        return {option.id: option.worth for option in self.options}

    @property
    def counting(self) -> Counting:
        """Answers are counted by option, and as right or not."""
        return Counting.by_parts(option.id for option in self.options)

    def choices(self, response: Response = ()) -> tuple[Option, ...]:  # noqa: ARG002 - the options are always the same
        """Return the options."""
        return self.options

    def alternatives(self) -> Iterator[tuple[Location, Sequence[Choosable]]]:
        """Yield the options."""
        yield ("options",), self.options

    def mark(self, response: Sequence[str]) -> Outcome:
        """Mark as the field `score` says; raise InvalidResponse as `BaseQuestion.mark` does."""
        given = chosen(response, [option.id for option in self.options], several=True)
        hits = len(set(given) & set(self.key))
        parts = Share.among((option.id in given) == option.right for option in self.options)
        return Outcome(given, round(self._score(hits, len(given) - hits), 6), remarks(self.options, given), parts)

    def _score(self, hits: int, wrong: int) -> float:
        missed = len(self.key) - hits
        if self.score == "net":
            return max(0, hits - wrong) / len(self.key)
        if self.score == "each":
            return 1 - (wrong + missed) / len(self.options)
        return float(not wrong and not missed)

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return [self.score, *option_marks(self.options)]
