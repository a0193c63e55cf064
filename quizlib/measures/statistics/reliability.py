"""Reliability: how well the questions of a quiz measure the same thing, and how exact a total is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

FULL = 100
TWO = 2


class Reliability(NamedTuple):
    """Coefficient of internal consistency and error ratio in percent, standard error of measurement in marks."""

    cic: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None


def reliability(variances: Sequence[Fraction], k2: Fraction) -> Reliability:
    """Return the reliability from the variance of each of p questions and the variance of the totals, k2.

    cic = 100·p/(p−1)·(1 − Σvariances/k2), Cronbach's (1951) alpha in percent, which may be negative;
    error ratio = 100·√(1 − cic/100); standard error = error ratio · √k2 / 100. All are None with fewer than two
    questions, and if the totals do not vary.
    """
    p = len(variances)
    if p < TWO or not k2:
        return Reliability()
    consistency = Fraction(p, p - 1) * (1 - sum(variances) / k2)
    if consistency > 1:  # impossible with exact numbers; with rounded ones the rounding hides the figure
        return Reliability()
    ratio = sqrt(1 - consistency)
    return Reliability(float(FULL * consistency), FULL * ratio, ratio * sqrt(k2))
