"""The shipped quizzes: nothing to complain of, both sides shown, something to do, and no trick that passes them."""

from __future__ import annotations

import re

import pytest

from quizlib import Conversation, Question, Quiz, SingleChoice, read_library
from quizlib.rules import RULES, WHOLE_RULES
from tests.content.strategies import STRATEGIES, earned
from tests.places import CONTENT
from tests.shipped import library, read

NAMES = sorted(path.stem for path in (CONTENT / "quizzes").glob("*.yaml"))
LIMIT = 0.6


def the(name: str) -> Quiz:
    return library().quizzes[name]


def shown(quiz: Quiz, truth: str) -> list[Question]:
    return [question for question in quiz.questions if question.truth == truth]


KIND_QUIZ = [name for name in NAMES if the(name).kind == "quiz"]
OPEN = [name for name in KIND_QUIZ if not the(name).discreet]
"""The quizzes with messages to judge, and a sheet to take home."""


def test_quizlib_has_nothing_to_say() -> None:
    assert [str(problem) for problem in read_library(CONTENT)[1]] == []


def test_the_site_has_nothing_to_say() -> None:
    content, problems = read()
    assert [str(problem) for problem in problems] == []
    assert content.help


def test_every_quiz_is_read_and_checked() -> None:
    assert list(library().quizzes) == NAMES
    assert KIND_QUIZ
    assert RULES
    assert WHOLE_RULES


@pytest.mark.parametrize("name", OPEN)
def test_scams_and_genuine_messages_stand_side_by_side(name: str) -> None:
    assert len(shown(the(name), "scam")) >= 2
    assert len(shown(the(name), "genuine")) >= 2


@pytest.mark.parametrize("name", OPEN)
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


@pytest.mark.parametrize("name", OPEN)
def test_a_quiz_asks_in_several_ways_and_takes_six_to_twelve_minutes(name: str) -> None:
    quiz = the(name)
    types = [question.type for question in quiz.questions]
    assert types[0] == "example"
    assert 6 <= len(types) - quiz.examples <= 11
    assert len(set(types) - {"example"}) >= 4
    assert 6 <= quiz.minutes <= 12


def test_quizzes_are_not_all_of_one_kind() -> None:
    quizzes = [the(name) for name in OPEN]
    assert len({quiz.minutes for quiz in quizzes}) >= 4
    assert len({tuple(question.type for question in quiz.questions) for quiz in quizzes}) == len(quizzes)
    assert len({quiz.questions[0].stem["da"].partition(" ")[0] for quiz in quizzes}) >= len(quizzes) // 2


@pytest.mark.parametrize("name", OPEN)
def test_twins_do_not_stand_next_to_each_other(name: str) -> None:
    questions = list(the(name).questions)
    places = {question.id: place for place, question in enumerate(questions)}
    pairs = [(questions[places[question.twin]], question) for question in questions if question.twin]
    for earlier, later in pairs:
        assert places[later.id] - places[earlier.id] > 1


@pytest.mark.parametrize("name", OPEN)
def test_what_one_takes_home_fits_on_a_sheet(name: str) -> None:
    quiz = the(name)
    assert 4 <= len(quiz.takeaways) <= 6
    assert 3 <= len(quiz.actions) <= 5
    assert 2 <= len(quiz.plans) <= 3


def test_there_are_twenty_quizzes_three_forms_four_programmes_and_twelve_months() -> None:
    content, _ = read()
    assert len(KIND_QUIZ) == 20
    assert sorted(quiz.form for quiz in content.library.quizzes.values() if quiz.form) == ["A", "B", "C"]
    assert set(content.library.programmes) == {"derhjemme", "en-time", "en-time-oevelse", "tre-gange"}
    assert [month.id for month in content.months] == [
        "2026-12",
        *(f"2027-{month:02}" for month in range(1, 12)),
    ]
    assert {place.id for place in content.places.places} >= {"aarhus", "koebenhavn", "odense", "aalborg", "esbjerg"}


@pytest.mark.parametrize("name", OPEN)
def test_a_quiz_has_a_story_by_somebody_of_that_age(name: str) -> None:
    story = the(name).story
    assert story
    assert re.match(r"\w+ på \d\d fortæller: »", story["da"])


@pytest.mark.parametrize("name", OPEN)
def test_a_quiz_names_its_sources_and_what_to_take_home(name: str) -> None:
    quiz = the(name)
    assert quiz.sources
    assert quiz.takeaways
    assert quiz.actions
    assert quiz.plans
    assert quiz.reviewed
    assert quiz.valid_until


def test_the_discreet_quiz_accuses_nobody_and_is_no_longer_than_others() -> None:
    (quiz,) = (the(name) for name in KIND_QUIZ if name not in OPEN)
    assert not shown(quiz, "scam")
    assert 4 <= len(quiz.takeaways) <= 6
    assert 6 <= quiz.minutes <= 12
    assert quiz.sources
    assert quiz.valid_until


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_blind_strategy_passes(name: str, strategy: str) -> None:
    share = earned(the(name).questions, STRATEGIES[strategy])
    assert share is None or share < LIMIT


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("kind", ["single_choice", "conversation"])
def test_no_blind_strategy_passes_a_kind_of_question_over_all_quizzes(kind: str, strategy: str) -> None:
    asked = [question for name in KIND_QUIZ for question in the(name).questions if question.type == kind]
    share = earned(asked, STRATEGIES[strategy])
    assert share is not None
    assert share <= LIMIT


HANGS_UP = re.compile(r"[Ll]æg(ger)? på|[Ff]arvel|[Hh]ang(ing)? up|[Gg]oodbye")
NOT_ENOUGH = 0.7


@pytest.mark.parametrize("name", KIND_QUIZ)
def test_hanging_up_is_never_counted_low(name: str) -> None:
    for question in the(name).questions:
        least = 1 if question.truth == "scam" else NOT_ENOUGH
        if isinstance(question, SingleChoice) and question.message and question.message.channel == "call":
            for option in question.options:
                if HANGS_UP.match(option.text["da"].removeprefix("Jeg ")):
                    assert option.worth >= least, (question.id, option.id)
        if isinstance(question, Conversation):
            scores = {ending.id: ending.score for ending in question.endings}
            for choice in (choice for step in question.steps for choice in step.choices):
                if HANGS_UP.search(choice.text["da"]) and choice.to in scores:
                    assert scores[choice.to] >= least, (question.id, choice.id)


@pytest.mark.parametrize("name", NAMES)
def test_knowing_passes(name: str) -> None:
    for question in the(name).questions:
        assert question.key is None or question.mark(question.key).score == 1
