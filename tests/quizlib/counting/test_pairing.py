"""Pairs: what a check-up or ratings measured before and now, only where both sides are whole and alike."""

from __future__ import annotations

from typing import Any

import pytest

from quizlib import Answer, Outline, Quiz, pair
from tests.quizlib.sample import PLAIN, both, the

Plain = dict[str, Any]
FOUR = [the("parcel", id=f"{truth}-{number}", truth=truth) for number in (1, 2) for truth in ("scam", "genuine")]
CHECK_UP = Quiz.model_validate({**PLAIN, "kind": "check-up", "form": "B", "questions": FOUR})
WHOLE, SHORT = Outline.of(CHECK_UP), Outline.of(CHECK_UP, ["scam-1", "genuine-1"])
RATINGS = Outline.of(
    Quiz.model_validate(
        {
            **PLAIN,
            "kind": "ratings",
            "questions": [
                the("worry"),
                the("worry", id="worry-calls"),
                the("worry", id="able", scale="mastery", stem=both("Kan du?", "Can you?")),
            ],
        }
    )
)
BEFORE: Plain = {
    "order": "ABC",
    "edition": "0123abcd",
    "short": False,
    "month": "2026-11",
    "scams": [1, 0, 1],
    "genuine": [0, 1, 1],
}
STEPS: Plain = {"month": "2026-11", "steps": {"worry": 5, "worry-calls": 4, "able": 2}}


def given(**responses: str) -> list[Answer]:
    """Return stored answers, "_" written for "-"."""
    return [Answer(name.replace("_", "-"), "", (response,), None) for name, response in responses.items()]


NOW = given(scam_1="scam", genuine_1="genuine", scam_2="unsure", genuine_2="scam")


def test_a_check_up_is_paired_in_points_scams_believed_and_genuine_rejected() -> None:
    found = pair(WHOLE, BEFORE, NOW, "2026-11")
    assert found is not None
    assert found.order == "ABC@0123abcd"
    assert found.before == {"score": 1.5, "believed": 1, "rejected": 1}
    assert found.after == {"score": 2.5, "believed": 0, "rejected": 1}
    assert found.spans == {"score": 4, "believed": 2, "rejected": 2}


@pytest.mark.parametrize(
    ("order", "before", "prefix"),
    [
        ("ABC", "2026-11", ""),
        ("ABC", "2026-09", ""),  # the second occasion, however late
        ("CAB", "2026-09", "later:"),
        ("CAB", "2026-11", None),  # the last one in the same month shows nothing that lasted
        ("BCA", "2026-09", None),  # the first form again
        ("AB", "2026-11", ""),
        ("AB", "2026-09", "later:"),  # of two forms the second is the last one
        ("ACD", "2026-11", None),
    ],
)
def test_the_form_says_which_occasion_it_is(order: str, before: str, prefix: str | None) -> None:
    found = pair(WHOLE, BEFORE | {"order": order, "month": before}, NOW, "2026-11")
    if prefix is None:
        assert found is None
        return
    assert found is not None
    assert found.order == f"{order}@0123abcd"
    for side in (found.before, found.after, found.spans):
        assert set(side) == {f"{prefix}{measure}" for measure in ("score", "believed", "rejected")}


def test_with_no_quiz_between_the_first_two_occasions_they_show_practice() -> None:
    found = pair(WHOLE, BEFORE | {"practice": True}, NOW, "2026-11")
    assert found is not None
    assert set(found.before) == {"practice:score", "practice:believed", "practice:rejected"}


def test_what_was_stored_before_there_were_orders_makes_no_pair() -> None:
    old = {name: value for name, value in BEFORE.items() if name not in ("order", "edition")} | {"form": "A"}
    assert pair(WHOLE, old, NOW, "2026-11") is None


def test_ratings_are_paired_by_scale_as_the_mean_of_their_steps() -> None:
    found = pair(RATINGS, STEPS, given(worry="3", worry_calls="4", able="4"), "2026-11")
    assert found is not None
    assert found.order == "same"
    assert found.before == {"worry": 4.5, "mastery": 2}
    assert found.after == {"worry": 3.5, "mastery": 4}
    assert found.spans == {"worry": 4, "mastery": 4}


def test_a_short_form_is_paired_with_a_short_one_alone() -> None:
    short = BEFORE | {"short": True, "scams": [1, 0, 0], "genuine": [0, 1, 0]}
    answers = given(scam_1="scam", genuine_1="genuine")
    assert pair(SHORT, short, answers, "2026-11") is not None
    assert pair(SHORT, BEFORE, answers, "2026-11") is None
    assert pair(WHOLE, short, NOW, "2026-11") is None


@pytest.mark.parametrize("missing", range(4))
def test_without_every_answer_there_is_no_pair(missing: int) -> None:
    assert pair(WHOLE, BEFORE, NOW[:missing] + NOW[missing + 1 :], "2026-11") is None


@pytest.mark.parametrize("side", ["scams", "genuine"])
def test_forms_with_other_numbers_of_messages_are_no_pair(side: str) -> None:
    assert pair(WHOLE, BEFORE | {side: [1, 1, 1]}, NOW, "2026-11") is None


def test_ratings_with_a_step_missing_before_are_no_pair() -> None:
    answers = given(worry="3", worry_calls="4", able="4")
    assert pair(RATINGS, {"month": "2026-11", "steps": {"worry": 5, "able": 2}}, answers, "2026-11") is None


def test_other_quizzes_are_not_paired() -> None:
    quiz = Outline.of(Quiz.model_validate({**PLAIN, "questions": FOUR}))
    assert pair(quiz, BEFORE, NOW, "2026-11") is None
