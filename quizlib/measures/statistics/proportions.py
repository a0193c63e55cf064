"""Proportions of people with one answer each: Wilson's interval, and Newcombe's for two answers of the same people."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from quizlib.measures.statistics.intervals import UPPER

Z = NormalDist().inv_cdf(UPPER)


class Limits(NamedTuple):
    """The lower and upper limit of an interval."""

    lower: float
    upper: float


class Difference(NamedTuple):
    """The difference of two proportions, with its interval."""

    difference: float
    lower: float
    upper: float


def wilson(k: int, n: int, noise: float = 0) -> Limits | None:
    """Return the score interval of the proportion k/n of people with one answer each; None if n is 0.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, 209–212:
    (k + z²/2 ± z·√(k(n−k)/n + z²/4)) / (n + z²). `noise` is additional variance of k, such as that of rounding: the
    limits are then the p with (k − np)² = z²(np(1−p) + noise), which adds noise·(1 + z²/n) under the root. Raises
    ValueError unless 0 ≤ k ≤ n.
    """
    if not 0 <= k <= n:
        message = f"{k} of {n} is no proportion"
        raise ValueError(message)
    if n == 0:
        return None
    centre, half = k + Z * Z / 2, Z * sqrt(k * (n - k) / n + Z * Z / 4 + noise * (1 + Z * Z / n))
    upper = 1.0 if k == n else (centre + half) / (n + Z * Z)  # floats would give slightly less or more than 1
    return Limits(max((centre - half) / (n + Z * Z), 0.0), min(upper, 1.0))


def newcombe_paired(a: int, b: int, c: int, d: int) -> Difference | None:
    """Return the difference of two proportions of the same people, (a + b)/n − (a + c)/n; None if n is 0.

    a people were counted both times, b the first time only, c the second time only, d neither time.
    Newcombe (1998), "Improved confidence intervals for the difference between binomial proportions based on paired
    data", Statistics in Medicine 17, 2635–2650, method 10: Wilson's limits of each proportion, combined with the
    correlation φ, in which a positive ad − bc is reduced by n/2 (to not less than 0). Raises ValueError if a number is
    negative.
    """
    if min(a, b, c, d) < 0:
        message = f"{a}, {b}, {c}, {d} are no numbers of people"
        raise ValueError(message)
    n = a + b + c + d
    one, other = wilson(a + b, n), wilson(a + c, n)
    if one is None or other is None:
        return None
    first, second = (a + b) / n, (a + c) / n
    product = a * d - b * c
    corrected = max(product - n / 2, 0) if product > 0 else product
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    phi = corrected / sqrt(margins) if margins else 0.0
    difference = (b - c) / n
    below, above = (first - one.lower, other.upper - second), (one.upper - first, second - other.lower)
    return Difference(difference, difference - _joined(*below, phi), difference + _joined(*above, phi))


def _joined(one: float, other: float, phi: float) -> float:
    return sqrt(max(one * one - 2 * phi * one * other + other * other, 0.0))
