"""order: put steps in a right order; the score is the share of pairs that are in the right order.

Steps that share a place may come in any order among themselves, so a question can have several right orders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, groupby
from operator import attrgetter
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from quizlib.problems import Finding, InvalidResponse, Location, refuse
from quizlib.questions.base import BaseQuestion
from quizlib.questions.counting import distinct
from quizlib.questions.explanation import Explanation
from quizlib.questions.outcome import Outcome, Share
from quizlib.questions.prompt import Asks, Choosable
from quizlib.questions.response import Response, chosen
from quizlib.say import say
from quizlib.texts.text import Content, Id, Text
from quizlib.texts.unique import unique_ids


class OrderStep(Content):
    """A step and its right place, counted from 1; steps with the same place may come in any order."""

    id: Id
    """Your own name for it."""
    place: int
    """Its right place, counted from 1; steps that may come in any order share a place."""
    text: Text
    """What is done."""


class Order(BaseQuestion):
    """Steps, shown in the order of the file, which is never the right order."""

    asks: ClassVar[Asks] = "order"

    type: Literal["order"] = "order"
    steps: Annotated[tuple[OrderStep, ...], Field(min_length=2, max_length=9), unique_ids]
    """Shown in the order of the file, so mix them."""

    @model_validator(mode="after")
    def _has_key(self) -> Order:
        places = [step.place for step in self.steps]
        found = say("has the places {places}", places=", ".join(map(str, places)))
        if sorted(set(places)) != list(range(1, max(places) + 1)):
            hint = say("count from 1 and leave no number out; steps that may come in any order share a place")
            refuse([Finding(("steps",), found, hint)])
        if max(places) == 1:
            refuse([Finding(("steps",), found, say("give a later place to what comes later"))])
        if places == sorted(places):
            refuse(
                [
                    Finding(
                        ("steps",),
                        say("stand in the right order already"),
                        say("mix them: they are shown as they stand"),
                    )
                ]
            )
        return self

    @property
    def key(self) -> Response:
        """The ids of the steps in a right order: steps that share a place as the file has them."""
        return tuple(step.id for step in sorted(self.steps, key=attrgetter("place")))

    @property
    def _places(self) -> dict[str, int]:
        return {step.id: step.place for step in self.steps}

    @property
    def _pairs(self) -> int:
        """The number of pairs of steps that do not share a place."""
        return sum(one.place != other.place for one, other in combinations(self.steps, 2))

    @property
    def scores(self) -> tuple[float, ...]:
        """One score for each number of pairs in the right order."""
        return distinct(right / self._pairs for right in range(self._pairs + 1))

    def choices(self, response: Response = ()) -> tuple[OrderStep, ...]:  # noqa: ARG002 - the steps are always the same
        """Return the steps."""
        return self.steps

    def alternatives(self) -> Iterator[tuple[Location, Sequence[Choosable]]]:
        """Yield the steps."""
        yield ("steps",), self.steps

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give the share of pairs of steps that are in the right order, as in Kendall's tau; ties count for nothing.

        Source: M. G. Kendall, "A New Measure of Rank Correlation", 1938. Raises InvalidResponse as
        `BaseQuestion.mark` does, and with `missing` if a step has no place.
        """
        given = chosen(response, [step.id for step in self.steps], several=True)
        if len(given) < len(self.steps):
            raise InvalidResponse("missing", f"{len(self.steps) - len(given)} of {len(self.steps)} steps have no place")
        places = [self._places[name] for name in given]
        right = sum(one < other for one, other in combinations(places, 2))
        parts = Share.among(one == other for one, other in zip(places, sorted(places), strict=True))
        return Outcome(given, round(right / self._pairs, 6), parts=parts)

    def explain(self, outcome: Outcome, language: str) -> Explanation:
        """Return what a participant may see afterwards: of several right orders the one nearest to the response."""
        nearest = sorted(outcome.response or self.key, key=self._places.__getitem__)
        groups = (tuple(group) for _, group in groupby(nearest, key=self._places.__getitem__))
        swappable = tuple(group for group in groups if len(group) > 1)
        return replace(super().explain(outcome, language), key=tuple(nearest), swappable=swappable)

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return [[step.id, step.place, step.text.root] for step in self.steps]
