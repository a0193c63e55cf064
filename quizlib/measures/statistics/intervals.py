"""Intervals of 95 % around estimates whose variance is known."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import Literal, NamedTuple

from quizlib.measures.statistics.student import t_quantile

UPPER = 0.975
"""Of 95 in 100 intervals that hold the truth, one half of the others lies above it."""

Basis = Literal["blocks", "people"]


class Estimate(NamedTuple):
    """A figure with its interval; no limits where nothing varied, or too little is known.

    `basis` says what the interval rests on: differences between `blocks`, or between `people` (then it holds only
    for those who took part).
    """

    value: float
    lower: float | None
    upper: float | None
    basis: Basis

    def within(self, least: float, most: float) -> Estimate:
        """Return it with value and limits kept between two bounds, as those of a share of 0 to 1."""
        lower, upper = (None if end is None else min(max(end, least), most) for end in (self.lower, self.upper))
        return Estimate(min(max(self.value, least), most), lower, upper, self.basis)


class Variance(NamedTuple):
    """The variance of an estimate, and the degrees of freedom it was computed with."""

    variance: float
    df: float


def estimate(value: float, variance: Variance | None, basis: Basis) -> Estimate:
    """Return a value with t limits. None, or a variance that is not over 0 (all alike, or rounded away), gives none."""
    if variance is None or variance.variance <= 0:
        return Estimate(value, None, None, basis)
    half = t_quantile(UPPER, variance.df) * sqrt(variance.variance)
    return Estimate(value, value - half, value + half, basis)


def combined(parts: Iterable[tuple[float, Variance | None]]) -> Variance | None:
    """Return the variance of Σ weight · estimate over independent estimates; None if one of them has none.

    Degrees of freedom by Satterthwaite (1946), "An approximate distribution of estimates of variance components",
    Biometrics Bulletin 2: (Σv)² / Σ(v²/df), where v = weight² · variance.
    """
    scaled = []
    for weight, part in parts:
        if part is None:
            return None
        scaled.append(Variance(weight * weight * part.variance, part.df))
    total = sum(part.variance for part in scaled)
    if total <= 0:
        return None
    return Variance(total, total * total / sum(part.variance**2 / part.df for part in scaled))
