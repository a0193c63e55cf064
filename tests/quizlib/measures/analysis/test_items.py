"""Item analysis: tables worked by hand, and the same over the raw rows by the statistics module."""

from __future__ import annotations

import statistics
from dataclasses import astuple
from math import sqrt

import pytest
from hypothesis import given

from quizlib.measures import Counts, ItemStatistics, item_analysis, random_guess
from tests.quizlib.measures.people import MAXIMA, ROWS

# Four people, three questions of one mark, each a little harder: totals 3, 2, 1, 0, whose variance is 5/3.
#   a = 1 1 1 0: var 1/4, cov(a, T) = (6 − 3·6/4)/3 = 1/2; R = 2 1 0 0: var 11/12, cov(a, R) = (3 − 3·3/4)/3 = 1/4
#   b = 1 1 0 0: var 1/3, cov(b, T) = (5 − 2·6/4)/3 = 2/3; R = 2 1 1 0: var 2/3, cov(b, R) = (3 − 2·4/4)/3 = 1/3
#   c = 1 0 0 0: var 1/4, cov(c, T) = (3 − 1·6/4)/3 = 1/2; R = 2 2 1 0: var 11/12, cov(c, R) = (2 − 1·5/4)/3 = 1/4
# Marks and rest scores are in the same order already, so each covariance is the largest there can be.
STAIRS = [{"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1}, {"a": 1}, {}]
ONE = {"a": 1, "b": 1, "c": 1}


def test_a_table_worked_by_hand() -> None:
    found = item_analysis(Counts.from_marks(STAIRS, ONE))
    roots = 2 * sqrt(1 / 2) + sqrt(2 / 3)
    outer = (0.5, 100 * sqrt(1 / 2) / roots, 100 * (1 / 4) / sqrt(1 / 4 * 11 / 12), 100.0)
    assert astuple(found["a"]) == pytest.approx((0.75, *outer))
    assert astuple(found["b"]) == pytest.approx((0.5, sqrt(1 / 3), 100 * sqrt(2 / 3) / roots, 100 * sqrt(1 / 2), 100.0))
    assert astuple(found["c"]) == pytest.approx((0.25, *outer))
    assert found["a"].discrimination_index == pytest.approx(52.2233, abs=1e-4)


def test_where_the_best_miss_a_question_discrimination_is_negative_and_the_weight_undefined() -> None:
    # d = 0 0 1 1 against R = 2 2 0 0: cov(d, R) = (0 − 2·4/4)/3 = −2/3, both variances 1/3 and 4/3, so −100;
    # sorted alike the covariance would be (4 − 2)/3 = 2/3, so −100 again; T = 2 2 1 1: cov(d, T) = (2 − 3)/3 < 0
    rows = [{"a": 1, "b": 1}, {"a": 1, "b": 1}, {"d": 1}, {"d": 1}]
    found = item_analysis(Counts.from_marks(rows, {"a": 1, "b": 1, "d": 1}))
    assert astuple(found["d"]) == (0.5, pytest.approx(sqrt(1 / 3)), None, pytest.approx(-100), pytest.approx(-100))
    assert found["a"].effective_weight == pytest.approx(50)


def test_efficiency_compares_with_the_best_that_the_marks_allow() -> None:
    # x = 1 0 0 0, R = 1 2 0 0: Σ 1 of at most 2: cov (1 − 3/4)/3 against (2 − 3/4)/3, a fifth
    rows = [{"x": 1, "r": 1}, {"r": 2}, {}, {}]
    assert item_analysis(Counts.from_marks(rows, {"x": 1, "r": 2}))["x"].discriminative_efficiency == pytest.approx(20)


@given(ROWS)
def test_every_statistic_is_that_of_the_rows(rows: list[dict[str, int]]) -> None:
    found = item_analysis(Counts.from_marks(rows, MAXIMA))
    if len(rows) < 2:
        return
    marks = {name: [row[name] for row in rows] for name in MAXIMA}
    totals = [sum(row.values()) for row in rows]
    covariances = {name: statistics.covariance(column, totals) for name, column in marks.items()}
    for name, column in marks.items():
        rest = [total - mark for total, mark in zip(totals, column, strict=True)]
        one = found[name]
        assert one.facility == pytest.approx(statistics.mean(column) / MAXIMA[name])
        assert one.sd == pytest.approx(statistics.stdev(column))
        varies = len(set(column)) > 1 and len(set(rest)) > 1
        assert (one.discrimination_index is not None) == varies
        assert (one.discriminative_efficiency is not None) == varies
        if varies:
            assert one.discrimination_index == pytest.approx(100 * statistics.correlation(column, rest), abs=1e-6)
            most = statistics.covariance(sorted(column), sorted(rest))
            assert one.discriminative_efficiency == pytest.approx(100 * statistics.covariance(column, rest) / most)
        if covariances[name] > 1e-6:
            roots = sum(sqrt(max(covariance, 0)) for covariance in covariances.values())
            assert one.effective_weight == pytest.approx(100 * sqrt(covariances[name]) / roots, rel=1e-6)


def test_of_nobody_nothing_is_defined() -> None:
    assert item_analysis(Counts.from_marks([], {"a": 1})) == {"a": ItemStatistics()}


def test_of_one_person_only_the_facility_is_defined() -> None:
    assert item_analysis(Counts.from_marks([{"a": 3}], {"a": 4})) == {"a": ItemStatistics(0.75)}


def test_a_question_all_answer_alike_tells_nobody_apart() -> None:
    found = item_analysis(Counts.from_marks([{"a": 1, "b": 1}, {"a": 1}], {"a": 1, "b": 1}))
    assert found["a"] == ItemStatistics(1.0, 0.0, 0.0, None, None)


def test_where_nothing_varies_no_weight_is_defined() -> None:
    assert item_analysis(Counts.from_marks([{"a": 1}] * 3, {"a": 1}))["a"].effective_weight is None


def test_a_question_without_marks_has_no_statistics() -> None:
    assert item_analysis(Counts.from_marks(STAIRS, {**ONE, "worry": 0}))["worry"] == ItemStatistics()


def test_sums_of_large_marks_lose_nothing() -> None:
    large = [{name: mark * 10**12 for name, mark in row.items()} for row in STAIRS] * 1000
    found = item_analysis(Counts.from_marks(large, dict.fromkeys(ONE, 10**12)))
    assert found["a"].discrimination_index == pytest.approx(100 * (1 / 4) / sqrt(1 / 4 * 11 / 12), rel=1e-12)


def test_pure_guessing_scores_the_mean_of_the_options() -> None:
    assert random_guess((1, 0, 0, 0)) == 0.25
    assert random_guess((1, 0)) == 0.5
    assert random_guess((1, 0.5, 0)) == 0.5
    assert random_guess(()) is None
