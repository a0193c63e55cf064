"""Lots: n people become a multiple of 3, because up to two of them, drawn at random, count twice or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Self, TypeVar

from quizlib.measures.block.rounding import rounded

Name = TypeVar("Name")
BLOCK_NOISE = 1.5
"""The variance that a record adds to a number of people: 4/3 from rounding to threes, and from lots 8/9·p(1 − p), where
p is their share of all people."""


@dataclass(frozen=True)
class Lot:
    """The number `to` that a block's n people become; `drawn` are positions in the order in which they stopped.

    Without drawing, a person who knows n could see from an N above n, and an answer given N times, that everybody gave
    that answer.
    """

    n: int
    to: int
    drawn: tuple[int, ...]

    @classmethod
    def draw(cls, n: int, random: Random) -> Self:
        """Return a lot for n people; on average each of them counts once."""
        to = rounded(n, random)
        return cls(n, to, tuple(random.sample(range(n), abs(to - n))))

    def of_first(self, number: int) -> int:
        """Return the number that the given number of people who stopped first becomes."""
        drawn = sum(place < number for place in self.drawn)
        return number + (drawn if self.to > self.n else -drawn)


def evened(parts: Mapping[Name, int], total: int, random: Random) -> dict[Name, int]:
    """Return parts of n people changed so that they add up to another total: people drawn count twice or not at all."""
    surplus = total - sum(parts.values())
    if not surplus:
        return dict(parts)
    drawn = random.sample(list(parts), abs(surplus), counts=list(parts.values()))
    return {name: part + (drawn.count(name) if surplus > 0 else -drawn.count(name)) for name, part in parts.items()}
