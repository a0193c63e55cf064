"""The shipped quizzes: nothing to complain of, both sides shown, something to do, and no trick that passes them."""

from __future__ import annotations

from functools import cache

import pytest

from quizlib import Library, Problem, Question, Quiz, read_library
from quizlib.rules import RULES, WHOLE_RULES
from tests.content.strategies import STRATEGIES, earned
from tests.places import CONTENT
from webapp.site_content.reading import read_content

NAMES = sorted(path.stem for path in (CONTENT / "quizzes").glob("*.yaml"))
LIMIT = 0.6


@cache
def shipped() -> tuple[Library, tuple[Problem, ...]]:
    return read_library(CONTENT)


def the(name: str) -> Quiz:
    return shipped()[0].quizzes[name]


def shown(quiz: Quiz, truth: str) -> list[Question]:
    return [question for question in quiz.questions if question.truth == truth]


KIND_QUIZ = [name for name in NAMES if the(name).kind == "quiz"]


def test_quizlib_has_nothing_to_say() -> None:
    assert [str(problem) for problem in shipped()[1]] == []


def test_the_site_has_nothing_to_say() -> None:
    content, problems = read_content(CONTENT)
    assert [str(problem) for problem in problems] == []
    assert content.help


def test_every_quiz_is_read_and_checked() -> None:
    assert list(shipped()[0].quizzes) == NAMES
    assert KIND_QUIZ
    assert RULES
    assert WHOLE_RULES


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_scams_and_genuine_messages_stand_side_by_side(name: str) -> None:
    assert len(shown(the(name), "scam")) >= 3
    assert len(shown(the(name), "genuine")) >= 3


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_three_questions_are_about_what_to_do_one_of_them_on_a_genuine_message(name: str) -> None:
    acts = [question for question in the(name).questions if question.about == "act"]
    assert len(acts) >= 3
    assert any(question.message and question.truth == "genuine" for question in acts)


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_every_judged_message_shows_its_signs_and_how_to_check_it(name: str) -> None:
    for question in the(name).questions:
        if question.about == "judge":
            assert question.message, question.id
            assert question.message.signs, question.id
            assert question.check, question.id
            assert question.rationale, question.id
            assert question.difficulty, question.id


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_a_quiz_asks_in_several_ways_and_takes_ten_minutes_or_so(name: str) -> None:
    quiz = the(name)
    types = [question.type for question in quiz.questions]
    assert types[0] == "example"
    assert 8 <= len(types) - quiz.examples <= 11
    assert len(set(types) - {"example"}) >= 4
    assert "signs" in types
    assert 8 <= quiz.minutes <= 12


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_twins_do_not_stand_next_to_each_other_and_differ_in_truth(name: str) -> None:
    questions = list(the(name).questions)
    places = {question.id: place for place, question in enumerate(questions)}
    pairs = [(questions[places[question.twin]], question) for question in questions if question.twin]
    assert pairs
    for earlier, later in pairs:
        assert {earlier.truth, later.truth} == {"scam", "genuine"}
        assert places[later.id] - places[earlier.id] > 1


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_what_one_takes_home_fits_on_a_sheet(name: str) -> None:
    quiz = the(name)
    assert 4 <= len(quiz.takeaways) <= 6
    assert 3 <= len(quiz.actions) <= 5
    assert 2 <= len(quiz.plans) <= 3


def test_there_are_fifteen_quizzes_three_forms_three_programmes_and_twelve_months() -> None:
    content, _ = read_content(CONTENT)
    assert len(KIND_QUIZ) == 15
    assert sorted(quiz.form for quiz in content.library.quizzes.values() if quiz.form) == ["A", "B", "C"]
    assert list(content.library.programmes) == ["derhjemme", "en-time", "tre-gange"]
    assert [month.id for month in content.months] == [
        "2026-12",
        *(f"2027-{month:02}" for month in range(1, 12)),
    ]
    assert {place.id for place in content.places.places} >= {"aarhus", "koebenhavn", "odense", "aalborg", "esbjerg"}


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_a_quiz_names_its_sources_and_what_to_take_home(name: str) -> None:
    quiz = the(name)
    assert quiz.sources
    assert quiz.takeaways
    assert quiz.actions
    assert quiz.plans
    assert quiz.reviewed
    assert quiz.valid_until


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_blind_strategy_passes(name: str, strategy: str) -> None:
    share = earned(the(name), STRATEGIES[strategy])
    assert share is None or share < LIMIT


@pytest.mark.parametrize("name", NAMES)
def test_knowing_passes(name: str) -> None:
    for question in the(name).questions:
        assert question.key is None or question.mark(question.key).score == 1
