"""Second tries: where one is offered, and that the first answer is the one that counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizlib import Answer, Attempt, InvalidResponse, Quiz
from tests.quizlib.sample import PLAIN, Plain, both, the

Changed = Callable[[Callable[[Plain], object]], Quiz]
QUIZ = Quiz.model_validate(PLAIN)
WITH_HINT = {
    "call": ("talk", "hang-up"),
    "marks": ("dear", "gift now site"),
    "lost-card": ("tell report look-through block", "block look-through report tell"),
    "caller": ("listen give", "hang-up"),
}


def after(name: str, response: str, quiz: Quiz = QUIZ) -> Attempt:
    """Return an attempt after one answer."""
    return Attempt.start(quiz, id="here").answer(name, response.split()).attempt


def refused(attempt: Attempt, name: str, response: str) -> str:
    with pytest.raises(InvalidResponse) as raised:
        attempt.again(name, response.split())
    return raised.value.reason


@pytest.mark.parametrize("name", WITH_HINT)
def test_a_wrong_first_answer_opens_a_second_try_where_there_is_a_hint(name: str) -> None:
    wrong, right = WITH_HINT[name]
    assert not Attempt.start(QUIZ).tries_again(name), "nothing was answered yet"
    assert after(name, wrong).tries_again(name)
    assert not after(name, right).tries_again(name)


@pytest.mark.parametrize("name", WITH_HINT)
def test_a_second_try_is_marked_and_kept_and_changes_nothing_else(name: str) -> None:
    wrong, right = WITH_HINT[name]
    first = after(name, wrong)
    step = first.again(name, right.split())
    (answer,) = first.answers
    assert step.outcome.score == 1
    assert step.answer == Answer(name, answer.version, answer.response, answer.score, again=tuple(right.split()))
    assert step.attempt.answers == (step.answer,)
    assert step.attempt.result == first.result
    assert step.attempt.question == first.question
    assert first.answers == (answer,), "the attempt before is as it was"


@pytest.mark.parametrize("name", WITH_HINT)
def test_the_first_second_try_stands(name: str) -> None:
    wrong, right = WITH_HINT[name]
    tried = after(name, wrong).again(name, wrong.split()).attempt
    assert not tried.tries_again(name)
    for response in (right.split(), ["nonsense"], []):
        step = tried.again(name, response)
        assert step.attempt is tried
        assert step.answer is tried.answers[0]
        assert step.outcome.response == tuple(wrong.split())


def test_what_is_half_right_may_be_tried_again() -> None:
    assert after("call", "ask").tries_again("call")
    assert after("caller", "listen half").tries_again("caller")


def test_a_second_try_leaves_the_other_answers_and_sureness_alone() -> None:
    attempt = Attempt.start(QUIZ, id="here")
    for name, response, sure in (("parcel", "scam", 3), ("call", "talk", 2), ("keep", "name", None)):
        attempt = attempt.answer(name, [response], sure).attempt
    tried = attempt.again("call", ["hang-up"]).attempt
    assert [answer.question for answer in tried.answers] == ["parcel", "call", "keep"]
    assert tried.answers[0] is attempt.answers[0]
    assert tried.answers[1].sure == 2
    assert tried.result == attempt.result


def test_an_attempt_with_a_second_try_comes_back_as_it_was() -> None:
    tried = after("call", "talk").again("call", ["ask"]).attempt
    assert Attempt.resume(QUIZ, tried.id, tried.answers) == tried
    assert tried.answer("call", ["hang-up"]).answer.again == ("ask",)


@pytest.mark.parametrize(
    ("name", "response", "why"),
    [
        ("keep", "name", "there is no hint"),
        ("call", "hang-up", "the first answer was right"),
        ("parcel", "genuine", "of two verdicts the second would be no judgement"),
        ("worry", "3", "nothing is right or wrong"),
        ("look", "", "nothing is asked"),
    ],
)
def test_no_second_try_is_open(name: str, response: str, why: str, changed: Changed) -> None:
    def hints(data: Plain) -> None:
        for question in data["questions"]:
            if question["id"] in ("parcel", "worry", "look"):
                question["hint"] = both("Se efter", "Look")

    attempt = after(name, response, changed(hints))
    assert not attempt.tries_again(name), why
    assert refused(attempt, name, response) == "impossible"


def test_a_check_up_has_no_second_try() -> None:
    quiz = Quiz.model_validate({**PLAIN, "kind": "check-up", "form": "A", "questions": [the("call"), the("keep")]})
    attempt = after("call", "talk", quiz)
    assert not attempt.tries_again("call")
    assert refused(attempt, "call", "hang-up") == "impossible"


def test_nothing_is_tried_again_that_was_not_asked_or_answered() -> None:
    attempt = Attempt.start(QUIZ, only=["call", "keep"])
    for name in ("call", "lost-card", "unknown"):
        assert not attempt.tries_again(name)
        assert refused(attempt, name, "hang-up") == "impossible"


@pytest.mark.parametrize(
    ("name", "response", "reason"),
    [
        ("call", "", "missing"),
        ("call", "fly", "impossible"),
        ("lost-card", "block", "missing"),
        ("caller", "listen", "missing"),
        ("caller", "listen stop stop", "impossible"),
    ],
)
def test_a_second_try_that_cannot_be_marked_uses_nothing_up(name: str, response: str, reason: str) -> None:
    attempt = after(name, WITH_HINT[name][0])
    assert refused(attempt, name, response) == reason
    assert attempt.tries_again(name)
