"""Clusters: sums over blocks (or people) from which an interval follows that knows how much blocks differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Self

from quizlib.measures.intervals import Basis, Variance

ENOUGH = 6
"""So many blocks are needed before their differences say how much blocks differ."""
TWO = 2
NOISE = 1e-12


@dataclass(frozen=True)
class Clusters:
    """m rows of numbers, one row a block (or a person), kept as their sums and the sums of all products of two.

    The last number of a row is the block's n. Additive: the clusters of two groups of blocks, added, are those of all,
    so that sums by place and month can be kept and no page reads every block.
    """

    m: int
    sums: tuple[float, ...]
    products: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, rows: Iterable[Sequence[float]]) -> Self:
        """Return the clusters of rows of one length; ValueError if they differ in length."""
        turned = list(zip(*(rows := list(rows)), strict=True))
        products = tuple(
            tuple(sum(a * b for a, b in zip(one, other, strict=True)) for other in turned) for one in turned
        )
        return cls(len(rows), tuple(map(sum, turned)), products)

    def __add__(self, other: Self) -> Self:
        if not self.m or not other.m:
            return self if self.m else other
        return type(self)(
            self.m + other.m,
            tuple(one + more for one, more in zip(self.sums, other.sums, strict=True)),
            tuple(
                tuple(one + more for one, more in zip(*rows, strict=True))
                for rows in zip(self.products, other.products, strict=True)
            ),
        )

    @property
    def n(self) -> float:
        """Σ of the last number of each row."""
        return self.sums[-1] if self.m else 0

    @property
    def value(self) -> float | None:
        """The ratio D = Σd/Σn of the first number to the last; None if Σn is 0."""
        return self.sums[0] / self.n if self.n else None

    def variance(self, weights: Sequence[float]) -> Variance | None:
        """Return V = m/(m−1)·Σu² with m − 1 degrees, u = weights · row of each block; None if m < 2.

        The weights make Σu = 0: they linearise an estimate around its value (Taylor series; Cochran, *Sampling
        Techniques*, 3rd ed. 1977, 6.3 and 9A.2).
        """
        if self.m < TWO:
            return None
        terms = [
            one * other * product
            for one, row in zip(weights, self.products, strict=True)
            for other, product in zip(weights, row, strict=True)
        ]
        squares = fsum(terms)
        if squares < NOISE * fsum(map(abs, terms)):  # all alike: what is left over is the last digit of floats
            squares = 0.0
        return Variance(self.m / (self.m - 1) * squares, self.m - 1)

    @property
    def ratio_variance(self) -> Variance | None:
        """The variance of `value`: u = (d − n·D)/Σn."""
        if self.value is None:
            return None
        between = [0.0] * (len(self.sums) - TWO)
        return self.variance([1 / self.n, *between, -self.value / self.n])


def chosen(blocks: Clusters, people: Clusters | None) -> tuple[Basis, Clusters | None]:
    """Return what an interval rests on: the blocks where there are 6 or more, else the people."""
    return ("blocks", blocks) if blocks.m >= ENOUGH else ("people", people)
