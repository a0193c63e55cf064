"""Intervals of 95 % around estimates with a known variance; wider ones for families of estimates."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import Literal, NamedTuple

from quizlib.measures.statistics.student import t_quantile

UPPER = 0.975
"""The probability below the upper limit of a 95 % interval: 2.5 % lie above it."""

Basis = Literal["blocks", "people"]


class Estimate(NamedTuple):
    """A figure with its interval; the limits are None if nothing varies, or if too little is known.

    `basis` says where the interval comes from: differences between `blocks`, or between `people`, in which case it is
    valid only for the people who took part.
    """

    value: float
    lower: float | None
    upper: float | None
    basis: Basis

    def within(self, least: float, most: float) -> Estimate:
        """Return the estimate with value and limits moved between two bounds, such as 0 and 1 for a share."""
        lower, upper = (None if end is None else min(max(end, least), most) for end in (self.lower, self.upper))
        return Estimate(min(max(self.value, least), most), lower, upper, self.basis)

    def over(self, unit: float) -> Estimate:
        """Return the estimate in another unit: value and limits are divided by it."""
        lower, upper = (None if end is None else end / unit for end in (self.lower, self.upper))
        return Estimate(self.value / unit, lower, upper, self.basis)


class Variance(NamedTuple):
    """The variance of an estimate, with its degrees of freedom."""

    variance: float
    df: float


def estimate(value: float, variance: Variance | None, basis: Basis, family: int = 1) -> Estimate:
    """Return a value with limits by Student's t, or without limits if the variance is None or not over 0.

    `family` is the number of estimates that are read together. Then all their intervals hold the truth in 95 % of cases
    (Šidák 1967, "Rectangular confidence regions for the means of multivariate normal distributions", Journal of the
    American Statistical Association 62).
    """
    if variance is None or variance.variance <= 0:
        return Estimate(value, None, None, basis)
    half = t_quantile((1 + (2 * UPPER - 1) ** (1 / family)) / 2, variance.df) * sqrt(variance.variance)
    return Estimate(value, value - half, value + half, basis)


def combined(parts: Iterable[tuple[float, Variance | None]]) -> Variance | None:
    """Return the variance of Σ weight · estimate over independent estimates; None if one lacks a variance.

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
