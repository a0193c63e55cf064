"""The tables: everything that is ever stored, one class each.

The live tier (`live…`, `tally`) is emptied by closing and never in a backup; what the others hold may be shown.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Text, literal_column
from sqlmodel import Field, SQLModel, col

WAITS = "wait-"
"""How the batch of an attempt begins that has been closed, and waits to be counted."""
UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}  # a rowid is the order of arrival


class LiveAttempt(SQLModel, table=True):
    """One passage through one quiz. `batch` is whom it ends with: `home-2026-W47-QUIZ`, `workshop-ID`, `wait-…`."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    quiz: str
    version: str
    language: str
    batch: str = Field(index=True)
    people: int
    before: str | None = Field(sa_type=Text)
    counted: bool
    only: str | None = Field(sa_type=Text)
    finished: bool


def waits() -> ColumnElement[bool]:
    """Return the condition that an attempt waits."""
    return col(LiveAttempt.batch).like(literal_column(f"'{WAITS}%'"))


class LiveAnswer(SQLModel, table=True):
    """One stored response; `response` and `again` are JSON lists, `score` is 0 to 1 or null, `sure` 1 to 3 or null."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    attempt: str = Field(primary_key=True, sa_column_args=[ForeignKey("liveattempt.id", ondelete="CASCADE")])
    question: str = Field(primary_key=True)
    version: str
    response: str = Field(sa_type=Text)
    score: float | None
    sure: int | None
    again: str | None = Field(sa_type=Text)


class Tally(SQLModel, table=True):
    """A number of its own of a month that still runs ("2026-11"): `kind` is `visits` or `age`."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    month: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    n: int


class Monthly(SQLModel, table=True):
    """What a tally left when its month closed: rounded, from 5 on. Machines that count the same leave a row each."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    month: str
    kind: str
    name: str
    n: int


class StoredOutline(SQLModel, table=True):
    """What counting needs to know of a quiz version; `items` is `quizlib.Outline` as JSON. Content, of nobody."""

    __tablename__ = "outline"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    quiz: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    whole: str
    items: str = Field(sa_type=Text)


class Block(SQLModel, table=True):
    """The record of one block: `numbers` is `quizlib.measures.Record` as JSON, all that is left of its people.

    `place` is empty for people at home; `week` ("2026-W47") is that of its closing; `aside` until somebody decides
    whether a workshop with more attempts than people is taken.
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
    numbers: str = Field(sa_type=Text)


class Attendance(SQLModel, table=True):
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


class StoredSum(SQLModel, table=True):
    """Sums of records by place (every level up to `campaign`) and period ("2026-11", "2026", "" for all).

    `quiz` is empty where all quizzes are summed; single quizzes are summed over all periods alone.
    """

    __tablename__ = "summed"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    place: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    mode: str = Field(primary_key=True)
    quiz: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    numbers: str = Field(sa_type=Text)


class WorkshopRow(SQLModel, table=True):
    """A workshop. `day`, `code`, `leader`, `begun` and `ending` (UTC) are there until it is closed, then only `week`.

    `leader` is the hash of the token of its leader link; `quizzes` a JSON list; `meeting` which of its programme's,
    from 1; `ending` when it is to be closed; `head_count_given` whether the head count was typed,
    or would not be; `head_count`
    null under 5 once closed.
    """

    __tablename__ = "workshop"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    place: str
    week: str | None
    day: str | None
    programme: str | None
    meeting: int
    quizzes: str = Field(sa_type=Text)
    forms: str
    code: str | None = Field(unique=True)
    leader: str | None = Field(unique=True)
    begun: str | None
    letting_in: bool
    joined: int
    ending: str | None
    head_count_given: bool
    head_count: int | None
    closed: bool


class Staff(SQLModel, table=True):
    """Somebody of the staff: their sign-in and their role.

    `key` is the name as it is looked up; `password` an argon2id hash, `starting` the last day on which it serves to
    choose another, null for one's own; `totp` is sealed, `step` the time step of the last code that was taken;
    `recovery` is JSON: a salt and hashes.
    """

    id: str = Field(primary_key=True)
    name: str
    key: str = Field(unique=True)
    role: str
    password: str
    starting: str | None
    totp: str | None
    step: int | None
    recovery: str = Field(sa_type=Text)
    active: bool


class SignIn(SQLModel, table=True):
    """A browser in which somebody of the staff signs in or is signed in: `id` is the hash of a token in its cookie.

    `stage` says how far they are: `password`, `code` or `in`. Gone with signing out; `day` is for those who forget.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    staff: str = Field(index=True, sa_column_args=[ForeignKey("staff.id", ondelete="CASCADE")])
    stage: str
    day: str


class AuditEntry(SQLModel, table=True):
    """Who of the staff did what to accounts, workshops and records, by day."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    day: str
    who: str
    what: str
    about: str


KEPT: tuple[type[SQLModel], ...] = (
    StoredOutline,
    Block,
    Attendance,
    StoredSum,
    Monthly,
    WorkshopRow,
    Staff,
    AuditEntry,
)
"""The tables that a backup holds. The others are emptied by time: answers, tallies that go on, signed-in browsers."""
