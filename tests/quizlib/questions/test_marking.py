"""Marking, of every type: the key earns full marks, any response is marked or refused, and nothing is changed by it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from quizlib import InvalidResponse, Outcome, Question, Quiz, Text
from tests.quizlib.drawn import FIELDS, POSSIBLE, TYPES, asked, questions
from tests.quizlib.sample import built

OF_EVERY_TYPE = pytest.mark.parametrize("kind", TYPES)
NOTHING_IS_RIGHT = {"example", "rating"}


def marked(question: Question, response: list[str]) -> Outcome | str:
    """Return the outcome, or the reason for refusing."""
    try:
        return question.mark(response)
    except InvalidResponse as error:
        return error.reason


def test_no_type_is_forgotten_here(quiz: Quiz) -> None:
    assert len(TYPES) == len(set(TYPES))
    assert set(FIELDS) == set(POSSIBLE) == {question.type for question in quiz.questions} == set(TYPES)


@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=40)
def test_the_key_earns_full_marks(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind))
    assert (question.key is None) is (kind in NOTHING_IS_RIGHT)
    if question.key is not None:
        assert question.mark(question.key).score == 1


@pytest.mark.slow
@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=120)
def test_any_response_is_marked_from_0_to_1_or_refused_with_a_reason(kind: str, data: st.DataObject) -> None:
    question, response = data.draw(asked(kind))
    outcome = marked(question, response)
    if isinstance(outcome, str):
        assert outcome in ("missing", "impossible")
    elif question.key is None:
        assert outcome.score is None
    else:
        assert outcome.score is not None
        assert 0 <= outcome.score <= 1
        assert outcome.score == round(outcome.score, 6)


@pytest.mark.slow
@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=50)
def test_a_whole_response_of_what_is_offered_is_never_refused_as_impossible(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind))
    assert marked(question, data.draw(POSSIBLE[kind](question))) != "impossible"


@pytest.mark.slow
@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=50)
def test_marking_is_pure(kind: str, data: st.DataObject) -> None:
    question, response = data.draw(asked(kind))
    before, given_before = question.model_dump_json(), list(response)
    first = marked(question, response)
    assert marked(question, response) == first
    assert marked(question.model_copy(deep=True), response) == first, "nor does it rest on what was marked before"
    assert (question.model_dump_json(), response) == (before, given_before)


@pytest.mark.slow
@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=50)
def test_what_is_stored_is_what_was_sent_and_can_be_marked_again(kind: str, data: st.DataObject) -> None:
    question, response = data.draw(asked(kind))
    outcome = marked(question, response)
    if isinstance(outcome, Outcome):
        assert outcome.response == tuple(response)
        assert question.mark(outcome.response) == outcome
        assert all(isinstance(said, Text) for said in outcome.feedback.values())


@pytest.mark.slow
@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=30)
def test_all_parts_are_right_where_the_answer_is_and_nowhere_else(kind: str, data: st.DataObject) -> None:
    question, response = data.draw(asked(kind))
    outcome = marked(question, response)
    if isinstance(outcome, Outcome) and outcome.parts:
        assert 0 <= outcome.parts.right <= outcome.parts.of
        assert (outcome.parts.right == outcome.parts.of) == (outcome.score == 1)


@pytest.mark.slow
@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=30)
def test_only_what_goes_on_is_right_so_far_and_not_whole(kind: str, data: st.DataObject) -> None:
    question, response = data.draw(asked(kind))
    if question.goes_on(response):
        assert kind == "conversation"
        assert marked(question, response) == "missing"


@OF_EVERY_TYPE
@given(data=st.data())
@settings(max_examples=20)
def test_no_response_is_missing_and_not_wrong(kind: str, data: st.DataObject) -> None:
    outcome = marked(data.draw(questions(kind)), [])
    assert outcome == (Outcome((), None) if kind == "example" else "missing")


@OF_EVERY_TYPE
def test_what_was_never_offered_is_impossible(kind: str, quiz: Quiz) -> None:
    question = next(question for question in quiz.questions if question.type == kind)
    for response in (["fly"], [""], [question.id], ["a:b"], ["\0"], [*(question.key or ["3"]), "fly"]):
        assert marked(question, response) == "impossible"


@OF_EVERY_TYPE
def test_nothing_can_be_chosen_twice(kind: str, quiz: Quiz) -> None:
    question = next(question for question in quiz.questions if question.type == kind)
    key = question.key or ("3",)
    assert marked(question, [*key, key[-1]]) == "impossible"


def test_a_question_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        built("call").stem = built("keep").stem
