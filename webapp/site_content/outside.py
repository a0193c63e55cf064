"""Outside figures: what others have measured, with source and date, to show beside our figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel, model_validator

from quizlib import Problem
from quizlib.authoring import (
    Content,
    Context,
    Document,
    Finding,
    Id,
    Text,
    WhatWasRead,
    build,
    did_you_mean,
    read_file,
    refuse,
    say,
    unique_ids,
)

ALL = 100


class Outside(Content):
    """A figure of a place in a year, with its source, the day and what we read of it.

    The place "campaign" means the whole country. `year` is None if the source does not state it.
    """

    id: Id
    """Your own name for it."""
    place: Id
    """An id of places.yaml, or `campaign`: the whole country."""
    year: Annotated[int, Field(ge=2000, le=2100)] | None = None
    """Left out where the source does not state it."""
    value: Annotated[float, Field(ge=0)]
    """The figure."""
    unit: Literal["percent", "number"]
    """`percent` or `number`."""
    title: Text
    """What was measured."""
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    """The page that says so."""
    seen: date
    """The day you read it."""
    read: WhatWasRead = "page"
    """`excerpt` if you saw only an excerpt of it and not the page itself."""

    @model_validator(mode="after")
    def _possible(self) -> Outside:
        if self.unit == "percent" and self.value > ALL:
            refuse(
                [
                    Finding(
                        ("value",),
                        say("{value:g} percent is more than all", value=self.value),
                        say("or is it unit: number?"),
                    )
                ]
            )
        return self


class OutsideFigures(RootModel[Annotated[tuple[Outside, ...], unique_ids]]):
    """The list in outside.yaml."""


def read_outside(folder: Path, context: Context, places: Collection[str]) -> tuple[tuple[Outside, ...], list[Problem]]:
    """Return the figures of outside.yaml, if there is one and it has no errors; and its problems.

    `places` are the ids that it may use.
    """
    path = folder / "outside.yaml"
    if not path.exists():
        return (), []
    document = read_file(path)
    found = build(document, OutsideFigures, context)
    figures = found.root if found else ()
    problems = [*document.problems, *_strangers(figures, document, places)]
    return () if any(problem.level == "error" for problem in problems) else figures, problems


def _strangers(figures: tuple[Outside, ...], document: Document, places: Collection[str]) -> Iterator[Problem]:
    for index, figure in enumerate(figures):
        if figure.place not in places:
            hint = did_you_mean(figure.place, places)
            yield document.report((index, "place"), say("unknown place ‹{place}›", place=figure.place), hint)
