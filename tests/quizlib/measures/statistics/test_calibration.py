"""Calibration: a table worked by hand."""

from __future__ import annotations

import pytest

from quizlib.measures import calibration
from tests.quizlib.measures.people import MARKS

SURENESS = {
    "parcel": {"scam": {"1": 1, "2": 0, "3": 2}, "genuine": {"1": 1, "2": 0, "3": 0}},
    "library": {"genuine": {"1": 0, "2": 1, "3": 0}, "scam": {"1": 0, "2": 0, "3": 1}},
}


def test_a_table_worked_by_hand() -> None:
    # Six answers: claims 0.5 0.5 0.75 1 1 1, mean 4.75/6; right 4 of 6.
    # Squares off: 0.25 and 0.25 for the guesses, 0.0625 for the rather sure, 0 0 1 for the quite sure: 1.5625/6
    found = calibration(SURENESS, MARKS)
    assert found is not None
    assert found.n == 6
    assert found.sureness == pytest.approx(4.75 / 6)
    assert found.right == pytest.approx(4 / 6)
    assert found.overconfidence == pytest.approx(0.75 / 6)
    assert found.brier == pytest.approx(1.5625 / 6)


def test_what_the_words_claim_can_be_said_otherwise() -> None:
    found = calibration(SURENESS, MARKS, {"1": 0.0, "2": 0.5, "3": 1.0})
    assert found is not None
    assert found.sureness == pytest.approx(3.5 / 6)


@pytest.mark.parametrize("sureness", [None, {}, {"parcel": {"scam": {"1": 0}, "genuine": {"1": 0}}}])
def test_where_nobody_was_asked_there_is_none(sureness: dict[str, dict[str, dict[str, int]]] | None) -> None:
    assert calibration(sureness, MARKS) is None
