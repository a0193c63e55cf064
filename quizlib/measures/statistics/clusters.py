"""Clusters: sums over blocks (or people) from which an interval follows that knows how much blocks differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from operator import add, mul
from typing import Self

from quizlib.measures.statistics.intervals import Basis, Variance

ENOUGH = 6
"""So many blocks are needed before their differences say how much blocks differ."""
TWO = 2
NOISE = 1e-12


@dataclass(frozen=True)
class Clusters:
    """m rows of numbers, one row a block (or a person), kept as their sums and the sums of all products of two.

    The last number of a row is the block's n; `cubes` is Σn³, 0 where it is not known. Additive: the clusters of two
    groups of blocks, added, are those of all, so that sums by place and month can be kept and no page reads every
    block.
    """

    m: int
    sums: tuple[float, ...]
    products: tuple[tuple[float, ...], ...]
    cubes: float = 0

    @classmethod
    def of(cls, rows: Iterable[Sequence[float]]) -> Self:
        """Return the clusters of rows of one length; ValueError if they differ in length."""
        turned = list(zip(*(rows := list(rows)), strict=True))
        products = tuple(tuple(sum(map(mul, one, other)) for other in turned) for one in turned)
        cubes = sum(row[-1] ** 3 for row in rows)
        return cls(len(rows), tuple(map(sum, turned)), products, cubes)

    def __add__(self, other: Self) -> Self:
        if not self.m or not other.m:
            return self if self.m else other
        return type(self)(
            self.m + other.m,
            tuple(map(add, self.sums, other.sums)),
            tuple(tuple(map(add, *rows)) for rows in zip(self.products, other.products, strict=True)),
            self.cubes + other.cubes,
        )

    @property
    def n(self) -> float:
        """Σ of the last number of each row."""
        return self.sums[-1] if self.m else 0

    @property
    def value(self) -> float | None:
        """The ratio D = Σd/Σn of the first number to the last; None if Σn is 0."""
        return self.sums[0] / self.n if self.n else None

    @property
    def effective(self) -> float:
        """How many blocks of one size say as much as these: e = (Σn)²/Σn², which is m where all are of one size.

        Kish (1965), *Survey Sampling*, 11.7.
        """
        return self.n * self.n / self.products[-1][-1] if self.n else 0.0

    @property
    def degrees(self) -> float:
        """The degrees of freedom of Σu²: (N − S/N)²/(S − 2·Σn³/N + (S/N)²), where N = Σn and S = Σn²; m − 1 at best.

        Those of Satterthwaite (1946) where people differ and blocks do not, so that u has the covariances
        diag(n) − n·nᵀ/N: Bell and McCaffrey (2002), "Bias reduction in standard errors for linear regression with
        multi-stage samples", Survey Methodology 28. Where Σn³ is not known it is taken as S²/N, the least it can be,
        which gives e − 1 degrees, the fewest.
        """
        n, squares = self.n, self.products[-1][-1]
        cubes = max(self.cubes, squares * squares / n)
        return float((n - squares / n) ** 2 / (squares - 2 * cubes / n + (squares / n) ** 2))

    def variance(self, weights: Sequence[float]) -> Variance | None:
        """Return V = e/(e−1)·Σu², with its `degrees`, u = weights · row of each block; None if `effective` e < 2.

        The weights make Σu = 0: they linearise an estimate around its value (Taylor series; Cochran, *Sampling
        Techniques*, 3rd ed. 1977, 6.3 and 9A.2). With blocks of one size this is m/(m−1)·Σu² with m − 1 degrees. A few
        large ones, as the busiest weeks at home are, draw the value towards themselves: Σu² is then the smaller, by
        (e−1)/e where people differ and blocks do not, and has fewer degrees. As with m, 95 % intervals would hold the
        truth in 92 of 100.
        """
        effective = self.effective
        if effective < TWO:
            return None
        terms = [
            one * other * product
            for one, row in zip(weights, self.products, strict=True)
            for other, product in zip(weights, row, strict=True)
        ]
        squares = fsum(terms)
        if squares < NOISE * fsum(map(abs, terms)):  # all alike: what is left over is the last digit of floats
            squares = 0.0
        return Variance(effective / (effective - 1) * squares, self.degrees)

    @property
    def ratio_variance(self) -> Variance | None:
        """The variance of `value`: u = (d − n·D)/Σn."""
        if self.value is None:
            return None
        between = [0.0] * (len(self.sums) - TWO)
        return self.variance([1 / self.n, *between, -self.value / self.n])


NO_BLOCK = Clusters(0, (), ())


def chosen(blocks: Clusters, people: Clusters | None) -> tuple[Basis, Clusters | None]:
    """Return what an interval rests on: the blocks where there are 6 or more, else the people."""
    return ("blocks", blocks) if blocks.m >= ENOUGH else ("people", people)
