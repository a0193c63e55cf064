"""The statistics of a whole quiz: the distribution of its totals, and how well its questions measure the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from quizlib.measures.group.counts import Counts
from quizlib.measures.group.histograms import median, total, variance
from quizlib.measures.statistics.reliability import reliability

TWO, THREE = 2, 3


@dataclass(frozen=True)
class QuizStatistics:
    """The statistics of the totals, each None if it is not defined.

    `mean`, `median`, `sd` (sample standard deviation) and `standard_error` (of measurement) are in marks; `kurtosis` is
    0 for a normal distribution; `cic`, the coefficient of internal consistency, and `error_ratio` are in percent.
    """

    mean: float | None = None
    median: float | None = None
    sd: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    cic: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None


def quiz_statistics(counts: Counts) -> QuizStatistics:
    """Return the statistics of a quiz that n people took with totals T; the last three are those of `reliability`.

    Source: Moodle's "Quiz statistics calculations". m_r = Σ(T − mean)^r / n; k2 = n·m2/(n−1);
    k3 = n²·m3/((n−1)(n−2)); k4 = n²((n+1)m4 − 3(n−1)m2²)/((n−1)(n−2)(n−3)); sd = √k2;
    skewness = k3/k2^1.5 (n > 2); kurtosis = k4/k2² (n > 3).
    """
    n, totals = counts.n, counts.totals
    if not n:
        return QuizStatistics()
    mean = Fraction(total(totals), n)
    if n == 1:
        return QuizStatistics(float(mean), float(mean))
    m2, m3, m4 = (sum((mark - mean) ** r * count for mark, count in totals.items()) / n for r in (2, 3, 4))
    k2 = Fraction(n * m2 / (n - 1))
    skewness = kurtosis = None
    if k2 and n > TWO:
        skewness = n**2 * m3 / ((n - 1) * (n - 2)) / float(k2) ** 1.5
    if k2 and n > THREE:
        k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
        kurtosis = float(k4 / k2**2)
    marked = [marks for question, marks in counts.marks.items() if counts.maxima[question]]
    reliable = reliability([variance(marks, n) for marks in marked], k2)
    return QuizStatistics(float(mean), median(totals, n), sqrt(k2), skewness, kurtosis, *reliable)
