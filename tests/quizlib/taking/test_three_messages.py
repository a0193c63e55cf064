"""Three messages of a quiz can be taken alone, and the attempt can go on to the whole quiz."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizlib import Attempt, Quiz
from quizlib.content.settings import Group, LibrarySettings
from quizlib.rules.across.habits import order_of_three, three_in_another_order
from quizlib.texts.text import Text
from tests.quizlib.sample import PLAIN, Plain, both, the

QUIZ = Quiz.model_validate(PLAIN)
NAMES = [question.id for question in QUIZ.questions]
RESPONSES = {question.id: question.key or ("3",) * (question.type == "rating") for question in QUIZ.questions}


def made(*names: str, **changes: object) -> Quiz:
    """Return a quiz with these questions of the sample, in this order."""
    return Quiz.model_validate({**PLAIN, "questions": [the(name) for name in names], **changes})


def answered(attempt: Attempt) -> Attempt:
    """Answer everything that an attempt still asks."""
    while attempt.question:
        attempt = attempt.answer(attempt.question.id, RESPONSES[attempt.question.id]).attempt
    return attempt


def asked(attempt: Attempt) -> list[str]:
    return [question.id for question in attempt.questions]


def refused(three: list[str], **changes: object) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        made("look", "parcel", "reminder", "notice", "call", three=three, **changes)
    return [error["msg"] for error in raised.value.errors()]


def test_they_are_the_first_of_each_side_and_the_first_that_asks_what_to_do() -> None:
    quiz = made("look", "keep", "notice", "call", "reminder", "parcel")
    assert quiz.three_messages == ("notice", "call", "parcel")


@pytest.mark.parametrize("names", [("parcel", "call"), ("reminder", "call"), ("parcel", "reminder", "keep")])
def test_a_quiz_that_lacks_one_of_them_has_none(names: tuple[str, ...]) -> None:
    assert made(*names).three_messages == ()


def test_a_discreet_quiz_has_none_for_nothing_of_it_is_remembered() -> None:
    asked = [the("look"), the("parcel"), the("notice"), the("call", hint=None)]
    plain: Plain = {**PLAIN, "questions": asked, "sure": False, "actions": [], "plans": []}
    assert Quiz.model_validate(plain).three_messages
    assert Quiz.model_validate({**plain, "discreet": True}).three_messages == ()


def test_an_author_may_name_others_which_come_in_the_order_of_the_quiz() -> None:
    quiz = made("parcel", "reminder", "call", "notice", three=["notice", "call", "parcel"])
    assert quiz.three_messages == ("parcel", "call", "notice")
    assert quiz.version == made("parcel", "reminder", "call", "notice").version


def test_what_an_author_names_wrongly_is_refused() -> None:
    assert refused(["parcel", "reminder"]) == ["names 2 questions"]
    assert refused(["parcel", "reminder", "reminder"]) == ["names 2 questions"]
    assert refused(["parcel", "reminder", "look"]) == ["‹look› is no question that is answered"]
    assert refused(["call", "reminder", "notice"]) == ["are all on one side"]
    assert "does not go with discreet: true" in refused(["parcel", "reminder", "call"], discreet=True)
    wrong = "does not go with kind: check-up"
    assert wrong in refused(["parcel", "reminder", "call"], kind="check-up", form="A")


@given(st.sets(st.sampled_from([name for name in NAMES if name != "look"]), min_size=1))
def test_who_goes_on_is_asked_the_rest_in_order_and_what_was_answered_stands(first: set[str]) -> None:
    part = answered(Attempt.start(QUIZ, only=first))
    whole = part.asking_first(part.only or ())
    rest = [name for name in NAMES if name not in first and name != "look"]
    assert asked(whole) == [*asked(part), *rest]
    assert whole.answers == part.answers
    assert (whole.question.id if whole.question else None) == (rest[0] if rest else None)
    done = answered(whole)
    assert done.answers[: len(first)] == part.answers
    assert done.result.points.of == Attempt.start(QUIZ).result.points.of


@given(st.sets(st.sampled_from([name for name in NAMES if name != "look"]), min_size=1))
def test_an_attempt_that_went_on_comes_back_from_json_as_it_was(first: set[str]) -> None:
    attempt = answered(answered(Attempt.start(QUIZ, only=first)).asking_first(first))
    plain = json.loads(json.dumps(attempt.to_plain()))
    assert Attempt.from_plain(QUIZ, plain) == attempt
    with pytest.raises(ValueError, match="first names 'gone'"):
        Attempt.from_plain(QUIZ, {**plain, "first": ["gone"]})


def test_plain_data_from_before_knows_of_no_first_questions() -> None:
    plain = {name: value for name, value in Attempt.start(QUIZ).to_plain().items() if name != "first"}
    assert Attempt.from_plain(QUIZ, plain).first == ()


def test_neighbours_on_the_front_page_begin_their_three_messages_otherwise() -> None:
    quizzes = {
        "one": made("parcel", "reminder", "call", id="one"),
        "two": made("reminder", "parcel", "call", id="two"),
        "three": made("parcel", "notice", "call", id="three"),
        "none": made("parcel", id="none"),
    }

    orders = {name: order for name, quiz in quizzes.items() if (order := order_of_three(quiz))}

    def found(*order: str) -> list[str]:
        groups = (Group(title=Text(both("G", "G")), quizzes=order),)
        return [name for name, _ in three_in_another_order(LibrarySettings(groups=groups), orders)]

    assert found("one", "two", "three") == []
    assert found("one", "none", "three", "two") == ["three"]
    assert found("three", "one", "two") == ["one"]
