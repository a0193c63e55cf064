"""Outlines: what counting needs of a quiz, and stored answers counted by it when the quiz is gone."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import pytest

from quizlib import Answer, Attempt, Outline, Quiz
from quizlib.measures import Counts, Given, Pair, Record, record
from tests.quizlib.measures.people import chance, made_up
from tests.quizlib.sample import PLAIN

Plain = dict[str, Any]
QUIZ = Quiz.model_validate(PLAIN)
OUTLINE = Outline.of(QUIZ)
RIGHT = {question.id: question.key for question in QUIZ.questions if question.key}
ANSWERS = RIGHT | {
    "look": (),
    "reminder": ("unsure",),
    "call": ("ask",),
    "keep": ("code", "town"),
    "worry": ("4",),
    "marks": ("gift", "dear", "now"),
    "caller": ("listen", "half"),
}


def answered(responses: dict[str, tuple[str, ...]]) -> list[Answer]:
    """Return the answers of an attempt that gave these responses, as they would be stored."""
    attempt = Attempt.start(QUIZ)
    for question, response in responses.items():
        attempt = attempt.answer(question, response).attempt
    return list(attempt.answers)


def test_worked_examples_are_left_out_and_the_rest_stands_in_order() -> None:
    assert list(OUTLINE.questions) == [question.id for question in QUIZ.questions if question.id != "look"]
    assert (OUTLINE.quiz, OUTLINE.version, OUTLINE.whole) == ("sample", QUIZ.version, QUIZ.version)
    assert not OUTLINE.short


def test_some_of_the_questions_have_a_version_of_their_own() -> None:
    short = Outline.of(QUIZ, ["reminder", "parcel"])
    assert list(short.questions) == ["parcel", "reminder"]
    assert short.short
    assert short.whole == QUIZ.version
    assert short.version == Outline.of(QUIZ, ["parcel", "reminder"]).version != Outline.of(QUIZ, ["parcel"]).version


def test_all_of_the_questions_are_the_whole_quiz() -> None:
    assert Outline.of(QUIZ, [question.id for question in QUIZ.questions]) == OUTLINE


def test_a_question_that_the_quiz_has_not_is_named() -> None:
    with pytest.raises(ValueError, match="sample has no question cellar"):
        Outline.of(QUIZ, ["parcel", "cellar"])


def test_only_verdicts_have_a_truth_and_only_ratings_a_scale() -> None:
    assert {name: asked.truth for name, asked in OUTLINE.questions.items() if asked.truth} == {
        "parcel": "scam",
        "reminder": "genuine",
        "notice": "genuine",
    }
    assert {name: asked.scale for name, asked in OUTLINE.questions.items() if asked.scale} == {"worry": "worry"}


def test_parts_of_the_key_are_told_from_the_others() -> None:
    assert OUTLINE.questions["marks"].right == ("gift", "now", "site")
    assert OUTLINE.questions["keep"].right == ("code", "card")


def test_items_are_the_questions_each_with_its_parts_behind_it() -> None:
    items = OUTLINE.items
    assert list(items)[3:8] == ["keep", "keep/code", "keep/name", "keep/card", "keep/town"]
    assert (items["keep"].maximum, items["keep/code"].maximum, items["worry"].maximum) == (1_000_000, 0, 0)
    assert {name for name, item in items.items() if item.judged} == {"parcel", "reminder", "notice"}


def test_an_attempt_is_counted_by_category_and_mark() -> None:
    given = OUTLINE.person(answered(ANSWERS)).answers
    assert given["parcel"] == Given("scam", 1_000_000)
    assert given["reminder"] == Given("unsure", 500_000)
    assert given["call"] == Given("ask", 500_000)
    assert given["keep"] == Given("0", 0)
    assert given["worry"] == Given("4", None)
    assert given["marks"] == Given("0", 0)
    assert given["lost-card"] == Given("1", 1_000_000)
    assert given["caller"] == Given("0.5", 500_000)
    assert {part for part in OUTLINE.questions["keep"].parts if given[f"keep/{part}"].category == "yes"} == {
        "code",
        "town",
    }
    assert given["marks/site"] == Given("no", None)


def test_what_was_left_open_is_not_there_nor_are_its_parts() -> None:
    assert OUTLINE.person(answered({"parcel": ("scam",)})).answers == {"parcel": Given("scam", 1_000_000)}


def test_the_pair_goes_along() -> None:
    pair = Pair("A-B", {"score": 4}, {"score": 5})
    assert OUTLINE.person([], pair).pair == pair


@pytest.mark.parametrize("sure", [None, 2])
def test_columns_of_stored_answers_count_as_the_people_do_one_by_one(sure: int | None) -> None:
    random = chance(3)
    people = []
    for _ in range(60):
        most = random.randint(0, len(ANSWERS))
        given = {
            name: random.choice([RIGHT.get(name, response), response]) for name, response in [*ANSWERS.items()][:most]
        }
        people.append([replace(answer, sure=random.choice([None, sure])) for answer in answered(given)])
    pairs = [Pair("A-B", {"score": 1}, {"score": number}) for number in range(3)]
    columns = {
        question: [next((answer for answer in each if answer.question == question), None) for each in people]
        for question in OUTLINE.questions
    }
    read = []

    def once(question: str, answer: Answer) -> Answer:
        read.append((question, answer))
        return answer

    alone = [OUTLINE.person(each, pair) for each, pair in zip_longest(people, pairs)]
    assert OUTLINE.counts(len(people), columns, once, pairs) == Counts.from_answers(alone, OUTLINE.items)
    assert len(read) == len(set(read)) < sum(map(len, people)), "equal answers are read once"


def test_nobody_is_counted_where_nobody_has_answered() -> None:
    nobody: dict[str, list[str | None]] = {question: [] for question in OUTLINE.questions}
    counts = OUTLINE.counts(0, nobody, lambda question, _: Answer(question, "", (), None))
    assert counts == Counts.from_answers([], OUTLINE.items)


def test_parts_do_not_change_where_people_stopped() -> None:
    people = [OUTLINE.person(answered({name: ANSWERS[name] for name in ("parcel", "reminder", "call", "keep")}))]
    assert Counts.from_answers(people, OUTLINE.items).stopped == {"first": 0, "second": 1, "last": 0, "finished": 0}


def test_an_outline_from_plain_data_counts_without_its_quiz() -> None:
    again = Outline.from_plain(json.loads(json.dumps(OUTLINE.to_plain())))
    assert again == OUTLINE
    assert again.person(answered(ANSWERS)) == OUTLINE.person(answered(ANSWERS))


@pytest.mark.parametrize(
    "plain", [{}, {**OUTLINE.to_plain(), "name": "x"}, {**OUTLINE.to_plain(), "questions": {"a": {"type": "verdict"}}}]
)
def test_what_is_no_outline_is_refused(plain: Plain) -> None:
    with pytest.raises(ValueError, match=r"^no outline: "):
        Outline.from_plain(plain)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            Answer("parcel", "", ("maybe",), None),
            "'parcel' was answered 'maybe', which is none of genuine, scam, unsure",
        ),
        (Answer("caller", "", ("x",), 0.4), "'caller' was answered '0.4', which is none of 0, 0.5, 1"),
        (Answer("cellar", "", ("wine",), 1.0), "'cellar' was answered, but sample .* does not ask it"),
    ],
)
def test_an_answer_that_cannot_be_counted_is_named(answer: Answer, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        OUTLINE.person([answer])


@pytest.mark.parametrize(("number", "enough"), [(4, False), (5, True), (10, True)])
def test_half_of_the_questions_are_enough(number: int, *, enough: bool) -> None:
    assert len(OUTLINE.questions) == 10
    assert OUTLINE.enough(["look", *list(OUTLINE.questions)[:number]]) is enough


def block() -> Record:
    """Return the record of 12 people who all did the same: rounding does not touch 12."""
    people = [OUTLINE.person(answered(ANSWERS))] * 12
    return record(Counts.from_answers(people, OUTLINE.items), chance(1))


def test_rows_of_a_block_worked_by_hand() -> None:
    rows = OUTLINE.rows(block())
    assert rows["believed"] == (0, 12)  # one scam to judge
    assert rows["rejected"] == (0, 24)  # two genuine ones
    assert rows["scams-doubted"] == (0, 12)
    assert rows["genuine-doubted"] == (12, 24)
    assert rows["right_act"] == (12, 36)  # call half right, lost-card right, caller half right
    assert rows["mean:worry"] == (48, 12)
    assert rows["cautious"] == (12, 12, 12)
    assert rows["outright"] == (12, 0, 12)
    assert rows["score"] == (66_000_000, 108_000_000)  # 5½ points each, of nine
    assert rows["finished"] == (12, 12)
    assert rows["facility:call"] == (6_000_000, 12_000_000)
    assert rows["facility:marks"] == (0, 12_000_000)
    assert rows["share:call:ask"] == (12, 12)
    assert rows["share:call:none"] == (0, 12)
    assert rows["share:keep/town:yes"] == (12, 12)
    assert rows["share:keep/card:yes"] == (0, 12)
    assert "facility:worry" not in rows


def test_judging_is_told_by_kind_of_fraud_where_the_question_has_one() -> None:
    questions = [
        {**one, "method": "phishing"} if one["id"] in ("parcel", "notice") else one for one in PLAIN["questions"]
    ]
    outline = Outline.of(Quiz.model_validate({**PLAIN, "questions": questions}))
    rows = outline.rows(block())
    assert (rows["believed:phishing"], rows["rejected:phishing"], rows["rejected"]) == ((0, 12), (0, 12), (0, 24))


def test_a_record_of_other_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="the record has no categories of parcel, reminder"):
        OUTLINE.rows(made_up(12))
