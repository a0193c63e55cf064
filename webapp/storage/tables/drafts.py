"""What authors write: drafts, their versions, and what partners say of them. Nothing of a participant is in it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Text
from sqlmodel import Field

from webapp.storage.database.types import UNORDERED, CompactJson, Day, Stored


class DraftRow(Stored, table=True):
    """A quiz that is being written; `name` is the id that its file has."""

    __tablename__ = "draft"
    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    name: str


class DraftVersionRow(Stored, table=True):
    """The text of a draft as somebody of the staff saved it, numbered from 1 on; `by` is their name."""

    __tablename__ = "draftversion"
    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    draft: str = Field(primary_key=True, sa_column_args=[ForeignKey("draft.id", ondelete="CASCADE")])
    number: int = Field(primary_key=True)
    text: str = Field(sa_type=Text)
    by: str
    day: date = Field(sa_type=Day)


class ReviewRow(Stored, table=True):
    """A link with which a partner reads one version of a draft, and what they say of it.

    `link` is the hash of the token in the address, which is derived from `id`. `until` is its last day. `name` is what
    the partner typed, `day` when they last saved, and `remarks` what they say of each question; empty before that.
    """

    __tablename__ = "review"
    __table_args__: ClassVar[dict[str, Any]] = UNORDERED

    id: str = Field(primary_key=True)
    draft: str = Field(index=True, sa_column_args=[ForeignKey("draft.id", ondelete="CASCADE")])
    number: int
    link: str = Field(unique=True)
    until: date = Field(sa_type=Day)
    asked: str
    name: str
    day: date | None = Field(sa_type=Day)
    remarks: dict[str, Any] = Field(sa_type=CompactJson)
