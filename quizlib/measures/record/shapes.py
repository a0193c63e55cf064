"""Shapes: numbers, tables and sums as plain data, and read back, or refused with the place of something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NoReturn, TypeVar

from quizlib.measures.group.answers import Truth
from quizlib.measures.group.sums import PairSums
from quizlib.measures.record.rounding import STEP

Shape = Callable[[object, str], Any]
Sums = TypeVar("Sums", bound=PairSums)


def read(what: str, shape: Shape, plain: object) -> Any:  # noqa: ANN401 - whatever the shape makes
    """Return what plain data holds; ValueError says that it is no such thing, and where it is not."""
    try:
        return shape(plain, "")
    except ValueError as error:
        message = f"no {what}: {error}"
        raise ValueError(message) from None


def plain(part: object) -> Any:  # noqa: ANN401 - as plain as it gets
    """Return parts, tables and sums as plain data. As `asdict`, which spends its time copying numbers."""
    if isinstance(part, Mapping):
        return {name: plain(value) for name, value in part.items()}
    if is_dataclass(part):
        return {name: plain(value) for name, value in vars(part).items()}
    return part


def number(value: object, where: str) -> int:
    """Return a whole multiple of 3; ValueError if it is anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or value % STEP:
        refuse(where, value, f"a multiple of {STEP}")
    return value


def whole(value: object, where: str) -> int:
    """Return a whole number; ValueError if it is anything else."""
    if not isinstance(value, int) or isinstance(value, bool):
        refuse(where, value, "a whole number")
    return value


def truth(value: object, where: str) -> Truth:
    """Return what a message is; ValueError if it is no such word."""
    known: Mapping[object, Truth] = {"scam": "scam", "genuine": "genuine"}
    if not isinstance(value, str) or value not in known:
        refuse(where, value, " or ".join(known.values()))
    return known[value]


def table(shape: Shape) -> Shape:
    """Return the shape of a table of names and values of a shape."""

    def made(value: object, where: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            refuse(where, value, "a table")
        return {str(name): shape(part, _below(where, str(name))) for name, part in value.items()}

    return made


def row(shape: Shape) -> Shape:
    """Return the shape of a list of values of a shape."""

    def made(value: object, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            refuse(where, value, "a list")
        return tuple(shape(part, _below(where, str(index))) for index, part in enumerate(value))

    return made


def parts(kind: Callable[..., Any], shapes: Mapping[str, Shape]) -> Shape:
    """Return the shape of something made of parts, each with its name and shape, none missing and none unknown."""

    def made(value: object, where: str) -> Any:  # noqa: ANN401 - whatever is made
        found = table(lambda part, _: part)(value, where)
        differing = sorted(found.keys() ^ shapes.keys())
        if differing:
            message = f"{where}: ".removeprefix(": ") + f"{', '.join(differing)} missing or unknown"
            raise ValueError(message)
        return kind(**{name: shape(found[name], _below(where, name)) for name, shape in shapes.items()})

    return made


def sums(kind: type[Sums]) -> Shape:
    """Return the shape of sums over people, every one of them a number."""
    names = [field.name for field in fields(kind)]

    def made(value: object, where: str) -> Sums:
        found = table(number)(value, where)
        if sorted(found) != sorted(names):
            refuse(where, value, f"the numbers {', '.join(names)}")
        return kind(**found)

    return made


def optional(shape: Shape) -> Shape:
    """Return the shape of a part that may be missing."""
    return lambda value, where: None if value is None else shape(value, where)


def refuse(where: str, value: object, wanted: str) -> NoReturn:
    """Raise the ValueError that says where something else stands than what is wanted."""
    message = f"{where or 'it'} is {value!r}, not {wanted}"
    raise ValueError(message)


def _below(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
