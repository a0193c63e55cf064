"""Words that wait for their language: a message id with what goes into it, said later by `Translator`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from quizlib import Text


@dataclass(frozen=True)
class Amount:
    """A number, to be written with so many decimals; `signed`: with a plus too."""

    value: float
    decimals: int = 0
    signed: bool = False


@dataclass(frozen=True)
class Percent:
    """A share of 0 to 1, to be written as whole percent."""

    value: float


@dataclass(frozen=True)
class MonthName:
    """A month ("2026-11") or a year ("2026"), to be written in words."""

    id: str


@dataclass(frozen=True)
class Day:
    """A date, to be written in words."""

    date: date


@dataclass(frozen=True)
class Phrase:
    """A message of the catalogue; `many` is the id of its plural, where `n` decides; `values` go into it."""

    message: str
    many: str = ""
    n: int = 0
    values: Mapping[str, Words] = field(default_factory=dict)


Words = Phrase | Text | Amount | Percent | MonthName | Day | str
"""Whatever can be said: names of places are plain, an author's text knows its own languages."""


def _(message: str, **values: Words) -> Phrase:
    """Return a message to be said later."""
    return Phrase(message, values=values)


def ngettext(one: str, many: str, n: int, **values: Words) -> Phrase:
    """Return a message about n things to be said later; it may name them as `count`."""
    return Phrase(one, many, n, {"count": Amount(n), **values})
