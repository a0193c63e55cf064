"""Sums over people that can be added: sums of pairs before and after, and tables of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from operator import add
from typing import Self, TypeVar, cast

from quizlib.measures.statistics.clusters import Clusters
from quizlib.measures.statistics.summable import Summable

Part = TypeVar("Part")


class Addable(Summable):
    """Base class for dataclasses of numbers that are added field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, vars(self).values(), vars(other).values()))


@dataclass(frozen=True)
class PairSums(Addable):
    """Sums of n pairs: Σx (before), Σd with d = after − before, Σd², and the pairs that went up, stayed, went down."""

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
        """Return clusters of one person each, with rows (difference, people)."""
        return Clusters(self.n, (self.d, self.n), ((self.dd, self.d), (self.d, self.n)))


def added(one: Part, other: Part) -> Part:
    """Return the sum of two numbers, of two sums, or of two tables name by name; None if either is None."""
    if one is None or other is None:
        return cast("Part", None)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        found = {**one, **other}
        for name in one.keys() & other.keys():
            found[name] = added(one[name], other[name])
        return cast("Part", found)
    return cast("Part", one + other)  # type: ignore[operator]
