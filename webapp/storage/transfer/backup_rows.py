"""Backup rows: whether a row of a backup can be one of this site. What travels in a counts file is checked as there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

from pydantic import ValidationError
from sqlalchemy import Boolean, Column, Integer
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from quizlib import Outline
from quizlib.measures import Record
from webapp.storage.batches import fits
from webapp.storage.database.rows import Row
from webapp.storage.database.types import Day, Json, Moment
from webapp.storage.staff.account import Role, tidy
from webapp.storage.staff.audit import Doing
from webapp.storage.tables.kept import AuditEntry, Block, StoredOutline, WorkshopRow
from webapp.storage.tables.staff import Staff
from webapp.storage.transfer.lines import LINES, first_mistake
from webapp.storage.weeks import week_of

DIALECT = sqlite.dialect()
MOST = 2**31 - 1  # of a whole number in PostgreSQL
LONGEST = 2**20  # characters of a text


def check_row(table: type[SQLModel], row: Row) -> None:
    """Raise ValueError if a row, as it is stored, cannot be one of this table: where, and what is wrong."""
    columns = table.__table__.columns  # type: ignore[attr-defined]  # SQLModel does not declare it
    values = {column.name: _value(column, row[column.name]) for column in columns if column.name != "id" or row["id"]}
    name = str(table.__tablename__)
    if name in LINES:
        _check_line(name, values)
    check = CHECKS.get(table)
    if check is not None:
        check(values)


def _value(column: Column[Any], stored: Any) -> Any:  # noqa: ANN401 - a row holds anything
    """Return what a column holds, in the program's form."""
    if stored is None:
        _right(bool(column.nullable), column.name, "is missing")
        return None
    if isinstance(column.type, Boolean):
        _right(isinstance(stored, bool) or stored in (0, 1), column.name, "is neither true nor false")
        return bool(stored)
    if isinstance(column.type, Integer):
        number = isinstance(stored, int) and not isinstance(stored, bool) and 0 <= stored <= MOST
        _right(number, column.name, "is no whole number from 0 on")
        return stored
    text = isinstance(stored, str) and "\0" not in stored and len(stored) <= LONGEST
    _right(text, column.name, "is no text")
    stored.encode()  # ValueError for half a character
    if not isinstance(column.type, Day | Moment | Json):
        return stored
    try:
        return column.type.process_result_value(stored, DIALECT)
    except (ValueError, RecursionError):
        form = "JSON" if isinstance(column.type, Json) else "day or time"
        message = f"{column.name} can be read as no {form}"
        raise ValueError(message) from None


def _check_line(name: str, values: dict[str, Any]) -> None:
    fields = LINES[name].model_fields.keys() - {"table"}
    if name == "workshop" and values["day"]:  # it is open
        values = {**values, "week": week_of(values["day"]), "head_count": None}
    try:
        LINES[name].model_validate({"table": name, **{field: values[field] for field in fields}})
    except ValidationError as error:
        raise ValueError(first_mistake(error)) from None


def _outline(values: dict[str, Any]) -> None:
    outline = Outline.from_plain(values["items"])
    same = (outline.quiz, outline.version, outline.whole) == (values["quiz"], values["version"], values["whole"])
    _right(same, "items", "are of another quiz version")


def _block(values: dict[str, Any]) -> None:
    Record.from_plain(values["numbers"])
    _right(fits(values["mode"], values["place"]), "place", "does not go with the mode")


def _workshop(values: dict[str, Any]) -> None:
    open_one = values["day"] is not None and values["code"] is not None
    _right(open_one != values["closed"], "closed", "does not go with day and code")
    moments = (values["begun"], values["ending"])
    _right(all(one is None or one.tzinfo is not None for one in moments), "begun", "has no time zone")


def _staff(values: dict[str, Any]) -> None:
    _right(values["role"] in get_args(Role), "role", f"is {values['role']!r}, not {', '.join(get_args(Role))}")
    _right(bool(values["name"]) and tidy(values["name"]) == values["name"], "name", "is no name")
    _right(values["key"] == values["name"].casefold(), "key", "is of another name")
    try:
        codes = json.loads(values["recovery"] or '{"salt": "", "hashes": []}')
        texts = [codes["salt"], *codes["hashes"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        texts = [None]
    _right(all(isinstance(one, str) and one.isascii() for one in texts), "recovery", "holds no recovery codes")


def _audit(values: dict[str, Any]) -> None:
    _right(values["what"] in get_args(Doing), "what", f"is {values['what']!r}, which nobody can do")


def _right(right: bool, where: str, otherwise: str) -> None:  # noqa: FBT001 - what is checked
    if not right:
        message = f"{where} {otherwise}"
        raise ValueError(message)


CHECKS: dict[type[SQLModel], Callable[[dict[str, Any]], None]] = {
    StoredOutline: _outline,
    Block: _block,
    WorkshopRow: _workshop,
    Staff: _staff,
    AuditEntry: _audit,
}
"""What else is checked in the rows of a table."""
