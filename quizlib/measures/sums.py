"""Sums over people that add up: of pairs before and after, of hits and false alarms, of tables of such numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from math import fsum
from operator import add
from typing import Self, TypeVar, cast

from quizlib.measures.clusters import Clusters

Part = TypeVar("Part")


class Addable:
    """A dataclass of numbers, added field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*map(add, astuple(self), astuple(other)))  # type: ignore[call-overload]


@dataclass(frozen=True)
class CutSums(Addable):
    """Σ over people of H (scams called so at this cut), F (genuine messages called so), H², F² and HF."""

    h: int
    f: int
    hh: int
    ff: int
    hf: int

    @classmethod
    def of(cls, people: Iterable[tuple[int, int]]) -> Self:
        """Return the sums of (H, F) of each person."""
        alike = Counter(people).items()
        return cls(
            sum(h * n for (h, _), n in alike),
            sum(f * n for (_, f), n in alike),
            sum(h * h * n for (h, _), n in alike),
            sum(f * f * n for (_, f), n in alike),
            sum(h * f * n for (h, f), n in alike),
        )

    def clusters(self, n: int) -> Clusters:
        """Return n people as clusters of one, in (H, F, people)."""
        return Clusters(
            n,
            (self.h, self.f, n),
            ((self.hh, self.hf, self.h), (self.hf, self.ff, self.f), (self.h, self.f, n)),
        )


@dataclass(frozen=True)
class PairSums(Addable):
    """n pairs; Σ of X (before), Y (after), X², Y², XY; how many went up, stayed the same, went down."""

    n: int
    x: float
    y: float
    xx: float
    yy: float
    xy: float
    up: int
    same: int
    down: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> Self:
        """Return the sums of pairs (before, after)."""
        pairs = list(pairs)
        before, after = [x for x, _ in pairs], [y for _, y in pairs]
        up = sum(y > x for x, y in pairs)
        down = sum(y < x for x, y in pairs)
        squares = fsum(x * x for x in before), fsum(y * y for y in after), fsum(x * y for x, y in pairs)
        return cls(len(pairs), fsum(before), fsum(after), *squares, up, len(pairs) - up - down, down)

    def clusters(self) -> Clusters:
        """Return the people as clusters of one, in (difference after minus before, people)."""
        difference = self.y - self.x
        return Clusters(
            self.n,
            (difference, self.n),
            ((self.yy - 2 * self.xy + self.xx, difference), (difference, self.n)),
        )


def added(one: Part, other: Part) -> Part:
    """Add two parts: numbers, sums, or tables of them, name by name. None if either is None: missing stays missing."""
    if one is None or other is None:
        return cast("Part", None)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        both = {name: added(one[name], other[name]) for name in one.keys() & other.keys()}
        return cast("Part", {name: both.get(name, number) for name, number in {**one, **other}.items()})
    return cast("Part", one + other)  # type: ignore[operator]
