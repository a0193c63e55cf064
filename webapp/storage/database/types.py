"""What tables are made of: their base, and columns of dates, times and plain data, stored as text."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Dialect, String, Text, type_coerce
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}  # a rowid would keep the order of arrival


class Stored(SQLModel):
    """The base of every table. Its rows come from the program and are never validated: no start builds what would."""

    model_config = {"defer_build": True}


class Day(TypeDecorator[date]):
    """A date, stored as "2026-11-29"."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return what is stored."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002 - SQLAlchemy's
        """Return the date."""
        return None if value is None else date.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """An aware time, stored in UTC to the second, so that its text sorts as time does."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return what is stored."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="seconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Return the time."""
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Plain data, stored as JSON with its keys in the order in which they come."""

    impl = Text
    cache_ok = True
    form: ClassVar[dict[str, Any]] = {}

    @classmethod
    def text(cls, value: object) -> str:
        """Return plain data as the text that is stored."""
        return json.dumps(value, ensure_ascii=False, **cls.form)

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return what is stored."""
        return None if value is None else self.text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - plain data; SQLAlchemy's
        """Return the data."""
        return None if value is None else json.loads(value)


class CompactJson(Json):
    """Plain data, stored as the shortest JSON with its keys in the order in which they come."""

    cache_ok = True
    form: ClassVar[dict[str, Any]] = {"separators": (",", ":")}


class SortedJson(CompactJson):
    """Plain data, stored as the shortest JSON with its keys sorted: the same data always as the same text."""

    cache_ok = True
    form: ClassVar[dict[str, Any]] = {**CompactJson.form, "sort_keys": True}


def as_text(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - any column of ours
    """Return a column of JSON as the text that is stored."""
    return type_coerce(column, Text)
