"""Answers that a room gave by raising hands: which questions can be counted so, and the record that they leave."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib import Outline, Question, Quiz
from quizlib.measures import Counts, Record, record
from tests.quizlib.sample import PLAIN

QUIZ = Quiz.model_validate(PLAIN)


def question(name: str) -> Question:
    """Return a question of the sample."""
    return next(one for one in QUIZ.questions if one.id == name)


def outline(name: str) -> Outline:
    """Return the outline of a question by hands."""
    found = Outline.by_hands(QUIZ, question(name))
    assert found is not None
    return found


def left(of: Outline, hands: dict[str, dict[str, int]], n: int, seed: int = 1) -> Record:
    """Return the record that these hands leave."""
    counts = Counts.from_answers(of.raised(hands, n), of.items)
    return record(counts, Random(seed))  # noqa: S311 - nothing here is secret


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("look", None),
        ("parcel", {"parcel": ["genuine", "scam", "unsure"]}),
        ("call", {"call": ["talk", "hang-up", "ask"]}),
        ("keep", {f"keep/{part}": ["yes", "no"] for part in ("code", "name", "card", "town")}),
        ("worry", None),
        ("lost-card", None),
        ("share", None),
        ("caller", None),
    ],
)
def test_a_choice_is_counted_each_of_several_by_itself_and_nothing_else(
    name: str, asked: dict[str, list[str]] | None
) -> None:
    found = Outline.by_hands(QUIZ, question(name))
    shown = found and {name: list(one.marks) for name, one in found.questions.items()}
    assert shown == asked


def test_each_question_has_a_version_of_its_own_which_no_quiz_has() -> None:
    found = [one for each in QUIZ.questions if (one := Outline.by_hands(QUIZ, each))]
    versions = {one.version for one in found} | {QUIZ.version}
    assert len(versions) == len(found) + 1
    assert not any(one.short for one in found)
    assert all(Outline.from_plain(one.to_plain()) == one for one in found)


@settings(deadline=None, max_examples=60)
@given(st.integers(10, 60), st.data())
def test_a_record_of_hands_fits_its_question_and_keeps_its_numbers_of_people_alone(n: int, data: st.DataObject) -> None:
    scam = data.draw(st.integers(0, n))
    genuine = data.draw(st.integers(0, n - scam))
    of = outline("parcel")
    hands = {"parcel": {"scam": scam, "genuine": genuine}}
    kept = [left(of, hands, n, seed) for seed in range(4)]
    for one in kept:
        of.check(one)
        assert abs(one.categories["parcel"]["scam"] - scam) <= 5
        assert Record.from_plain(one.to_plain()) == one
        assert not one.spreads
        assert not one.pairs
        assert one.bands is one.totals is None
        assert set(of.rows(one)) >= {"believed", "scams-doubted", "share:parcel:none"}


def test_who_raises_no_hand_is_none_and_of_a_part_a_no() -> None:
    asked, parts = outline("parcel"), outline("keep")
    answers = [person.answers for person in asked.raised({"parcel": {"scam": 7}}, 10)]
    assert sum("parcel" in one for one in answers) == 7
    people = parts.raised({"keep/code": {"yes": 8}, "keep/name": {"yes": 0}}, 12)
    said = Counts.from_answers(people, parts.items).categories
    assert said is not None
    assert said["keep/code"] == {"yes": 8, "no": 4, "none": 0}
    assert said["keep/name"] == {"yes": 0, "no": 12, "none": 0}
    assert Counts.from_answers(people, parts.items).stopped == {"first": 0, "second": 0, "last": 0, "finished": 12}


@pytest.mark.parametrize("hands", [{"parcel": {"scam": 9, "genuine": 2}}, {"parcel": {"true": 1}}])
def test_more_hands_than_people_and_unknown_answers_are_refused(hands: dict[str, dict[str, int]]) -> None:
    with pytest.raises(ValueError, match=r"parcel: .* cannot be the hands of 10 people"):
        outline("parcel").raised(hands, 10)
