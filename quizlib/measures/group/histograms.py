"""Histograms: what the numbers of a group amount to, mark by mark instead of row by row, without loss."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate

Histogram = Mapping[int, int]
"""Mark → how many people have it."""


def total(histogram: Histogram) -> int:
    """Return Σx."""
    return sum(mark * count for mark, count in histogram.items())


def squares(histogram: Histogram) -> int:
    """Return Σx²."""
    return sum(mark * mark * count for mark, count in histogram.items())


def spread(histogram: Histogram, highest: int) -> int:
    """Return Σ(2x − highest)²: how far from the middle of the scale, doubled so that it is whole."""
    return sum((2 * mark - highest) ** 2 * count for mark, count in histogram.items())


def variance(histogram: Histogram, n: int) -> Fraction:
    """Return the sample variance of n marks, two or more."""
    return Fraction(n * squares(histogram) - total(histogram) ** 2, n * (n - 1))


def median(histogram: Histogram, n: int) -> float:
    """Return the middle of n marks, one or more, or the mean of the two in the middle."""
    marks = sorted(histogram)
    passed = list(accumulate(histogram[mark] for mark in marks))
    return (marks[bisect_right(passed, (n - 1) // 2)] + marks[bisect_right(passed, n // 2)]) / 2


def sorted_products(one: Histogram, other: Histogram) -> int:
    """Return Σ of the products of two columns of one length, both of them sorted, without writing them out."""
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
