"""Lines: the rows that go from one machine to another, and the bounds of everything in them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from quizlib.authoring import Id as QuizId
from quizlib.measures import STEP
from webapp.storage.batches import Mode, Way
from webapp.storage.tallies import Kind
from webapp.storage.weeks import monday

SHOWN = 40  # characters of what was found
YEARS = range(2020, 2100)


def _week(text: str) -> str:
    if monday(text).year not in YEARS:
        message = f"{text} is of no year from {YEARS[0]} to {YEARS[-1]}"
        raise ValueError(message)
    return text


Id = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,100}$")]
Week = Annotated[str, AfterValidator(_week)]
Month = Annotated[str, Field(pattern=r"^20[2-9]\d-(0[1-9]|1[0-2])$")]
People = Annotated[int, Field(ge=6, le=999_999, multiple_of=3)]
"""A number of people as it is kept: a multiple of 3, from 6 on."""


class Line(BaseModel):
    """A row of one of the tables."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    table: str


class OutlineLine(Line):
    """What counting needs to know of a quiz version."""

    table: Literal["outline"]
    quiz: Id
    version: Id
    whole: Id
    items: dict[str, Any]


class Once(Line):
    """A row that is counted once, by its id."""

    id: Id


class WorkshopLine(Once):
    """A workshop that is closed."""

    table: Literal["workshop"]
    place: Id
    week: Week
    programme: QuizId | None
    meeting: Annotated[int, Field(ge=1, le=99)]
    quizzes: Annotated[list[QuizId], Field(max_length=99)]
    forms: Annotated[str, Field(pattern="^[A-Z]{0,9}$")]
    head_count: Annotated[int, Field(ge=5, le=9_999)] | None
    stood_aside: bool = False
    way: Way = "apart"
    series: Id | None = None


class ResultLine(Once):
    """A row that people left. Those of a workshop come directly after the line of the workshop."""

    quiz: QuizId
    place: Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{0,100}$")]
    week: Week
    mode: Mode
    workshop: Id | None


class BlockLine(ResultLine):
    """A block's record."""

    table: Literal["block"]
    version: Id
    forms: Annotated[str, Field(pattern="^[A-Z]{0,9}$")] | None
    numbers: dict[str, Any]


class AttendanceLine(ResultLine):
    """How many people began and finished a quiz."""

    table: Literal["attendance"]
    starts: People | None
    finishes: People | None

    @model_validator(mode="after")
    def _no_more_finish_than_begin(self) -> AttendanceLine:
        if self.finishes is not None and self.finishes > (self.starts or 0) + STEP:  # each was rounded by itself
            message = f"{self.finishes} finished what {self.starts} began"
            raise ValueError(message)
        return self


class MonthlyLine(Once):
    """A tally of a month that is over."""

    table: Literal["monthly"]
    month: Month
    kind: Kind
    name: Id
    n: Annotated[int, Field(ge=6, le=999_999_999, multiple_of=3)]


class PacketLine(Once):
    """The small groups of a workshop on a laptop: `month` says which key opens what is sealed.

    Nothing is sealed any more where the laptop has deleted it because nobody receipted it in time.
    """

    table: Literal["packet"]
    month: Month
    week: Week
    sealed: Annotated[str, Field(max_length=2**20)] | None


LINES: dict[str, type[Line]] = {
    "outline": OutlineLine,
    "workshop": WorkshopLine,
    "block": BlockLine,
    "attendance": AttendanceLine,
    "monthly": MonthlyLine,
    "packet": PacketLine,
}


def first_mistake(error: ValidationError) -> str:
    """Return the first mistake of a row in words: where, and what is wrong."""
    first = error.errors(include_url=False, include_context=False)[0]
    where, why = ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")
    if not where:
        return why
    found = ascii(first["input"])
    return f"{where}: {why}" + (f", not {found}" if len(found) <= SHOWN else "")
