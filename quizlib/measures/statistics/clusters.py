"""Clusters: sums over blocks (or people), for intervals that take the differences between blocks into account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from operator import add, mul
from typing import Self

from quizlib.measures.statistics.intervals import Basis, Variance
from quizlib.measures.statistics.summable import Summable

ENOUGH = 6
"""The number of blocks from which intervals are computed from the differences between blocks."""
TWO = 2
NOISE = 1e-12


@dataclass(frozen=True)
class Clusters(Summable):
    """m rows of numbers, one for each block (or person), kept as sums and as sums of products of each two columns.

    The last number of a row is the block's n; `cubes` is Σn³, or 0 if it is unknown. Clusters can be added: the sum is
    the clusters of all rows. So sums by place and month can be stored, and no page has to read every block.
    """

    m: int
    sums: tuple[float, ...]
    products: tuple[tuple[float, ...], ...]
    cubes: float = 0

    @classmethod
    def of(cls, rows: Iterable[Sequence[float]]) -> Self:
        """Return the clusters of rows; raise ValueError if the rows differ in length."""
        rows = list(rows)
        if len(rows) == 1:  # a block by itself, which is what most of them are made of
            row = tuple(rows[0])
            return cls(1, row, tuple([tuple([one * other for other in row]) for one in row]), row[-1] ** 3)
        turned = list(zip(*rows, strict=True))
        products = tuple(tuple(sum(map(mul, one, other)) for other in turned) for one in turned)
        cubes = sum(row[-1] ** 3 for row in rows)
        return cls(len(rows), tuple(map(sum, turned)), products, cubes)

    def __add__(self, other: Self) -> Self:
        if not self.m or not other.m:
            return self if self.m else other
        return type(self)(
            self.m + other.m,
            tuple(map(add, self.sums, other.sums)),
            tuple([tuple(map(add, *rows)) for rows in zip(self.products, other.products, strict=True)]),
            self.cubes + other.cubes,
        )

    def weighted(self, *weights: float) -> Clusters:
        """Return clusters of rows (d, n), where d is the sum of the first numbers of a row with these weights."""
        d = sum(map(mul, weights, self.sums))
        rows = [sum(map(mul, weights, products)) for products in self.products]
        dd, dn, nn = sum(map(mul, weights, rows)), rows[-1], self.products[-1][-1]
        return Clusters(self.m, (d, self.n), ((dd, dn), (dn, nn)), self.cubes)

    @property
    def n(self) -> float:
        """The sum of the last numbers of all rows."""
        return self.sums[-1] if self.m else 0

    @property
    def value(self) -> float | None:
        """The ratio D = Σd/Σn of the first number to the last; None if Σn is 0."""
        return self.sums[0] / self.n if self.n else None

    @property
    def effective(self) -> float:
        """The effective number of blocks, e = (Σn)²/Σn²; it is m if all blocks have the same size.

        Source: Kish (1965), *Survey Sampling*, 11.7.
        """
        return self.n * self.n / self.products[-1][-1] if self.n else 0.0

    @property
    def degrees(self) -> float:
        """The degrees of freedom of Σu²: (N − S/N)²/(S − 2·Σn³/N + (S/N)²) with N = Σn and S = Σn²; at most m − 1.

        These are Satterthwaite's (1946) degrees if people differ and blocks do not, so that u has the covariances
        diag(n) − n·nᵀ/N: Bell and McCaffrey (2002), "Bias reduction in standard errors for linear regression with
        multi-stage samples", Survey Methodology 28. If Σn³ is unknown, its lowest possible value S²/N is used, which
        gives the lowest number of degrees, e − 1.
        """
        n, squares = self.n, self.products[-1][-1]
        cubes = max(self.cubes, squares * squares / n)
        return float((n - squares / n) ** 2 / (squares - 2 * cubes / n + (squares / n) ** 2))

    def variance(self, weights: Sequence[float]) -> Variance | None:
        """Return V = e/(e−1)·Σu² with its `degrees`, where u = weights · row of each block; None if `effective` e < 2.

        The weights linearise an estimate around its value, so that Σu = 0 (Taylor series; Cochran, *Sampling
        Techniques*, 3rd ed. 1977, 6.3 and 9A.2). If all blocks have the same size, V is m/(m−1)·Σu² with m − 1 degrees.
        A few large blocks, such as busy weeks at home, pull the value towards themselves, which makes Σu² smaller, by
        (e−1)/e if people differ and blocks do not, and leaves fewer degrees. With m instead of e, 95 % intervals would
        contain the true value in only 92 of 100 cases.
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
        if squares < NOISE * fsum(map(abs, terms)):  # all rows are alike; the rest is an error of floats
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
    """Return the basis of an interval: the blocks if there are at least 6, else the people."""
    return ("blocks", blocks) if blocks.m >= ENOUGH else ("people", people)
