"""Shapes: turn numbers, tables and sums into plain data, and check plain data while reading it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, NoReturn, TypeVar

from quizlib.measures.block.rounding import STEP
from quizlib.measures.group.sums import PairSums

Place = tuple[Any, ...]
"""Where a part is: the place of what it is in, and its name there; the whole is at `WHOLE`."""
Shape = Callable[[object, Place], Any]
Sums = TypeVar("Sums", bound=PairSums)
WHOLE: Place = ()
LONGEST = 80
"""So many characters of what was found are shown."""
LEAVES = (int, float, str, tuple, type(None))
"""What is plain already; rows of clusters are tuples of numbers."""


def read(what: str, shape: Shape, plain: object) -> Any:  # noqa: ANN401 - whatever the shape makes
    """Return the value that plain data describes; raise ValueError with the place of the first mistake."""
    try:
        return shape(plain, WHOLE)
    except ValueError as error:
        message = f"no {what}: {error}"
        raise ValueError(message) from None


def plain(part: object) -> Any:  # noqa: ANN401 - as plain as it gets
    """Return parts, tables and sums as plain data; the same as `asdict`, but faster because numbers are not copied."""
    if isinstance(part, LEAVES):
        return part
    found = part if isinstance(part, Mapping) else vars(part)
    return {name: plain(value) for name, value in found.items()}


def number(value: object, where: Place) -> int:
    """Return a multiple of 3; raise ValueError for anything else."""
    if type(value) is not int or value % STEP:  # True is an int too
        refuse(where, value, f"a multiple of {STEP}")
    return value


def whole(value: object, where: Place) -> int:
    """Return a whole number; raise ValueError for anything else."""
    if type(value) is not int:
        refuse(where, value, "a whole number")
    return value


def table(shape: Shape) -> Shape:
    """Return the shape of a table with values of one shape."""

    def made(value: object, where: Place) -> dict[str, Any]:
        return {str(name): shape(part, (where, name)) for name, part in _table(value, where).items()}

    return made


def row(shape: Shape) -> Shape:
    """Return the shape of a list with values of one shape."""

    def made(value: object, where: Place) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            refuse(where, value, "a list")
        return tuple([shape(part, (where, index)) for index, part in enumerate(value)])

    return made


def parts(kind: Callable[..., Any], shapes: Mapping[str, Shape]) -> Shape:
    """Return the shape of an object with named parts, each of its own shape; none may be missing or unknown."""

    def made(value: object, where: Place) -> Any:  # noqa: ANN401 - whatever is made
        found = _table(value, where)
        if found.keys() != shapes.keys():
            differing = sorted(map(str, found.keys() ^ shapes.keys()))
            message = f"{_named(where)}: ".removeprefix(": ") + f"{', '.join(differing)} missing or unknown"
            raise ValueError(message)
        return kind(**{name: shape(found[name], (where, name)) for name, shape in shapes.items()})

    return made


def sums(kind: type[Sums]) -> Shape:
    """Return the shape of sums over people, all of them numbers."""
    names = [field.name for field in fields(kind)]

    def made(value: object, where: Place) -> Sums:
        found = table(number)(value, where)
        if sorted(found) != sorted(names):
            refuse(where, value, f"the numbers {', '.join(names)}")
        return kind(**found)

    return made


def optional(shape: Shape) -> Shape:
    """Return the shape of a part that may be missing."""
    return lambda value, where: None if value is None else shape(value, where)


def refuse(where: Place, value: object, wanted: str) -> NoReturn:
    """Raise a ValueError that names the place, the value found and what was expected."""
    shown = repr(value)
    shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    message = f"{_named(where) or 'it'} is {shown}, not {wanted}"
    raise ValueError(message)


def _table(value: object, where: Place) -> Mapping[Any, Any]:
    if not isinstance(value, (dict, Mapping)):  # a dict is seen at once
        refuse(where, value, "a table")
    return value


def _named(where: Place) -> str:
    """Return a place in words: its names, from the whole downwards. This is for mistakes alone, for it takes long."""
    return ".".join(filter(None, (_named(where[0]), str(where[1])))) if where else ""
