"""Statistics of questions and quizzes from records: the same as in `items` and `whole_quiz`, from rounded numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import fsum, sqrt

from quizlib.measures.analysis.items import ItemStatistics, statistics
from quizlib.measures.analysis.whole_quiz import QuizStatistics
from quizlib.measures.block.records import TOTAL, Record
from quizlib.measures.statistics.moments import Moments
from quizlib.measures.statistics.reliability import reliability

Marks = Mapping[str, Mapping[str, float]]
"""Marks in points by question and category. A missing category has 0; the highest mark is the maximum."""


def recorded_item_analysis(record: Record, marks: Marks) -> dict[str, ItemStatistics]:
    """Return the statistics of each question from a record, or a sum of records, and the marks of all its questions.

    The formulas are those of `item_analysis`; because numbers are rounded, they are right on average. Discrimination
    and weights need the products of marks and totals (records of size 20); efficiency is always None. Raises ValueError
    if the record has no categories of some questions.
    """
    moments = _moments(record, marks)
    return statistics(moments, {question: _highest(worth) for question, worth in marks.items()}, {})


def recorded_quiz_statistics(record: Record, marks: Marks) -> QuizStatistics:
    """Return mean, sd and reliability of a quiz, in points, from a record or a sum of records; the rest is None.

    The formulas are those of `quiz_statistics`; `marks` and errors are those of `recorded_item_analysis`.
    """
    n = record.n
    if n <= 1:
        return QuizStatistics()
    moments = _moments(record, marks)
    marked = [one for question, one in moments.items() if _highest(marks[question])]
    if not marked:
        return QuizStatistics(0)
    mean = marked[0].t / n
    k2 = Fraction(n * Fraction(marked[0].tt) - Fraction(marked[0].t) ** 2, n * (n - 1))
    if k2 < 0:  # hidden by rounding
        return QuizStatistics(mean)
    variances = [Fraction(one.var_x) / (n * (n - 1)) for one in marked]
    return QuizStatistics(mean, None, sqrt(k2), None, None, *reliability(variances, k2))


def _moments(record: Record, marks: Marks) -> dict[str, Moments]:
    unknown = sorted(marks.keys() - record.categories.keys())
    if unknown:
        message = f"the record has no categories of {', '.join(unknown)}"
        raise ValueError(message)
    n, highest = record.n, sum(map(_highest, marks.values()))
    people = {
        question: [(worth.get(category, 0), count) for category, count in record.categories[question].items()]
        for question, worth in marks.items()
    }
    sums = {question: fsum(mark * count for mark, count in cells) for question, cells in people.items()}
    t = fsum(sums.values())
    tt = (record.spreads.get(TOTAL, 0) + 4 * highest * t - n * highest**2) / 4
    found = {}
    for question, cells in people.items():
        x, m = sums[question], _highest(marks[question])
        xt = None
        if record.products is not None:
            xt = (record.products.get(question, 0) + 2 * highest * x + 2 * m * t - n * m * highest) / 4
        found[question] = Moments(n, x, fsum(mark * mark * count for mark, count in cells), t, tt, xt)
    return found


def _highest(worth: Mapping[str, float]) -> float:
    return max(worth.values(), default=0)
