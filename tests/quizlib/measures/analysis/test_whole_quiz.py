"""The whole quiz: a table worked by hand, and what is undefined."""

from __future__ import annotations

import statistics
from math import sqrt

import pytest
from hypothesis import given

from quizlib.measures import Counts, QuizStatistics, quiz_statistics
from tests.quizlib.measures.people import MAXIMA, ROWS

STAIRS = [{"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1}, {"a": 1}, {}]
ONE = {"a": 1, "b": 1, "c": 1}


def test_a_table_worked_by_hand() -> None:
    # Totals 3 2 1 0: mean 1.5, m2 5/4, m3 0, m4 (2·1.5⁴ + 2·0.5⁴)/4 = 41/16; k2 5/3;
    # k4 = 16·(5·41/16 − 9·25/16)/6 = −10/3, over k2² = 25/9 makes −1.2.
    # Variances of the questions 1/4 + 1/3 + 1/4 = 5/6, half of k2: CIC 100·3/2·1/2 = 75, error ratio 50.
    found = quiz_statistics(Counts.from_marks(STAIRS, ONE))
    assert found.mean == 1.5
    assert found.median == 1.5
    assert found.sd == pytest.approx(sqrt(5 / 3))
    assert found.skewness == 0
    assert found.kurtosis == pytest.approx(-1.2)
    assert found.cic == pytest.approx(75)
    assert found.error_ratio == pytest.approx(50)
    assert found.standard_error == pytest.approx(sqrt(5 / 3) / 2)


def test_skewness_worked_by_hand() -> None:
    # Totals 0 0 3: mean 1, m2 2, m3 (−1 − 1 + 8)/3 = 2; k2 3, k3 = 9·2/2 = 9; 9/3^1.5 = √3
    found = quiz_statistics(Counts.from_marks([{}, {}, {"a": 3}], {"a": 3}))
    assert found.skewness == pytest.approx(sqrt(3))
    assert found.kurtosis is None
    assert found.median == 0


def test_consistency_may_be_negative_and_is_never_clamped() -> None:
    # Two questions that exclude each other: totals 1 1 1 2 vary little, variances 1/3 and 1/4 much more.
    # k2 1/4; CIC = 100·2·(1 − (7/12)/(1/4)) = −266.67; error ratio 100·√(1 + 2.6667) = 191.5
    rows = [{"a": 1}, {"a": 1, "b": 1}, {"b": 1}, {"b": 1}]
    found = quiz_statistics(Counts.from_marks(rows, {"a": 1, "b": 1}))
    assert found.cic == pytest.approx(-266.6667, abs=1e-4)
    assert found.error_ratio == pytest.approx(191.4854, abs=1e-4)


@given(ROWS)
def test_the_statistics_of_totals_are_those_of_the_rows(rows: list[dict[str, int]]) -> None:
    found = quiz_statistics(Counts.from_marks(rows, MAXIMA))
    if len(rows) < 2:
        return
    totals = [sum(row.values()) for row in rows]
    assert found.mean == pytest.approx(statistics.mean(totals))
    assert found.median == statistics.median(totals)
    assert found.sd == pytest.approx(statistics.stdev(totals))
    assert (found.cic is None) == (len(set(totals)) == 1)
    if found.cic is not None:
        questions = sum(statistics.variance([row[name] for row in rows]) for name in MAXIMA)
        assert found.cic == pytest.approx(100 * 3 / 2 * (1 - questions / statistics.variance(totals)), abs=1e-6)


def test_of_nobody_nothing_is_defined() -> None:
    assert quiz_statistics(Counts.from_marks([], ONE)) == QuizStatistics()


def test_of_one_person_mean_and_median_are_defined() -> None:
    assert quiz_statistics(Counts.from_marks([{"a": 1}], ONE)) == QuizStatistics(1.0, 1.0)


def test_where_all_have_the_same_total_nothing_but_place_is_defined() -> None:
    found = quiz_statistics(Counts.from_marks([{"a": 1}, {"b": 1}, {"a": 1}, {"c": 1}], ONE))
    assert found == QuizStatistics(1.0, 1.0, 0.0)


def test_one_question_has_no_consistency() -> None:
    assert quiz_statistics(Counts.from_marks([{"a": 1}, {}], {"a": 1})).cic is None


def test_a_question_without_marks_is_none_of_the_questions() -> None:
    assert quiz_statistics(Counts.from_marks(STAIRS, {**ONE, "worry": 0})).cic == pytest.approx(75)
