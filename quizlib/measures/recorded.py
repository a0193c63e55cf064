"""What records tell of questions and quizzes: the statistics of `items` and `whole_quiz`, from rounded numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt

from quizlib.measures.items import ItemStatistics, statistics
from quizlib.measures.moments import Moments
from quizlib.measures.records import Record
from quizlib.measures.reliability import reliability
from quizlib.measures.whole_quiz import QuizStatistics

Marks = Mapping[str, Mapping[str, float]]
"""Question → category → its mark in points. A category that is not named has 0; the highest is the maximum."""


def recorded_item_analysis(record: Record, marks: Marks) -> dict[str, ItemStatistics]:
    """Return what a record, or a sum of records, tells of the questions whose marks are given, in points.

    Formulas as in `item_analysis`; the numbers being rounded, they hold on average. Discrimination and weights need
    Σ mark · total (records of size 20); efficiency is never kept. ValueError names the questions of which
    the record has no categories.
    """
    unknown = sorted(marks.keys() - (record.categories or {}).keys())
    if unknown:
        message = f"the record has no categories of {', '.join(unknown)}"
        raise ValueError(message)
    moments = {question: _moments(record, question, worth) for question, worth in marks.items()}
    return statistics(moments, {question: max(worth.values(), default=0) for question, worth in marks.items()}, {})


def recorded_quiz_statistics(record: Record, marks: Marks) -> QuizStatistics:
    """Return what a record, or a sum of records, tells: mean, sd and reliability, in points; the rest is not kept.

    `marks` of every marked question; formulas and errors as in `quiz_statistics` and `recorded_item_analysis`.
    """
    n = record.n
    if n <= 1:
        return QuizStatistics()
    mean = record.total / n
    k2 = Fraction(n * record.squares - record.total**2, n * (n - 1))
    if k2 < 0:  # rounded away
        return QuizStatistics(mean)
    found = recorded_item_analysis(record, marks).values()
    reliable = reliability([Fraction(item.sd or 0) ** 2 for item in found if item.facility is not None], k2)
    return QuizStatistics(mean, None, sqrt(k2), None, None, *reliable)


def _moments(record: Record, question: str, worth: Mapping[str, float]) -> Moments:
    people = (record.categories or {})[question]
    x = sum(count * worth.get(category, 0) for category, count in people.items())
    xx = sum(count * worth.get(category, 0) ** 2 for category, count in people.items())
    xt = None if record.products is None else record.products.get(question, 0)
    return Moments(record.n, x, xx, record.total, record.squares, xt)
