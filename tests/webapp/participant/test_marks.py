"""Marks: how each question ended for the person; what is safe; and what they are thanked for."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from quizlib import Attempt, Share, load_library
from tests.places import LIBRARY
from tests.webapp.taking import answer, arrive, begin
from tests.webapp.words import text
from webapp.participant.taking.marks import deed_of, marks_of, safely

LIBRARY_OF_TESTS = load_library(LIBRARY)
WAYS = LIBRARY_OF_TESTS.quizzes["maader"]
MESSAGES = LIBRARY_OF_TESTS.quizzes["beskeder"]


def taken(responses: dict[str, str], again: dict[str, str] | None = None) -> Attempt:
    """Return an attempt at the quiz with every way of asking; the other questions are answered rightly."""
    attempt = Attempt.start(WAYS)
    for question in WAYS.questions:
        given = responses[question.id].split() if question.id in responses else question.key or ()
        attempt = attempt.answer(question.id, given).attempt
        if again and question.id in again:
            attempt = attempt.again(question.id, again[question.id].split()).attempt
    return attempt


def how(attempt: Attempt) -> dict[str, str]:
    return {mark.question.id: mark.how for mark in marks_of(attempt)}


def test_every_question_that_can_be_right_has_one_mark() -> None:
    marks = marks_of(taken({}))
    assert [mark.question.id for mark in marks] == [one.id for one in WAYS.questions if one.marked]
    assert [mark.n for mark in marks] == [n for n, one in enumerate(WAYS.questions, start=1) if one.marked]
    assert safely(marks) == Share(len(marks), len(marks))
    assert {mark.how for mark in marks} == {"seen", "recognised", "right"}


def test_a_doubt_is_safe_whatever_the_message_was() -> None:
    marks = marks_of(taken({"notice": "unsure", "fee": "unsure"}))
    assert [mark.how for mark in marks].count("checked") == 2
    assert safely(marks).right == safely(marks).of


def test_a_second_try_that_is_right_is_safe_and_one_that_is_not_counts_as_the_better_of_both() -> None:
    assert how(taken({"wait": "answer"}))["wait"] == "look"
    assert how(taken({"wait": "answer"}, {"wait": "wait"}))["wait"] == "again"
    assert how(taken({"wait": "answer"}, {"wait": "answer"}))["wait"] == "look"
    marks = {mark.question.id: mark for mark in marks_of(taken({"marks": "address"}, {"marks": "haste"}))}
    assert (marks["marks"].how, marks["marks"].safe) == ("part", False)


def test_what_is_right_in_part_says_how_much_lies_right() -> None:
    (share,) = [
        mark for mark in marks_of(taken({"share": "hours:fine code:fine password:never"})) if mark.how == "part"
    ]
    assert (share.question.id, share.parts, share.safe) == ("share", Share(2, 3), False)


def test_a_wrong_verdict_and_a_lost_call_are_worth_another_look() -> None:
    attempt = taken({"fee": "genuine", "bank-call": "listen give"})
    assert {name for name, one in how(attempt).items() if one == "look"} == {"fee", "bank-call"}
    assert safely(marks_of(attempt)) == Share(5, 7)


def test_a_sign_that_was_found_is_thanked_for_before_all_else() -> None:
    deed = deed_of(taken({"notice": "unsure", "wait": "answer"}, {"wait": "wait"}), "da")
    assert deed is not None
    assert (deed.what, deed.question.id) == ("found", "marks")
    assert deed.quote in str(deed.question.message)


def test_what_was_done_is_thanked_for_and_never_a_right_verdict_alone() -> None:
    key = {question.id: question.key or () for question in MESSAGES.questions}
    attempt = Attempt.start(MESSAGES)
    for name, response in key.items():
        attempt = attempt.answer(name, response).attempt
    assert deed_of(attempt, "da") is None
    first = next(question.id for question in MESSAGES.questions if question.judges)
    doubtful = Attempt.start(MESSAGES).answer(first, ["unsure"]).attempt
    deed = deed_of(doubtful, "da")
    assert deed is not None
    assert deed.what == "checked"


def numbers(page: str) -> list[str]:
    return re.findall(r"\b\d+ af \d+\b", page)


def test_who_doubts_every_message_is_told_that_all_of_it_was_safe(course: FlaskClient) -> None:
    address = begin(course, "kanaler")
    count = len(LIBRARY_OF_TESTS.quizzes["kanaler"].questions)
    for n in range(1, count + 1):
        answer(course, f"{address}/{n}", "unsure")
    page = text(course.get(f"{address}/result"))
    assert f"{count} af {count} gange endte du et trygt sted." in page
    assert page.count("ville tjekke") >= count
    assert "Du stoppede op og ville tjekke." in page
    assert numbers(page) == [f"{count} af {count}"]


def test_below_half_there_is_no_number(course: FlaskClient) -> None:
    quiz = LIBRARY_OF_TESTS.quizzes["kanaler"]
    address = begin(course, "kanaler")
    for n, question in enumerate(quiz.questions, start=1):
        answer(course, f"{address}/{n}", "genuine" if question.truth == "scam" else "scam")
    page = text(course.get(f"{address}/result"))
    assert "beskeder, du kan se på igen, gerne sammen med en, du stoler på." in page
    assert numbers(page) == []
    assert "Tak, fordi du tog dig tid." in page


def test_each_mark_leads_to_its_explanation(course: FlaskClient) -> None:
    result = f"{arrive(course, 8)[:-1]}result"
    course.post(result.replace("result", "8"), data={"response": "answer"})
    page = course.get(result)
    for n in range(2, 9):
        told = course.get(f"{result.removesuffix('result')}{n}?show=1")
        assert f'href="{result.removesuffix("result")}{n}?show=1"' in page.text
        assert "verdict" in told.text
        assert "Se, hvordan det gik" in text(told), "and back again"


@pytest.mark.parametrize("lost", [False, True])
def test_when_the_answers_are_gone_the_browser_still_knows_how_often_it_was_safe(
    course: FlaskClient, *, lost: bool
) -> None:
    result = f"{arrive(course, 8)[:-1]}result"
    answer(course, result.replace("result", "8"), "wait")
    if lost:
        course.application.extensions["services"].database.write(
            lambda connection: connection.execute("DELETE FROM liveattempt", {})
        )
    page = text(course.get(result))
    assert "7 af 7 gange endte du et trygt sted." in page
    assert ("gennemskuet" in page) is not lost


def test_a_message_from_a_bare_number_is_named_by_what_was_asked(course: FlaskClient) -> None:
    quiz = LIBRARY_OF_TESTS.quizzes["kanaler"]
    address = begin(course, quiz.id)
    for n, question in enumerate(quiz.questions, start=1):
        answer(course, f"{address}/{n}", *(question.key or ()))
    (marks,) = re.findall(r'<ol class="marks">(.*?)</ol>', course.get(f"{address}/result").text, re.DOTALL)
    bare = [one for one in quiz.questions if one.message and one.message.sender["da"].startswith("+")]
    assert bare
    assert "+45" not in marks
    assert all(one.stem["da"].split()[0] in marks for one in bare)
