"""The live tier: what closing counts and deletes. It is in no backup."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, literal_column
from sqlmodel import Field, col

from webapp.storage.database.types import UNORDERED, Json, Stored

WAITS = "wait-"
"""The beginning of the batch of attempts that have been closed and wait to be counted."""


class LiveAttempt(Stored, table=True):
    """One passage through one quiz.

    `batch` names the attempts that end together: `home-2026-W47-QUIZ`, `workshop-ID`, `wait-…`. `before` is the earlier
    result that it may be compared with; `only` holds the ids of the questions that are asked, None for all of them.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    quiz: str
    version: str
    language: str
    batch: str = Field(index=True)
    people: int
    before: dict[str, Any] | None = Field(sa_type=Json)
    counted: bool
    only: list[str] | None = Field(sa_type=Json)
    finished: bool


def waits() -> ColumnElement[bool]:
    """Return the condition that an attempt waits to be counted."""
    return col(LiveAttempt.batch).like(literal_column(f"'{WAITS}%'"))


class LiveAnswer(Stored, table=True):
    """One stored response; `again` is its second try, `score` is 0 to 1 or None, `sure` is 1 to 3 or None.

    `discussed` is the response after talking, in a workshop that is taken together. No record is made of it.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    attempt: str = Field(primary_key=True, sa_column_args=[ForeignKey("liveattempt.id", ondelete="CASCADE")])
    question: str = Field(primary_key=True)
    version: str
    response: list[str] = Field(sa_type=Json)
    score: float | None
    sure: int | None
    again: list[str] | None = Field(sa_type=Json)
    discussed: list[str] | None = Field(default=None, sa_type=Json)


class TogetherRow(Stored, table=True):
    """Where a workshop is that is taken together or by hands; its columns are the fields of `RoomMoment`.

    It is gone once the workshop closes.
    """

    __tablename__ = "together"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    workshop: str = Field(primary_key=True)
    quiz: str
    question: str
    step: str
    moves: int
    shown: int
    path: list[str] = Field(sa_type=Json)
    picture: dict[str, Any] | None = Field(sa_type=Json)


class HandsCount(Stored, table=True):
    """How many `people` of a workshop raised a hand for an answer to a question, or for a part of it.

    `version` is that of the outline by which it is counted.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    workshop: str = Field(primary_key=True)
    quiz: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    answer: str = Field(primary_key=True)
    version: str
    people: int


class WaitingSource(Stored, table=True):
    """A source that an attempt which waits comes from: `workshop-…`, `laptop-…` or `series-…`; see `closing.shares`."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    attempt: str = Field(primary_key=True, sa_column_args=[ForeignKey("liveattempt.id", ondelete="CASCADE")])
    source: str = Field(primary_key=True)


class Tally(Stored, table=True):
    """What is counted by itself in a month that still runs ("2026-11"); `kind` is `visits` or `age`."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    month: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    n: int
