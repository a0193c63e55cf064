"""Sums over people that add up: of pairs before and after, and of tables of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from operator import add
from typing import Self, TypeVar, cast

from quizlib.measures.statistics.clusters import Clusters

Part = TypeVar("Part")


class Addable:
    """A dataclass of numbers, added field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, vars(self).values(), vars(other).values()))


@dataclass(frozen=True)
class PairSums(Addable):
    """n pairs; Σ of x (before), of the difference d = after − before, of d²; how many went up, stayed, went down."""

    n: int
    x: float
    d: float
    dd: float
    up: int
    same: int
    down: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> Self:
        """Return the sums of pairs (before, after)."""
        pairs = list(pairs)
        differences = [after - before for before, after in pairs]
        up, down = (sum(sign * difference > 0 for difference in differences) for sign in (1, -1))
        return cls(
            n=len(pairs),
            x=fsum(before for before, _ in pairs),
            d=fsum(differences),
            dd=fsum(difference * difference for difference in differences),
            up=up,
            same=len(pairs) - up - down,
            down=down,
        )

    def clusters(self) -> Clusters:
        """Return the people as clusters of one, in (difference, people)."""
        return Clusters(self.n, (self.d, self.n), ((self.dd, self.d), (self.d, self.n)))


def added(one: Part, other: Part) -> Part:
    """Add two parts: numbers, sums, or tables of them, name by name. None if either is None: missing stays missing."""
    if one is None or other is None:
        return cast("Part", None)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        both = {name: added(one[name], other[name]) for name in one.keys() & other.keys()}
        return cast("Part", {name: both.get(name, number) for name, number in {**one, **other}.items()})
    return cast("Part", one + other)  # type: ignore[operator]
