"""Shapes: plain data read back as numbers, tables and sums, or refused with the place where it is something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, NoReturn, TypeVar

from quizlib.measures.answers import Truth
from quizlib.measures.rounding import STEP
from quizlib.measures.sums import CutSums, PairSums

Shape = Callable[[object, str], Any]
Sums = TypeVar("Sums", CutSums, PairSums)


def number(value: object, where: str) -> int:
    """Return a whole multiple of 3; ValueError if it is anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or value % STEP:
        _refuse(where, value, f"a multiple of {STEP}")
    return value


def truth(value: object, where: str) -> Truth:
    """Return what a message is; ValueError if it is no such word."""
    known: Mapping[object, Truth] = {"scam": "scam", "genuine": "genuine"}
    if not isinstance(value, str) or value not in known:
        _refuse(where, value, " or ".join(known.values()))
    return known[value]


def table(shape: Shape) -> Shape:
    """Return the shape of a table of names and values of a shape."""

    def read(value: object, where: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            _refuse(where, value, "a table")
        return {str(name): shape(part, f"{where}.{name}") for name, part in value.items()}

    return read


def sums(kind: type[Sums]) -> Shape:
    """Return the shape of sums over people, every one of them a number."""
    names = [field.name for field in fields(kind)]

    def read(value: object, where: str) -> Sums:
        found = table(number)(value, where)
        if sorted(found) != sorted(names):
            _refuse(where, value, f"the numbers {', '.join(names)}")
        return kind(**found)

    return read


def optional(shape: Shape) -> Shape:
    """Return the shape of a part that may be missing."""
    return lambda value, where: None if value is None else shape(value, where)


def _refuse(where: str, value: object, wanted: str) -> NoReturn:
    message = f"no record: {where} is {value!r}, not {wanted}"
    raise ValueError(message)
