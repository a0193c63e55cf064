"""Attempts: what is asked next, what stands, resuming, and the result."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence
from dataclasses import FrozenInstanceError, replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import Answer, Attempt, ContentError, InvalidResponse, Points, Problem, Quiz, Result, Share, VerdictCounts
from tests.quizlib.sample import PLAIN

QUIZ = Quiz.model_validate(PLAIN)
ORDER = tuple(question.id for question in QUIZ.questions)
WHOLE = {
    "look": [""],
    "parcel": ["scam", "genuine", "unsure"],
    "reminder": ["scam", "genuine", "unsure"],
    "call": ["talk", "hang-up", "ask"],
    "keep": ["code", "name", "code card", "town"],
    "worry": ["1", "2", "3", "4", "5"],
    "marks": ["dear", "gift", "gift now site"],
    "notice": ["scam", "genuine", "unsure"],
    "lost-card": ["block look-through report tell", "tell report look-through block"],
    "share": ["pin:never town:fine card:never", "pin:fine town:fine card:fine"],
    "caller": ["hang-up", "listen half", "listen again listen give"],
}
RIGHT = {question.id: question.key for question in QUIZ.questions if question.key}


@st.composite
def walks(draw: st.DrawFn) -> Attempt:
    """An attempt at some moment: all questions or some, answered in any order."""
    only = draw(st.none() | st.sets(st.sampled_from(ORDER), min_size=1))
    attempt = Attempt.start(QUIZ, only=only)
    asked = [question.id for question in attempt.questions]
    for name in draw(st.lists(st.sampled_from(asked), unique=True)):
        response = draw(st.sampled_from(WHOLE[name])).split()
        decided = name in RIGHT and response != ["unsure"]
        sure = draw(st.sampled_from([None, 1, 2, 3])) if decided else None
        attempt = attempt.answer(name, response, sure).attempt
    return attempt


@given(walks(), st.randoms())
def test_resuming_gives_back_the_attempt_whatever_the_order_of_answers(attempt: Attempt, random: Random) -> None:
    answers = list(attempt.answers)
    random.shuffle(answers)
    again = Attempt.resume(QUIZ, attempt.id, answers, attempt.only)
    assert again == attempt
    assert (again.question, again.questions, again.result) == (attempt.question, attempt.questions, attempt.result)


@given(walks())
def test_the_next_question_is_the_first_that_is_not_answered(attempt: Attempt) -> None:
    answered = [answer.question for answer in attempt.answers]
    open_ = [question for question in attempt.questions if question.id not in answered]
    assert attempt.question == (open_[0] if open_ else None)
    assert answered == [question.id for question in attempt.questions if question.id in answered]


@given(walks(), st.data())
def test_the_first_answer_stands(attempt: Attempt, data: st.DataObject) -> None:
    for given_ in attempt.answers:
        step = attempt.answer(given_.question, data.draw(st.sampled_from(WHOLE[given_.question])).split())
        assert step.attempt is attempt
        assert step.answer is given_
        assert (step.outcome.response, step.outcome.score) == (given_.response, given_.score)


@given(walks())
def test_a_result_counts_every_answer_once(attempt: Attempt) -> None:
    result, names = attempt.result, {answer.question for answer in attempt.answers}
    assert result.scams.of + result.genuine.of == len(names & {"parcel", "reminder", "notice"})
    assert result.safe_choices.of == len(names & {"call", "lost-card", "caller"})
    assert set(result.not_right) == {
        answer.question for answer in attempt.answers if answer.score is not None and answer.score < 1
    }


@given(walks())
def test_how_sure_one_was_changes_nothing_but_what_is_said_of_sureness(attempt: Attempt) -> None:
    result = attempt.result
    silent = Attempt.resume(QUIZ, attempt.id, [replace(answer, sure=None) for answer in attempt.answers], attempt.only)
    assert replace(result, sure=Share(), deceived=()) == silent.result
    quite = [answer for answer in attempt.answers if answer.sure == 3 and answer.score is not None]
    assert result.sure == Share(sum(answer.score == 1 for answer in quite), len(quite))
    assert set(result.deceived) <= {answer.question for answer in quite} & set(result.not_right)


def test_even_an_impossible_response_to_an_answered_question_gets_the_first_answer() -> None:
    first = Attempt.start(QUIZ).answer("call", ["talk"])
    assert first.attempt.answer("call", ["nonsense"]).answer is first.answer


def test_an_answer_is_what_is_stored() -> None:
    step = Attempt.start(QUIZ, id="here").answer("parcel", ["scam"], 2)
    assert step.answer == Answer("parcel", QUIZ.questions[1].version, ("scam",), 1.0, 2)
    assert step.attempt.answers == (step.answer,)
    assert step.outcome.feedback["scam"]["en"] == "Yes"


def test_answering_leaves_the_attempt_before_as_it_was() -> None:
    attempt = Attempt.start(QUIZ, id="here")
    attempt.answer("parcel", ["scam"])
    assert attempt == Attempt(QUIZ, "here")
    with pytest.raises(FrozenInstanceError):
        attempt.answers = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("question", "response", "sure", "reason"),
    [
        ("call", [], None, "missing"),
        ("call", ["fly"], None, "impossible"),
        ("unknown", ["talk"], None, "impossible"),
        ("parcel", ["scam"], 0, "impossible"),
        ("parcel", ["scam"], 4, "impossible"),
        ("parcel", ["unsure"], 2, "impossible"),
        ("worry", ["3"], 3, "impossible"),
        ("look", [], 3, "impossible"),
        ("call", "talk", None, "impossible"),
    ],
)
def test_an_invalid_response_is_not_wrong(
    question: str, response: Sequence[str], sure: int | None, reason: str
) -> None:
    with pytest.raises(InvalidResponse) as raised:
        Attempt.start(QUIZ).answer(question, response, sure)
    assert raised.value.reason == reason


def test_only_some_questions_are_asked_in_the_order_of_the_quiz() -> None:
    attempt = Attempt.start(QUIZ, only=["worry", "call"])
    assert [question.id for question in attempt.questions] == ["call", "worry"]
    assert attempt.only == ("call", "worry")
    with pytest.raises(InvalidResponse, match="not asked"):
        attempt.answer("parcel", ["scam"])


def test_unknown_questions_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="only names 'nothing'"):
        Attempt.start(QUIZ, only=["nothing"])
    answer = Attempt.start(QUIZ).answer("parcel", ["scam"]).answer
    with pytest.raises(ValueError, match="answers names 'parcel'"):
        Attempt.resume(QUIZ, "here", [answer], only=["call"])
    with pytest.raises(ValueError, match="answers names 'gone'"):
        Attempt.resume(QUIZ, "here", [replace(answer, question="gone")])


def test_ids_are_128_random_bits() -> None:
    names = {Attempt.start(QUIZ).id for _ in range(50)}
    assert len(names) == 50
    assert {len(name) for name in names} == {22}


def result(**responses: str) -> Result:
    attempt = Attempt.start(QUIZ)
    for name, response in responses.items():
        attempt = attempt.answer(name.replace("_", "-"), response.split()).attempt
    return attempt.result


def test_the_result_of_nothing_is_nothing() -> None:
    assert result() == Result({}, Share(), (), points=Points(0, 0, 9))


def test_the_result_of_all_right() -> None:
    right = {name.replace("-", "_"): " ".join(key) for name, key in RIGHT.items()}
    assert result(**right, worry="1", look="") == Result(
        {"scam": VerdictCounts(right=1), "genuine": VerdictCounts(right=2)}, Share(3, 3), (), points=Points(9, 9, 9)
    )


def test_what_is_partly_right_is_no_safe_choice_and_is_looked_at_again() -> None:
    assert result(lost_card="look-through block report tell", caller="listen half", marks="gift", call="ask") == Result(
        {},
        Share(0, 3),
        ("call", "marks", "lost-card", "caller"),
        points=Points(2.166666, 4, 9),
    )


def test_doubt_is_not_counted_as_wrong_yet_is_looked_at_again() -> None:
    assert result(parcel="unsure", reminder="scam", call="ask", keep="code", worry="5") == Result(
        {"scam": VerdictCounts(unsure=1), "genuine": VerdictCounts(wrong=1)},
        Share(0, 1),
        ("parcel", "reminder", "call", "keep"),
        points=Points(1.5, 4, 9),
    )
    assert result(parcel="genuine").scams == VerdictCounts(0, 0, 1)


@given(walks())
def test_points_are_the_scores_of_what_has_a_key(attempt: Attempt) -> None:
    points, scores = attempt.result.points, [answer.score for answer in attempt.answers if answer.score is not None]
    assert points.reached == pytest.approx(sum(scores))
    assert points.answered == len(scores)
    assert points.of == sum(question.key is not None for question in attempt.questions)
    assert points.share is None or 0 <= points.share <= 1


def test_a_quiz_in_which_nothing_is_right_or_wrong_has_no_share_of_points() -> None:
    assert Attempt.start(QUIZ, only=["worry"]).result.points.share is None
    assert Attempt.start(QUIZ, only=["call"]).answer("call", ["hang-up"]).attempt.result.points.share == 1


def test_tallies_add_up() -> None:
    assert VerdictCounts(3, 2, 1).of == 6


def test_what_is_kept_comes_back_from_another_process_as_it_was() -> None:
    step = Attempt.start(QUIZ).answer("parcel", ["scam"], 2)
    for kept in (QUIZ, step, step.attempt, step.attempt.result):
        assert pickle.loads(pickle.dumps(kept)) == copy.deepcopy(kept) == kept  # noqa: S301 - our own


def test_errors_come_back_from_another_process_as_they_were() -> None:
    problem = Problem("error", "a.yaml", 2, 1, "title", "is missing", "write it")
    for error in (InvalidResponse("missing", "nothing was chosen"), ContentError([problem, problem])):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        assert str(again) == str(error)
        assert vars(again) == vars(error)
