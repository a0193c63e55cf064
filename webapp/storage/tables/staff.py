"""The tables of the staff: accounts, and the browsers in which they are signed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Text
from sqlmodel import Field

from webapp.storage.database.types import UNORDERED, Day, Moment, Stored


class Staff(Stored, table=True):
    """A member of the staff: a name, a role, and what they sign in with.

    `key` is the name as it is looked up; `password` is an argon2id hash. `starting` is the last day of a password that
    was given to begin with, None for a password that they chose. `totp` is the encrypted secret of the second step, and
    `step` the time step of its last code; `recovery` is text: a salt and the hashes of the recovery codes. `renewed`
    counts how often everything about its signing in began anew: sessions, tries, and browsers that are known.
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
    renewed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class SignIn(Stored, table=True):
    """A browser in which a member of the staff is signing in or is signed in.

    `id` is the hash of the token in its cookie; `stage` says how far they are: `password`, `code` or `in`. `begun` is
    when that was, and `day` the last day on which it was used; by that a row is deleted that was forgotten. Signing out
    deletes the row.
    """

    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    staff: str = Field(index=True, sa_column_args=[ForeignKey("staff.id", ondelete="CASCADE")])
    stage: str
    day: date = Field(sa_type=Day)
    begun: datetime | None = Field(sa_type=Moment)
