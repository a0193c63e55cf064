"""Histograms: how many people have each mark; exact sums follow from them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate

Histogram = Mapping[int, int]
"""The number of people by mark."""


def total(histogram: Histogram) -> int:
    """Return Σx."""
    return sum(mark * count for mark, count in histogram.items())


def squares(histogram: Histogram) -> int:
    """Return Σx²."""
    return sum(mark * mark * count for mark, count in histogram.items())


def spread(histogram: Histogram, highest: int) -> int:
    """Return Σ(2x − highest)², the squared distances from the middle of the scale; doubled, so that they are whole."""
    return sum((2 * mark - highest) ** 2 * count for mark, count in histogram.items())


def variance(histogram: Histogram, n: int) -> Fraction:
    """Return the sample variance of n marks; n is at least 2."""
    return Fraction(n * squares(histogram) - total(histogram) ** 2, n * (n - 1))


def median(histogram: Histogram, n: int) -> float:
    """Return the median of n marks; n is at least 1."""
    marks = sorted(histogram)
    passed = list(accumulate(histogram[mark] for mark in marks))
    return (marks[bisect_right(passed, (n - 1) // 2)] + marks[bisect_right(passed, n // 2)]) / 2


def sorted_products(one: Histogram, other: Histogram) -> int:
    """Return the sum of products of two columns of equal length when each is sorted, computed from histograms."""
    products, left = 0, 0
    ones = iter(sorted(one.items()))
    mark = 0
    for rest, count in sorted(other.items()):
        wanted = count
        while wanted:
            if not left:
                mark, left = next(ones)
            taken = min(left, wanted)
            products += mark * rest * taken
            left -= taken
            wanted -= taken
    return products
