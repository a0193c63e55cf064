"""Answers and attempts as plain data: they come back from JSON as they were, and what cannot be is refused."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import Answer, Attempt, InvalidResponse, PlainAnswer, Quiz, StaleAnswer, VerdictCounts
from tests.quizlib.drawn import POSSIBLE, TEXT, TYPES, questions
from tests.quizlib.sample import PLAIN

QUIZ = Quiz.model_validate(PLAIN)


def through_json(plain: object) -> Any:  # noqa: ANN401 - plain data of any shape
    return json.loads(json.dumps(plain))


@st.composite
def taken(draw: st.DrawFn, kind: str) -> Attempt:
    """An attempt at a quiz of one question of this type, answered, perhaps with sureness or a second try."""
    question = draw(questions(kind))
    hinted = question.model_copy(update={"hint": question.stem})
    title = {"title": TEXT, "summary": TEXT, "minutes": 1, "sure": True}
    quiz = Quiz.model_validate({"id": "drawn", **title, "questions": [hinted]})
    attempt = Attempt.start(quiz, only=draw(st.sampled_from([None, [question.id]])))
    try:
        step = attempt.answer(question.id, draw(POSSIBLE[kind](hinted)))
        if question.key and not question.doubts(step.answer.response):
            step = attempt.answer(question.id, step.answer.response, draw(st.sampled_from([None, 1, 2, 3])))
        if step.attempt.tries_again(question.id) and draw(st.booleans()):
            step = step.attempt.again(question.id, question.key or ())
    except InvalidResponse:  # a path that has not come to its end, or nothing marked
        return attempt
    return step.attempt


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPES)
@given(st.data())
def test_an_attempt_comes_back_from_json_as_it_was(kind: str, data: st.DataObject) -> None:
    attempt = data.draw(taken(kind))
    again = Attempt.from_plain(attempt.quiz, through_json(attempt.to_plain()))
    assert again == attempt
    assert again.result == attempt.result
    assert again.to_plain() == attempt.to_plain()


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPES)
@given(st.data())
def test_so_does_each_of_its_answers_whichever_way_it_is_read(kind: str, data: st.DataObject) -> None:
    attempt = data.draw(taken(kind))
    for answer in attempt.answers:
        assert Answer.from_plain(through_json(answer.to_plain())) == answer
        assert Answer(**through_json(asdict(answer))) == answer
    assert Attempt.resume(attempt.quiz, attempt.id, [Answer(**through_json(asdict(a))) for a in attempt.answers]) == (
        replace(attempt, only=None)
    )


def test_a_doubt_stays_a_doubt() -> None:
    attempt = Attempt.start(QUIZ).answer("parcel", ["unsure"]).attempt
    answers = [Answer(**through_json(asdict(answer))) for answer in attempt.answers]
    assert Attempt.resume(QUIZ, attempt.id, answers).result.scams == VerdictCounts(unsure=1)


def stored(**changes: object) -> Answer:
    """Return the answer to a verdict, the way it was stored, with other fields."""
    return Answer(**{**asdict(Attempt.start(QUIZ).answer("parcel", ["scam"], 2).answer), **changes})


def test_answers_to_another_version_are_stale() -> None:
    with pytest.raises(StaleAnswer, match=r"'parcel' is now of version \w+, not 12345678") as raised:
        Attempt.resume(QUIZ, "here", [stored(version="12345678")])
    assert (raised.value.name, raised.value.version) == ("parcel", "12345678")
    assert raised.value.current == QUIZ.questions[1].version


@pytest.mark.parametrize(
    "changes",
    [
        {"response": ["fly"]},
        {"response": [1]},
        {"response": ["scam", "genuine"]},
        {"score": 0.5},
        {"score": 99.0},
        {"score": None},
        {"score": "1"},
        {"sure": 7},
        {"sure": 0},
        {"response": ["unsure"], "score": 0.5},
        {"again": ["fly"]},
    ],
)
def test_an_answer_that_cannot_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidResponse) as raised:
        Attempt.resume(QUIZ, "here", [stored(**changes)])
    assert raised.value.reason == "impossible"


def test_a_response_that_is_missing_is_said_to_be() -> None:
    with pytest.raises(InvalidResponse) as raised:
        Attempt.resume(QUIZ, "here", [stored(response=[])])
    assert raised.value.reason == "missing"


def test_a_quiz_that_asks_for_no_sureness_any_more_keeps_what_was_given() -> None:
    silent = QUIZ.model_copy(update={"sure": False})
    assert Attempt.resume(silent, "here", [stored()]).answers == (stored(),)


@pytest.mark.parametrize("changes", [{"response": "scam"}, {"again": "scam"}, {"response": None}])
def test_a_text_is_no_list_of_choices(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidResponse, match="a response is a list of texts"):
        stored(**changes)


@pytest.mark.parametrize("question", QUIZ.questions, ids=lambda question: question.type)
def test_no_question_takes_a_text_for_a_response(question: Any) -> None:  # noqa: ANN401 - of any type
    with pytest.raises(InvalidResponse, match="a response is a list of texts") as raised:
        question.mark("scam")
    assert raised.value.reason == "impossible"


@pytest.mark.parametrize("plain", [{}, {"question": "parcel"}, {**stored().to_plain(), "more": 1}])
def test_what_is_no_answer_is_refused(plain: PlainAnswer) -> None:
    with pytest.raises(ValueError, match="no answer: "):
        Answer.from_plain(plain)


def test_what_is_no_attempt_at_this_quiz_is_refused() -> None:
    plain = Attempt.start(QUIZ).answer("parcel", ["scam"]).attempt.to_plain()
    with pytest.raises(ValueError, match="an attempt at 'other', not at 'sample'"):
        Attempt.from_plain(QUIZ, {**plain, "quiz": "other"})
    with pytest.raises(StaleAnswer, match="'sample' is now of version"):
        Attempt.from_plain(QUIZ, {**plain, "version": "12345678"})
    with pytest.raises(ValueError, match="no attempt: 'only' is missing"):
        Attempt.from_plain(QUIZ, {name: value for name, value in plain.items() if name != "only"})


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPES)
@given(data=st.data())
def test_trusted_answers_make_the_same_attempt_without_being_marked_again(kind: str, data: st.DataObject) -> None:
    attempt = data.draw(taken(kind))
    again = Attempt.resume(attempt.quiz, attempt.id, attempt.answers, attempt.only, trusted=True)
    assert again == attempt
    wrong = [replace(answer, score=99.0) for answer in attempt.answers]
    assert Attempt.resume(attempt.quiz, attempt.id, wrong, attempt.only, trusted=True).answers == tuple(wrong)
