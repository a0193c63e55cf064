"""Student's t: its quantile, for intervals from few blocks."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist

NEAR = 1e-8  # a step this small is the last; the next, about its square, would change no digit


@lru_cache(maxsize=1024)
def t_quantile(probability: float, df: float) -> float:
    """Return the quantile of Student's t with `df` degrees of freedom for a probability between 0.5 and 1.

    The distribution function is 1 − I_x(df/2, 1/2)/2 with x = df/(df + t²): Abramowitz and Stegun, *Handbook of
    Mathematical Functions* (1964), 26.7.1. Newton's method starts at the normal quantile, which is lower; the function
    is concave there, so that no step goes too far. Raises ValueError unless 0.5 < probability < 1 and df > 0.
    """
    if not 0.5 < probability < 1 or not df > 0:  # noqa: PLR2004 - half of the values lie under 0
        message = f"no quantile of t for probability {probability} (over 0.5, under 1) and {df} degrees (over 0)"
        raise ValueError(message)
    t = NormalDist().inv_cdf(probability)
    step = t
    while step > NEAR * t:
        step = (probability - _distribution(t, df)) / _density(t, df)
        t += step
    return t


def _density(t: float, df: float) -> float:
    half = (df + 1) / 2
    return exp(lgamma(half) - lgamma(df / 2) - half * log1p(t * t / df)) / sqrt(df * pi)


def _distribution(t: float, df: float) -> float:
    square = t * t
    return 1 - _incomplete_beta(df / 2, 0.5, df / (df + square), square / (df + square)) / 2


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """Return I_x(a, b); `rest` is 1 − x, which the caller knows more exactly if x is near 1.

    It uses the continued fraction of the *NIST Digital Library of Mathematical Functions*, 8.17.22.
    """
    if x > (a + 1) / (a + b + 2):  # there it converges slowly, and I_x(a, b) = 1 − I_(1−x)(b, a)
        return 1 - _incomplete_beta(b, a, rest, x)
    if x == 0:
        return 0.0
    terms = 50 + int(4 * sqrt(a + b))  # more change nothing in the last digit
    fraction = 1.0
    for m in range(terms, 0, -1):
        fraction = 1 + m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) / fraction
        n = m - 1
        fraction = 1 - (a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1)) / fraction
    logarithm = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest)
    return exp(logarithm) / a / fraction
