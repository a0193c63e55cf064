"""Comparing places: standardised to one mix of quizzes, and only over quizzes of which each has enough."""

from __future__ import annotations

import pytest

from quizlib.measures import Clusters, standardised, standardised_difference, t_quantile


def blocks(*means: float, people: int = 10) -> Clusters:
    """Return blocks of so many people, with these means."""
    return Clusters.of((mean * people, people) for mean in means)


EASY, HARD = blocks(0.8, 0.9, 1.0), blocks(0.4, 0.5, 0.6)


def test_a_rate_is_that_of_the_mix_and_not_of_what_was_taken_there() -> None:
    found = standardised({"easy": EASY, "hard": HARD}, {"easy": 100, "hard": 300})
    assert found is not None
    assert found.value == pytest.approx(0.25 * 0.9 + 0.75 * 0.5)


def test_its_variance_worked_by_hand() -> None:
    # Each quiz: V = 3/2·(1 + 0 + 1)/30² = 1/300, 2 degrees. V = (1/16 + 9/16)/300; by Satterthwaite
    # (10/16)²/((1/16)² + (9/16)²)·2 = 200/82 degrees
    found = standardised({"easy": EASY, "hard": HARD}, {"easy": 100, "hard": 300})
    assert found is not None
    half = t_quantile(0.975, 200 / 82) * (10 / 16 / 300) ** 0.5
    assert (found.lower, found.upper) == pytest.approx((found.value - half, found.value + half))


def test_places_that_do_alike_do_not_differ_because_one_took_the_hard_quiz() -> None:
    many_hard = Clusters.of((mean * 90, 90) for mean in (0.4, 0.5, 0.6))
    found = standardised_difference(
        {"easy": EASY, "hard": many_hard}, {"easy": EASY, "hard": HARD}, {"easy": 1, "hard": 1}
    )
    assert found is not None
    assert found.value == pytest.approx(0)
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower < 0 < found.upper


def test_a_difference_is_one_place_minus_the_other_with_both_their_variances() -> None:
    found = standardised_difference({"hard": EASY}, {"hard": HARD}, {"hard": 5})
    assert found is not None
    half = t_quantile(0.975, 4) * (2 / 300) ** 0.5
    assert found[:3] == pytest.approx((0.4, 0.4 - half, 0.4 + half))


@pytest.mark.parametrize("few", [blocks(0.2, 0.3, people=50), blocks(0.2, 0.3, 0.4, people=9)])
def test_a_quiz_of_which_a_place_has_too_little_is_left_out(few: Clusters) -> None:
    found = standardised_difference({"easy": EASY, "hard": few}, {"easy": EASY, "hard": HARD}, {"easy": 1, "hard": 9})
    assert found is not None
    assert found.value == pytest.approx(0)


def test_places_with_no_quiz_in_common_cannot_be_compared() -> None:
    assert standardised_difference({"easy": EASY}, {"hard": HARD}, {"easy": 1, "hard": 1}) is None
    assert standardised({}, {"easy": 1}) is None
