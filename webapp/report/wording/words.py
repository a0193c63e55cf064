"""Words: texts that are translated later, by a `Translator`: a message id with the values that go into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from quizlib import Text


@dataclass(frozen=True)
class Amount:
    """A number with a fixed number of decimals; with `signed` it has a plus if it is above 0."""

    value: float
    decimals: int = 0
    signed: bool = False


@dataclass(frozen=True)
class MonthName:
    """A month ("2026-11") or a year ("2026"), written in words."""

    id: str


@dataclass(frozen=True)
class DayName:
    """A date, written in words."""

    date: date


@dataclass(frozen=True)
class Phrase:
    """A message of the catalogue with the `values` that go into it; `many` is the id of its plural, chosen by `n`."""

    message: str
    many: str = ""
    n: int = 0
    values: Mapping[str, Words] = field(default_factory=dict)


Words = Phrase | Text | Amount | MonthName | DayName | str
"""Everything that a translator can write: a `str` is a name that is the same in all languages."""


def _(message: str, **values: Words) -> Phrase:
    """Return a message that is translated later."""
    return Phrase(message, values=values)


def ngettext(one: str, many: str, n: int, **values: Words) -> Phrase:
    """Return a message about n things that is translated later; its text may contain `count`."""
    return Phrase(one, many, n, {"count": Amount(n), **values})
