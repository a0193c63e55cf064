"""Quizzes: the worked examples they begin with, the short form of a check-up, and what is asked again months later."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from quizlib import Attempt, InvalidResponse, Quiz
from tests.quizlib.sample import PLAIN, Plain, the

ONES = {"e": "look", "s": "parcel", "g": "reminder", "c": "call"}
"""By one letter: an example, a scam and a genuine message to judge, a choice."""


def made(kinds: str, **changes: object) -> Quiz:
    """Return a quiz with one question for each letter, named by its place and its letter, as in 0s."""
    questions: list[Plain] = [the(ONES[kind], id=f"{number}{kind}") for number, kind in enumerate(kinds)]
    return Quiz.model_validate({**PLAIN, "questions": questions, **changes})


def check_up(kinds: str) -> Quiz:
    return made(kinds, kind="check-up", form="A")


def refused(kinds: str, **changes: object) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(ValidationError) as raised:
        made(kinds, **changes)
    return [(error["loc"], error["msg"]) for error in raised.value.errors()]


@pytest.mark.parametrize(("kinds", "count"), [("e", 1), ("es", 1), ("ees", 2), ("sg", 0), ("ee", 2)])
def test_worked_examples_stand_first(kinds: str, count: int) -> None:
    assert made(kinds).examples == count


@pytest.mark.parametrize(
    ("kinds", "late"), [("se", [1]), ("ese", [2]), ("eee", [2]), ("eees", [2]), ("eeee", [2, 3]), ("sege", [1, 3])]
)
def test_a_third_example_or_a_later_one_is_too_late(kinds: str, late: list[int]) -> None:
    assert refused(kinds) == [(("questions", index), "is an example too late") for index in late]


@pytest.mark.parametrize("kinds", ["esg", "sge"])
def test_a_check_up_has_no_worked_example(kinds: str) -> None:
    index = kinds.index("e")
    wanted = [(("questions", index), "a check-up has no worked example")]
    assert refused(kinds, kind="check-up", form="A") == wanted


@pytest.mark.parametrize("kinds", ["sgsgsg", "sgsgsgsg"])
def test_the_short_form_is_the_first_six_questions(kinds: str) -> None:
    quiz = check_up(kinds)
    assert quiz.short == ("0s", "1g", "2s", "3g", "4s", "5g")
    attempt = Attempt.start(quiz, only=quiz.short)
    assert [question.id for question in attempt.questions] == list(quiz.short)
    for name in quiz.short:
        attempt = attempt.answer(name, ["unsure"]).attempt
    assert attempt.question is None
    assert (attempt.result.scams.of, attempt.result.genuine.of) == (3, 3)


def test_what_is_not_in_the_short_form_is_not_asked_there() -> None:
    quiz = check_up("sgsgsgsg")
    attempt = Attempt.start(quiz, only=quiz.short)
    with pytest.raises(InvalidResponse, match="not asked"):
        attempt.answer("6s", ["scam"])
    whole = Attempt.start(quiz)
    assert whole.answer("6s", ["scam"]).answer.score == 1


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        ("esgsgcsg", ("1s", "2g", "3s", "4g")),
        ("ssssgg", ("0s", "1s", "4g", "5g")),
        ("sssg", ("0s", "1s", "2s", "3g")),
        ("gggggs", ("0g", "1g", "2g", "5s")),
        ("ggggcc", ("0g", "1g", "2g", "3g")),
        ("sgscg", ("0s", "1g", "2s", "4g")),
        ("sgscc", ()),
        ("eeccc", ()),
    ],
)
def test_a_refresher_is_four_messages_half_of_them_scams_where_there_are(kinds: str, wanted: tuple[str, ...]) -> None:
    assert made(kinds).refresher == wanted
