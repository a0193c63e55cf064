"""What records tell: on average what the counts told, as far as it is kept."""

from __future__ import annotations

from functools import reduce
from operator import add

import pytest

from quizlib.measures import (
    Counts,
    ItemStatistics,
    QuizStatistics,
    calibration,
    item_analysis,
    judgement,
    quiz_statistics,
    record,
    recorded_item_analysis,
    recorded_quiz_statistics,
)
from tests.quizlib.measures.people import ITEMS, MARKS, POINT, chance, crowd, made_up

BLOCKS = [Counts.from_answers(crowd(40, seed), ITEMS) for seed in range(150)]
EXACT = reduce(add, BLOCKS)
RECORDED = reduce(add, (record(counts, chance(seed)) for seed, counts in enumerate(BLOCKS)))


def test_records_of_many_blocks_tell_of_questions_what_the_answers_told() -> None:
    told = item_analysis(EXACT)
    for question, found in recorded_item_analysis(RECORDED, MARKS).items():
        assert found.facility == pytest.approx(told[question].facility, abs=0.01)
        assert found.sd == pytest.approx((told[question].sd or 0) / POINT, abs=0.01)
        assert found.effective_weight == pytest.approx(told[question].effective_weight, abs=1)
        assert found.discrimination_index == pytest.approx(told[question].discrimination_index, abs=3)
        assert found.discriminative_efficiency is None


def test_records_of_many_blocks_tell_of_the_quiz_what_the_answers_told() -> None:
    told, found = quiz_statistics(EXACT), recorded_quiz_statistics(RECORDED, MARKS)
    assert (found.median, found.skewness, found.kurtosis) == (None, None, None)
    assert found.mean == pytest.approx((told.mean or 0) / POINT, abs=0.02)
    assert found.sd == pytest.approx((told.sd or 0) / POINT, abs=0.02)
    assert found.cic == pytest.approx(told.cic, abs=2)
    assert found.error_ratio == pytest.approx(told.error_ratio, abs=2)
    assert found.standard_error == pytest.approx((told.standard_error or 0) / POINT, abs=0.02)


def test_records_of_many_blocks_tell_of_judgement_and_sureness_what_the_answers_told() -> None:
    told, found = judgement(EXACT), judgement(RECORDED)
    assert told is not None
    assert found is not None
    assert found.believed == pytest.approx(told.believed, rel=0.05)
    assert found.rejected == pytest.approx(told.rejected, rel=0.05)
    sure, recorded = calibration(EXACT.sureness, MARKS), calibration(RECORDED.sureness, MARKS)
    assert sure is not None
    assert recorded is not None
    assert recorded.overconfidence == pytest.approx(sure.overconfidence, abs=0.02)
    assert recorded.brier == pytest.approx(sure.brier, abs=0.02)


PEOPLE = {"a": {"right": 9, "wrong": 0, "none": 3}, "b": {"right": 6, "wrong": 6, "none": 0}}
TWELVE = made_up(12, categories=PEOPLE, spreads={"total": 24})
WORTH = {"a": {"right": 1.0}, "b": {"right": 1.0}}


def test_under_twenty_two_people_facility_and_deviation_are_told() -> None:
    # 9 of 12 right: variance (9 − 81/12)/11
    found = recorded_item_analysis(TWELVE, WORTH)
    assert found["a"] == ItemStatistics(0.75, pytest.approx((2.25 / 11) ** 0.5))  # type: ignore[arg-type]


def test_a_record_worked_by_hand() -> None:
    # 15 points; ΣT² = (24 + 4·2·15 − 12·2²)/4 = 24, k2 = (24 − 225/12)/11 = 5.25/11; variances 2.25/11 and 3/11: CIC 0
    found = recorded_quiz_statistics(TWELVE, WORTH)
    assert found.mean == 1.25
    assert found.sd == pytest.approx((5.25 / 11) ** 0.5)
    assert found.cic == pytest.approx(0, abs=1e-9)
    assert found.error_ratio == pytest.approx(100)


def discrimination(spread: int, product: int) -> float | None:
    """Return that of a question with 9 of 12 right, 15 points in all."""
    record = made_up(12, categories=PEOPLE, spreads={"total": spread}, products={"a": product, "b": 0})
    return recorded_item_analysis(record, WORTH)["a"].discrimination_index


def test_discrimination_worked_by_hand() -> None:
    # ΣaT = (12 + 2·2·9 + 2·15 − 12·2)/4 = 13.5. All times 12·11: var(a) 27, cov(a, T) 12·13.5 − 9·15 = 27;
    # var(T) 12·24 − 225 = 63; cov(a, R) 0 - and with 16 in place of 12, 14.5: cov 39, cov(a, R) 12, var(R) 12
    assert discrimination(24, 12) == pytest.approx(0)
    assert discrimination(24, 16) == pytest.approx(100 * 12 / (27 * 12) ** 0.5)


def test_discrimination_that_rounding_hides_is_none() -> None:
    # ΣaT 15: cov(a, T) 45, cov(a, R) 18, var(R) 63 + 27 − 90 = 0
    assert discrimination(24, 18) is None
    # with ΣT² 24.5, var(T) 69 and var(R) 6: 18 > √(27·6)
    assert discrimination(26, 18) is None
    # ΣaT 16.5: var(R) below 0
    assert discrimination(24, 24) is None


def test_totals_whose_variance_was_rounded_away_have_a_mean_alone() -> None:
    low = made_up(12, categories=PEOPLE, spreads={"total": 0})
    assert recorded_quiz_statistics(low, WORTH) == QuizStatistics(1.25)


def test_consistency_over_100_is_hidden_by_rounding() -> None:
    # everybody has both right, yet the totals vary: 100·2·(1 − 0/k2) = 200
    everybody = {"a": {"right": 12, "none": 0}, "b": {"right": 12, "none": 0}}
    found = recorded_quiz_statistics(made_up(12, categories=everybody, spreads={"total": 60}), WORTH)
    assert (found.cic, found.error_ratio, found.standard_error) == (None, None, None)
    assert found.sd is not None


def test_a_question_that_is_worth_nothing_is_none_of_the_questions() -> None:
    worry = made_up(12, categories=PEOPLE | {"worry": {"3": 12}}, spreads={"total": 24}, products={"a": 12, "b": 12})
    assert recorded_quiz_statistics(worry, WORTH | {"worry": {}}) == recorded_quiz_statistics(TWELVE, WORTH)
    assert recorded_item_analysis(worry, WORTH | {"worry": {}})["worry"] == ItemStatistics()
    assert recorded_quiz_statistics(worry, {"worry": {}}) == QuizStatistics(0)


def test_of_nobody_nothing_is_told() -> None:
    assert recorded_quiz_statistics(made_up(0), {}) == QuizStatistics()


def test_questions_that_the_record_does_not_know_are_named() -> None:
    with pytest.raises(ValueError, match="no categories of x, y"):
        recorded_item_analysis(TWELVE, {"x": {}, "y": {}})
