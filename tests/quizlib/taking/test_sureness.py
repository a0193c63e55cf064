"""How sure one was: it never changes a score, and the result says where being quite sure deceived."""

from __future__ import annotations

import pytest

from quizlib import Attempt, InvalidResponse, Quiz, Result, Share
from tests.quizlib.sample import PLAIN

QUIZ = Quiz.model_validate(PLAIN)


def result(*said: tuple[str, str, int | None]) -> Result:
    """Return the result of answering: question, response, how sure one was."""
    attempt = Attempt.start(QUIZ)
    for name, response, sure in said:
        attempt = attempt.answer(name, response.split(), sure).attempt
    return attempt.result


def test_of_what_one_was_quite_sure_of_the_result_says_how_much_was_right() -> None:
    said = result(("parcel", "scam", 3), ("reminder", "scam", 3), ("call", "hang-up", 3), ("keep", "code", 3))
    assert said.sure == Share(2, 4)


def test_only_quite_sure_counts() -> None:
    assert result(("parcel", "scam", 2), ("reminder", "scam", 1), ("call", "hang-up", None)).sure == Share(0, 0)


@pytest.mark.parametrize(("question", "response"), [("worry", "3"), ("look", "")])
def test_what_has_no_right_answer_is_nothing_to_be_sure_of(question: str, response: str) -> None:
    with pytest.raises(InvalidResponse) as raised:
        result((question, response, 3))
    assert raised.value.reason == "impossible"


def test_nobody_is_sure_in_a_quiz_that_does_not_ask_for_it() -> None:
    silent = QUIZ.model_copy(update={"sure": False})
    with pytest.raises(InvalidResponse, match="'sample' does not ask how sure people are") as raised:
        Attempt.start(silent).answer("parcel", ["scam"], 3)
    assert raised.value.reason == "impossible"


def test_a_message_deceived_whoever_was_quite_sure_and_wrong() -> None:
    said = result(
        ("parcel", "genuine", 3),
        ("reminder", "scam", 3),
        ("notice", "scam", 2),
        ("call", "talk", 3),
        ("marks", "at", 3),
    )
    assert said.deceived == ("parcel", "reminder")
    assert said.sure == Share(0, 4)


def test_nobody_is_deceived_who_was_right_or_in_doubt() -> None:
    assert result(("parcel", "scam", 3), ("reminder", "unsure", None), ("notice", "scam", 1)).deceived == ()


@pytest.mark.parametrize("sure", [None, 1, 2, 3])
@pytest.mark.parametrize(("response", "score"), [("scam", 1), ("genuine", 0)])
def test_sureness_changes_no_score(sure: int | None, response: str, score: float) -> None:
    step = Attempt.start(QUIZ).answer("parcel", [response], sure)
    assert (step.answer.sure, step.answer.score, step.outcome.score) == (sure, score, score)


@pytest.mark.parametrize("sure", [1, 2, 3])
def test_nobody_is_asked_how_sure_a_doubt_is(sure: int) -> None:
    with pytest.raises(InvalidResponse) as raised:
        Attempt.start(QUIZ).answer("parcel", ["unsure"], sure)
    assert raised.value.reason == "impossible"
