"""sort: one puts each thing where it belongs; the score is the share that lies right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizlib.problems import Finding, InvalidResponse, refuse
from quizlib.questions.base import BaseQuestion, Outcome, Response, chosen
from quizlib.questions.counting import distinct
from quizlib.texts.text import Content, Id, PartId, Text
from quizlib.texts.unique import unique_ids


class Category(Content):
    """A place where things belong."""

    id: PartId
    text: Text


class Thing(Content):
    """A thing, the category where it belongs, and why."""

    id: PartId
    belongs: Id
    text: Text
    why: Text | None = None


class Sort(BaseQuestion):
    """Two to four categories, and things that each belong in one of them; a response names them as `thing:category`."""

    type: Literal["sort"] = "sort"
    categories: Annotated[tuple[Category, ...], Field(min_length=2, max_length=4), unique_ids]
    things: Annotated[tuple[Thing, ...], Field(min_length=2, max_length=12), unique_ids]

    @model_validator(mode="after")
    def _known_categories(self) -> Sort:
        known = [category.id for category in self.categories]
        findings = [
            Finding(("things", index, "belongs"), f"‹{thing.belongs}› is no category", f"known are {', '.join(known)}")
            for index, thing in enumerate(self.things)
            if thing.belongs not in known
        ]
        return refuse(findings) if findings else self

    @property
    def key(self) -> Response:
        """Every thing where it belongs, in the order of the file."""
        return tuple(f"{thing.id}:{thing.belongs}" for thing in self.things)

    @property
    def scores(self) -> tuple[float, ...]:
        """Any number of things can lie right."""
        return distinct(right / len(self.things) for right in range(len(self.things) + 1))

    def mark(self, response: Sequence[str]) -> Outcome:
        """Score the share of things that lie right; InvalidResponse as in `BaseQuestion.mark`.

        A thing without a category is `missing`, one in two of them `impossible`. The feedback is why, by thing.
        """
        offered = [f"{thing.id}:{category.id}" for thing in self.things for category in self.categories]
        given = chosen(response, offered, several=True)
        placed = {one.partition(":")[0] for one in given}
        if len(placed) < len(given):
            raise InvalidResponse("impossible", "a thing was put in two categories")
        if left := len(self.things) - len(placed):
            raise InvalidResponse("missing", f"{left} of {len(self.things)} things lie nowhere")
        hits = len(set(given) & set(self.key))
        return Outcome(given, round(hits / len(self.things), 6), {one.id: one.why for one in self.things if one.why})

    def _marks(self) -> object:
        categories = [[category.id, category.text.root] for category in self.categories]
        return [categories, [[thing.id, thing.belongs, thing.text.root] for thing in self.things]]
