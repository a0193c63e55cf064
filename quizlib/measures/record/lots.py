"""Lots: n people made a number that 3 divides, by counting up to two of them, drawn by lot, twice or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Self, TypeVar

from quizlib.measures.record.rounding import rounded

Name = TypeVar("Name")
BLOCK_NOISE = 1.5
"""The variance of a number of people in a record, beside that of the people: 4/3 of rounding to threes, and of lots
8/9·p(1 − p) where they are the share p of all."""


@dataclass(frozen=True)
class Lot:
    """What a block's n people are made, and whose turn it was: `drawn` are places in the order in which they stopped.

    Without it whoever knows n would see from an N rounded up, and a number just as high, that everybody is among it.
    """

    n: int
    to: int
    drawn: tuple[int, ...]

    @classmethod
    def draw(cls, n: int, random: Random) -> Self:
        """Draw for n people; on average each of them counts once."""
        to = rounded(n, random)
        return cls(n, to, tuple(random.sample(range(n), abs(to - n))))

    def of_first(self, number: int) -> int:
        """Return what so many people become who stopped first."""
        drawn = sum(place < number for place in self.drawn)
        return number + (drawn if self.to > self.n else -drawn)


def evened(parts: Mapping[Name, int], total: int, random: Random) -> dict[Name, int]:
    """Return parts of n people that add up to another total: each one drawn counts twice, or not at all."""
    surplus = total - sum(parts.values())
    if not surplus:
        return dict(parts)
    drawn = random.sample(list(parts), abs(surplus), counts=list(parts.values()))
    return {name: part + (drawn.count(name) if surplus > 0 else -drawn.count(name)) for name, part in parts.items()}
