"""What is kept and may be shown: records, their sums, workshops that were held, and what the staff did."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import false
from sqlmodel import Field

from webapp.storage.database.types import UNORDERED, CompactJson, Day, Json, Moment, SortedJson, Stored


class Monthly(Stored, table=True):
    """What a tally left when its month closed: rounded, from 5 on. Each machine that counted leaves its own row."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    month: str
    kind: str
    name: str
    n: int


class StoredOutline(Stored, table=True):
    """What counting needs to know of a quiz version; `items` is `quizlib.Outline` as plain data. It is of nobody."""

    __tablename__ = "outline"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    quiz: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    whole: str
    items: dict[str, Any] = Field(sa_type=CompactJson)


class Block(Stored, table=True):
    """The record of one block: `numbers` is `quizlib.measures.Record` as plain data, all that is left.

    `place` is empty for people at home; `week` ("2026-W47") is that of the event, elsewhere of its closing; `aside`
    until somebody decides whether a workshop with more attempts than people is taken.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    quiz: str
    version: str
    place: str
    week: str
    mode: str
    forms: str | None
    workshop: str | None = Field(index=True)
    aside: bool
    numbers: dict[str, Any] = Field(sa_type=SortedJson)


class Attendance(Stored, table=True):
    """How many began and finished a quiz in one batch: rounded, from 5 people on; null under that."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    quiz: str
    place: str
    week: str
    mode: str
    workshop: str | None = Field(index=True)
    aside: bool
    starts: int | None
    finishes: int | None


class StoredSum(Stored, table=True):
    """Sums of records by place (every level up to `campaign`) and period ("2026-11", "2026", "" for all).

    `numbers` is `webapp.sums.Sum` as plain data. `quiz` is empty in sums of all quizzes; the sums of single quizzes are
    over all periods only.
    """

    __tablename__ = "summed"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    place: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    mode: str = Field(primary_key=True)
    quiz: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    numbers: dict[str, Any] = Field(sa_type=SortedJson)


class WorkshopRow(Stored, table=True):
    """A workshop. Until it is closed it has `day`, `code`, `begun` and `ending`; afterwards only `week`.

    Until then it may have a `time` of day, a `name` and a `language`. `leader` is the hash of the token of its leader
    link, which is derived from `id` and `generation`; it is gone two weeks after the week. `pin_tries` counts the wrong
    PINs. `meeting` says which meeting of its programme it is, from 1; `forms` is the order of the check-up forms.
    `ending` is when it is to be closed; `head_count_given` is true once its leader has typed the head count or has
    refused to. `head_count` is None under 5 once it is closed. `way` says how people take part. `planner` is the id of
    the account that planned it, as long as it is open or set aside; `stood_aside` stays true once it was set aside.
    Workshops of one `series` are held week by week for the same people.
    """

    __tablename__ = "workshop"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    place: str
    week: str | None
    day: date | None = Field(sa_type=Day)
    programme: str | None
    meeting: int
    quizzes: list[str] = Field(sa_type=Json)
    forms: str
    code: str | None = Field(unique=True)
    leader: str | None = Field(unique=True)
    begun: datetime | None = Field(sa_type=Moment)
    letting_in: bool
    joined: int
    ending: datetime | None = Field(sa_type=Moment)
    head_count_given: bool
    head_count: int | None
    closed: bool
    planner: str | None = None
    stood_aside: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    time: str | None = None
    name: str | None = None
    language: str | None = None
    generation: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    pin_tries: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    way: str = Field(default="apart", sa_column_kwargs={"server_default": "apart"})
    series: str | None = None


class AuditEntry(Stored, table=True):
    """What a member of the staff did to an account, a workshop or a record, on which day, and how often."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(sa_type=Day)
    who: str
    what: str
    about: str
    times: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
