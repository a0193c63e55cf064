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
    build,
    did_you_mean,
    read_file,
    refuse,
    unique_ids,
)

ALL = 100


class Outside(Content):
    """A figure of a place in a year, with its source and the day on which we read it.

    The place "campaign" means the whole country. `year` is None if the source does not state it.
    """

    id: Id
    place: Id
    year: Annotated[int, Field(ge=2000, le=2100)] | None = None
    value: Annotated[float, Field(ge=0)]
    unit: Literal["percent", "number"]
    title: Text
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    seen: date

    @model_validator(mode="after")
    def _possible(self) -> Outside:
        if self.unit == "percent" and self.value > ALL:
            refuse([Finding(("value",), f"{self.value:g} percent is more than all", "or is it unit: number?")])
        return self


class OutsideFigures(RootModel[Annotated[tuple[Outside, ...], unique_ids]]):
    """The list in outside.yaml."""


def read_outside(folder: Path, context: Context, places: Collection[str]) -> tuple[tuple[Outside, ...], list[Problem]]:
    """Read outside.yaml, if there is one, and its problems; `places` are the ids that it may use."""
    path = folder / "outside.yaml"
    if not path.exists():
        return (), []
    document = read_file(path)
    found = build(document, OutsideFigures, context)
    figures = found.root if found else ()
    return figures, [*document.problems, *_strangers(figures, document, places)]


def _strangers(figures: tuple[Outside, ...], document: Document, places: Collection[str]) -> Iterator[Problem]:
    for index, figure in enumerate(figures):
        if figure.place not in places:
            hint = did_you_mean(figure.place, places)
            yield document.report((index, "place"), f"unknown place ‹{figure.place}›", hint)
