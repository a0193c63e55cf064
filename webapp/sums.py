"""Sums: what the records of a place and a period add up to. The storage keeps them, the report reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from quizlib import measures

APP = "api:"
"""The beginning of the place of people who answer in the app of a client. It lies in no other place."""


@dataclass(frozen=True)
class People:
    """Numbers of people: attempts begun and finished, workshops held, and how many came to them by the head counts.

    `uncounted` workshops have no head count that may be kept: fewer than 5 came, or nobody counted.
    """

    starts: int = 0
    finishes: int = 0
    workshops: int = 0
    head_count: int = 0
    uncounted: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.starts + other.starts,
            self.finishes + other.finishes,
            self.workshops + other.workshops,
            self.head_count + other.head_count,
            self.uncounted + other.uncounted,
        )


@dataclass(frozen=True)
class Sum:
    """The sums of records, and the numbers of people beside them."""

    summed: measures.Summed = field(default_factory=lambda: measures.Summed())  # noqa: PLW0108 - imported when first used
    people: People = field(default_factory=People)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.summed + other.summed, self.people + other.people)

    def to_plain(self) -> dict[str, Any]:
        """Return the sum as plain data, which JSON can hold."""
        return {"summed": self.summed.to_plain(), "people": vars(self.people)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the sum that plain data holds; KeyError, ValueError or TypeError if it holds none."""
        return cls(measures.Summed.from_plain(plain["summed"]), People(**plain["people"]))
