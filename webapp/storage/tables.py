"""The tables: everything that is ever stored, one class each.

The live tier (`live…`, `tally`) is emptied by closing and is in no backup; what the other tables hold may be shown.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Text, literal_column
from sqlmodel import Field, SQLModel, col

from webapp.storage.database.types import CompactJson, Day, Json, Moment, SortedJson

WAITS = "wait-"
"""The beginning of the batch of attempts that have been closed and wait to be counted."""
UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}  # a rowid would keep the order of arrival


class LiveAttempt(SQLModel, table=True):
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


class LiveAnswer(SQLModel, table=True):
    """One stored response; `again` is its second try, `score` is 0 to 1 or None, `sure` is 1 to 3 or None."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    attempt: str = Field(primary_key=True, sa_column_args=[ForeignKey("liveattempt.id", ondelete="CASCADE")])
    question: str = Field(primary_key=True)
    version: str
    response: list[str] = Field(sa_type=Json)
    score: float | None
    sure: int | None
    again: list[str] | None = Field(sa_type=Json)


class Tally(SQLModel, table=True):
    """What is counted by itself in a month that still runs ("2026-11"); `kind` is `visits` or `age`."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    month: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    n: int


class Monthly(SQLModel, table=True):
    """What a tally left when its month closed: rounded, from 5 on. Each machine that counted leaves its own row."""

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    month: str
    kind: str
    name: str
    n: int


class StoredOutline(SQLModel, table=True):
    """What counting needs to know of a quiz version; `items` is `quizlib.Outline` as plain data. It is of nobody."""

    __tablename__ = "outline"

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    quiz: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    whole: str
    items: dict[str, Any] = Field(sa_type=CompactJson)


class Block(SQLModel, table=True):
    """The record of one block: `numbers` is `quizlib.measures.Record` as plain data, all that is left.

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
    numbers: dict[str, Any] = Field(sa_type=SortedJson)


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


class WorkshopRow(SQLModel, table=True):
    """A workshop. Until it is closed it has `day`, `code`, `leader`, `begun` and `ending`; afterwards only `week`.

    `leader` is the hash of the token of its leader link; `meeting` says which meeting of its programme it is, from 1;
    `forms` is the order of the check-up forms. `ending` is when it is to be closed; `head_count_given` is true once its
    leader has typed the head count or has refused to. `head_count` is None under 5 once it is closed.
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


class Staff(SQLModel, table=True):
    """A member of the staff: a name, a role, and what they sign in with.

    `key` is the name as it is looked up; `password` is an argon2id hash. `starting` is the last day of a password that
    was given to begin with, None for a password that they chose. `totp` is the encrypted secret of the second step, and
    `step` the time step of its last code; `recovery` is text: a salt and the hashes of the recovery codes.
    """

    id: str = Field(primary_key=True)
    name: str
    key: str = Field(unique=True)
    role: str
    password: str
    starting: date | None = Field(sa_type=Day)
    totp: str | None
    step: int | None
    recovery: str = Field(sa_type=Text)
    active: bool


class SignIn(SQLModel, table=True):
    """A browser in which a member of the staff is signing in or is signed in.

    `id` is the hash of the token in its cookie; `stage` says how far they are: `password`, `code` or `in`. Signing out
    deletes the row; by `day` a row is deleted that was forgotten.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    staff: str = Field(index=True, sa_column_args=[ForeignKey("staff.id", ondelete="CASCADE")])
    stage: str
    day: date = Field(sa_type=Day)


class AuditEntry(SQLModel, table=True):
    """What a member of the staff did to an account, a workshop or a record, and on which day."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(sa_type=Day)
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
"""The tables that a backup holds. The others are emptied as time passes: answers, open tallies, signed-in browsers."""
