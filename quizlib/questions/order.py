"""order: put steps in the right order; the score is the share of pairs that are in the right order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from quizlib.problems import Finding, InvalidResponse, Location, refuse
from quizlib.questions.base import BaseQuestion, Outcome
from quizlib.questions.counting import distinct
from quizlib.questions.prompt import Asks, Choosable
from quizlib.questions.response import Response, chosen
from quizlib.texts.text import Content, Id, Text
from quizlib.texts.unique import unique_ids


class OrderStep(Content):
    """A step and its right place, counted from 1."""

    id: Id
    place: int
    text: Text


class Order(BaseQuestion):
    """Steps, shown in the order of the file, which is never the right order."""

    asks: ClassVar[Asks] = "order"

    type: Literal["order"] = "order"
    steps: Annotated[tuple[OrderStep, ...], Field(min_length=2, max_length=9), unique_ids]

    @model_validator(mode="after")
    def _has_key(self) -> Order:
        places = [step.place for step in self.steps]
        right = list(range(1, len(places) + 1))
        if sorted(places) != right:
            found = f"has the places {', '.join(map(str, places))}"
            refuse([Finding(("steps",), found, f"give each step a place of its own, from 1 to {len(places)}")])
        if places == right:
            refuse([Finding(("steps",), "stand in the right order already", "mix them: they are shown as they stand")])
        return self

    @property
    def key(self) -> Response:
        """The ids of the steps in the right order."""
        return tuple(step.id for step in sorted(self.steps, key=lambda step: step.place))

    @property
    def scores(self) -> tuple[float, ...]:
        """One score for each number of pairs in the right order."""
        pairs = comb(len(self.steps), 2)
        return distinct(right / pairs for right in range(pairs + 1))

    def choices(self, response: Response = ()) -> tuple[OrderStep, ...]:  # noqa: ARG002 - the steps are always the same
        """Return the steps."""
        return self.steps

    def alternatives(self) -> Iterator[tuple[Location, Sequence[Choosable]]]:
        """Yield the steps."""
        yield ("steps",), self.steps

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give the share of pairs of steps that are in the right order, as in Kendall's tau.

        Source: M. G. Kendall, "A New Measure of Rank Correlation", 1938. Raises InvalidResponse as
        `BaseQuestion.mark` does, and with `missing` if a step has no place.
        """
        given = chosen(response, [step.id for step in self.steps], several=True)
        if len(given) < len(self.steps):
            raise InvalidResponse("missing", f"{len(self.steps) - len(given)} of {len(self.steps)} steps have no place")
        pairs = list(combinations([self.key.index(name) for name in given], 2))
        return Outcome(given, round(sum(one < other for one, other in pairs) / len(pairs), 6))

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return [[step.id, step.place, step.text.root] for step in self.steps]
