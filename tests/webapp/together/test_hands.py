"""Hands are counted by the letter of each answer: a choice of one, each of several, and of nothing else."""

from __future__ import annotations

import pytest

from quizlib import Outline
from tests.webapp.together.test_hour import SAMPLE, stop
from webapp.together.hands import ballot, counted, read

ONE, SEVERAL = "call", "keep"
UNCOUNTED = [one.id for one in SAMPLE.questions if Outline.by_hands(SAMPLE, one) is None]


def test_each_answer_to_a_choice_of_one_has_a_letter_and_is_counted_as_itself() -> None:
    choices = [choice.id for choice in stop(ONE).question.choices()]
    assert [(one.letter, one.choice, one.question, one.answer) for one in ballot(stop(ONE))] == [
        (letter, choice, ONE, choice) for letter, choice in zip("ABCDEFG", choices, strict=False)
    ]


def test_each_of_several_is_a_question_of_its_own_that_hands_say_yes_to() -> None:
    choices = [choice.id for choice in stop(SEVERAL).question.choices()]
    assert [(one.choice, one.question, one.answer) for one in ballot(stop(SEVERAL))] == [
        (choice, f"{SEVERAL}/{choice}", "yes") for choice in choices
    ]


@pytest.mark.parametrize("question", [ONE, SEVERAL])
def test_what_was_counted_is_read_back_with_none_for_what_nobody_raised(question: str) -> None:
    first, *others = [one.choice for one in ballot(stop(question))]
    stored = counted(stop(question), {first: 7})
    assert stored is not None
    assert read(stop(question), stored.answers) == {first: 7, **dict.fromkeys(others, 0)}


@pytest.mark.parametrize("question", [ONE, SEVERAL])
def test_where_no_hand_was_raised_nobody_has_counted(question: str) -> None:
    stored = counted(stop(question), dict.fromkeys((one.choice for one in ballot(stop(question))), 0))
    assert stored is not None
    assert set(stored.answers) == {one.question for one in ballot(stop(question))}
    assert read(stop(question), stored.answers) == {}


@pytest.mark.parametrize("question", UNCOUNTED)
def test_of_other_questions_no_hands_are_counted(question: str) -> None:
    assert ballot(stop(question)) == ()
    assert counted(stop(question), {"a": 1}) is None
