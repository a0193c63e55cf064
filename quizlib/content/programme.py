"""Programme: quizzes, check-ups and ratings in a fixed order, taken as one course."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from quizlib.problems import Finding, refuse
from quizlib.texts.text import Content, Id, Text


class ProgrammeStep(Content):
    """One step: a quiz, the next form of the check-up, or a refresher, four messages of a quiz that are not counted."""

    model_config = ConfigDict(populate_by_name=True)

    quiz: Id | None = None
    check_up: Annotated[Literal["short", "long"] | None, Field(alias="check-up")] = None
    refresh: Id | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> ProgrammeStep:
        if sum(thing is not None for thing in (self.quiz, self.check_up, self.refresh)) != 1:
            refuse([Finding((), "is not one thing to take", "write quiz:, check-up: or refresh:, one of them")])
        return self


class Programme(Content):
    """A course; `meetings` holds the number of steps in each meeting, and is empty if there are no meetings."""

    id: Id
    title: Text
    summary: Text
    steps: Annotated[tuple[ProgrammeStep, ...], Field(min_length=1, max_length=60)]
    meetings: tuple[Annotated[int, Field(ge=1)], ...] = ()

    @model_validator(mode="after")
    def _meetings_fit(self) -> Programme:
        if self.meetings and sum(self.meetings) != len(self.steps):
            found = f"has {sum(self.meetings)} steps in its meetings, but {len(self.steps)} steps"
            refuse([Finding(("meetings",), found, "write how many steps each meeting has")])
        return self

    def form(self, step: int) -> int:
        """Return the number of check-ups before a step: the index of its form among the drawn forms."""
        return sum(one.check_up is not None for one in self.steps[:step])
