"""The chance that an arrangement of right options is an accident, and what is known of how long a quiz takes."""

from __future__ import annotations

from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import Quiz
from quizlib.rules.guessing import tail
from quizlib.rules.minutes import duration
from tests.quizlib.sample import both


@given(st.integers(1, 12), st.floats(0, 1), st.integers(0, 12))
def test_for_equal_chances_the_tail_is_the_binomial_one(n: int, p: float, least: int) -> None:
    wanted = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(least, n + 1))
    assert isclose(tail([p] * n, least), wanted, abs_tol=1e-9)


@given(st.lists(st.floats(0, 1), max_size=10))
def test_none_or_more_is_certain_and_more_than_all_impossible(chances: list[float]) -> None:
    assert isclose(tail(chances, 0), 1, abs_tol=1e-9)
    assert tail(chances, len(chances) + 1) == 0


def test_unequal_chances_by_hand() -> None:
    assert tail([1 / 2, 1 / 3], 2) == pytest.approx(1 / 6)
    assert tail([1 / 2, 1 / 3], 1) == pytest.approx(1 - 1 / 2 * 2 / 3)


def test_a_quiz_takes_its_words_at_150_a_minute_and_20_seconds_a_question() -> None:
    message = {"channel": "sms", "sender": both("Fragt", "x"), "body": both("a " * 69, "x")}
    asked = {"id": "q", "type": "verdict", "stem": both("b " * 80, "x"), "truth": "scam", "message": message}
    told = {"check": both("c " * 75, "x"), "rationale": both("d " * 150, "x"), "hint": both("e " * 150, "x")}
    quiz = {"id": "q", "title": both("x", "x"), "summary": both("x", "x"), "minutes": 2, "questions": [asked | told]}
    half_of_what_is_folded = 30
    assert duration(Quiz.model_validate(quiz), "da") == 60 + 30 + half_of_what_is_folded + 20
    check_up = Quiz.model_validate({**quiz, "kind": "check-up", "form": "A"})
    assert duration(check_up, "da") == 60 + 20, "explanations come afterwards"
