"""sort: put each thing in the category where it belongs; the score is the share of things put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from quizlib.problems import Finding, InvalidResponse, Location, refuse
from quizlib.questions.base import BaseQuestion
from quizlib.questions.counting import distinct
from quizlib.questions.outcome import Outcome, Share
from quizlib.questions.prompt import Asks, Choosable, Prompt, prompt_choice
from quizlib.questions.response import Response, chosen
from quizlib.say import say
from quizlib.texts.text import Content, Id, PartId, Text
from quizlib.texts.unique import unique_ids


class Category(Content):
    """A category that things belong to."""

    id: PartId
    """Your own name for it."""
    text: Text
    """What people read on it."""


class Thing(Content):
    """A thing, the category that it belongs to, and the reason."""

    id: PartId
    """Your own name for it."""
    belongs: Id
    """The id of its category."""
    text: Text
    """What people read on it."""
    why: Text | None = None
    """The reason, for afterwards."""


class Sort(BaseQuestion):
    """Two to four categories and the things to sort; a response has `thing:category` for each thing."""

    asks: ClassVar[Asks] = "sort"

    type: Literal["sort"] = "sort"
    categories: Annotated[tuple[Category, ...], Field(min_length=2, max_length=4), unique_ids]
    """Two to four."""
    things: Annotated[tuple[Thing, ...], Field(min_length=2, max_length=12), unique_ids]
    """What is to be sorted."""

    @model_validator(mode="after")
    def _known_categories(self) -> Sort:
        known = [category.id for category in self.categories]
        findings = [
            Finding(
                ("things", index, "belongs"),
                say("‹{name}› is no category", name=thing.belongs),
                say("known are {known}", known=", ".join(known)),
            )
            for index, thing in enumerate(self.things)
            if thing.belongs not in known
        ]
        return refuse(findings) if findings else self

    @property
    def key(self) -> Response:
        """Every thing with its right category, in the order of the file."""
        return tuple(f"{thing.id}:{thing.belongs}" for thing in self.things)

    @property
    def scores(self) -> tuple[float, ...]:
        """One score for each number of things put right."""
        return distinct(right / len(self.things) for right in range(len(self.things) + 1))

    def choices(self, response: Response = ()) -> tuple[Thing, ...]:  # noqa: ARG002 - the things are always the same
        """Return the things."""
        return self.things

    def alternatives(self) -> Iterator[tuple[Location, Sequence[Choosable]]]:
        """Yield the categories, and the things."""
        yield ("categories",), self.categories
        yield ("things",), self.things

    def prompt(self, language: str, response: Sequence[str] = ()) -> Prompt:
        """Return the prompt with the categories."""
        categories = tuple(prompt_choice(category, language) for category in self.categories)
        return replace(super().prompt(language, response), categories=categories)

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give the share of things put right; the feedback holds the `why` of each thing.

        Raises InvalidResponse as `BaseQuestion.mark` does: `missing` if a thing has no category, `impossible` if it
        has two.
        """
        offered = [f"{thing.id}:{category.id}" for thing in self.things for category in self.categories]
        given = chosen(response, offered, several=True)
        placed = {one.partition(":")[0] for one in given}
        if len(placed) < len(given):
            raise InvalidResponse("impossible", "a thing was put in two categories")
        if left := len(self.things) - len(placed):
            raise InvalidResponse("missing", f"{left} of {len(self.things)} things lie nowhere")
        parts = Share.among(one in given for one in self.key)
        whys = {one.id: one.why for one in self.things if one.why}
        return Outcome(given, round(parts.right / parts.of, 6), whys, parts)

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        categories = [[category.id, category.text.root] for category in self.categories]
        return [categories, [[thing.id, thing.belongs, thing.text.root] for thing in self.things]]
