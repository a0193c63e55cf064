"""Item: a question that belongs to no program's format, on its way from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Words = Mapping[str, str]
"""One text in one or more languages, by their codes; empty if there is no text."""
Kind = Literal["single_choice", "multiple_choice", "order", "sort"]
Score = Literal["net", "each", "exact"]


@dataclass(frozen=True)
class Place:
    """Where a question is in its file: the line counts from 1, or is 0 if only the name tells which question it is."""

    file: str
    line: int
    name: str = ""

    def __str__(self) -> str:
        line = f"{self.file}:{self.line}" if self.line else self.file
        return f"{line}: {self.name}" if self.name else line


@dataclass(frozen=True)
class Part:
    """An option, a step to put in order, or a thing to sort.

    `fraction` is the share of full marks of an option, from 0 to 1. `place` is the right place of a step, counted from
    1. `belongs` is the number of the category of a thing, counted from 0.
    """

    text: Words
    fraction: float = 0.0
    feedback: Words = field(default_factory=dict)
    place: int = 0
    belongs: int = 0

    @property
    def right(self) -> bool:
        """Whether an option has full marks."""
        return self.fraction == 1


@dataclass(frozen=True)
class Item:
    """A question with all that a quiz can hold of it.

    `name` is the id that its file gives it, and `quiz` the title of what it belongs to; both may be empty. `notes` are
    sentences about what was lost or changed on the way.
    """

    place: Place
    type: Kind
    stem: Words
    parts: tuple[Part, ...]
    categories: tuple[Words, ...] = ()
    rationale: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    score: Score = "net"
    name: str = ""
    quiz: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A question that cannot be used, and why."""

    place: Place
    why: str


@dataclass(frozen=True)
class Imported:
    """What was read of a file: each of its questions is an item or is refused; `notes` are about the whole file."""

    items: tuple[Item, ...] = ()
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Iterable[Item | Refused], notes: Iterable[str] = ()) -> Imported:
        """Return what was found, in its order."""
        each = list(found)
        items = tuple(one for one in each if isinstance(one, Item))
        return cls(items, tuple(one for one in each if isinstance(one, Refused)), tuple(notes))

    @property
    def number(self) -> int:
        """The number of questions that were read."""
        return len(self.items) + len(self.refused)

    def __add__(self, other: Imported) -> Imported:
        return Imported(self.items + other.items, self.refused + other.refused, self.notes + other.notes)


class Unusable(ValueError):  # noqa: N818 - it is no accident: the question is refused, and the others go on
    """Raised for a question that cannot be used; the message says why."""


class NotReadable(ValueError):  # noqa: N818 - as Unusable, for a whole file
    """Raised for a file that cannot be read at all; the message says why, in one line."""
