"""Marking: the key earns full marks, anything else is marked from 0 to 1 or refused, and nothing is changed by it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from quizlib import InvalidResponse, Outcome, Question, Quiz
from tests.quizlib.sample import PLAIN, both

QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
IDS = st.sampled_from(["a", "b", "c", "d", "call-back", "1"])
SAID = st.one_of(st.none(), st.just(both("Ja", "Yes")))


@st.composite
def options(draw: st.DrawFn, *, several: bool) -> list[dict[str, Any]]:
    """Options of which at least one is right."""
    names = draw(st.lists(IDS, min_size=2, max_size=6, unique=True))
    rights = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    rights[draw(st.integers(0, len(names) - 1))] = True
    worth = st.one_of(st.none(), st.floats(0, 0.9))
    return [
        {"id": name, "text": both("Ja", "Yes"), "feedback": draw(SAID), "otherwise": draw(SAID)}
        | ({"right": True} if right else {} if several else {"fraction": draw(worth)})
        for name, right in zip(names, rights, strict=True)
    ]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any type."""
    kind = draw(st.sampled_from(["single_choice", "multiple_choice", "verdict", "rating"]))
    data: dict[str, Any] = {"id": "asked", "type": kind, "stem": both("Hvad?", "What?")}
    if kind == "verdict":
        message = {"channel": "sms", "sender": both("A", "A"), "body": both("B", "B")}
        said = draw(st.dictionaries(st.sampled_from(["scam", "genuine", "unsure"]), st.just(both("Ja", "Yes"))))
        data |= {"message": message, "truth": draw(st.sampled_from(["scam", "genuine"])), "feedback": said}
    elif kind == "rating":
        data["scale"] = draw(st.sampled_from(["worry", "mastery"]))
    else:
        data["options"] = draw(options(several=kind == "multiple_choice"))
    if kind == "multiple_choice":
        data["score"] = draw(st.sampled_from(["net", "each", "exact"]))
    return QUESTION.validate_python(data)


WORDS = st.one_of(IDS, st.sampled_from(["genuine", "scam", "unsure", "2", "5", "6", ""]), st.text(max_size=3))


@st.composite
def asked(draw: st.DrawFn) -> tuple[Question, list[str]]:
    """A question, and a response: mostly of what it offers, sometimes of anything."""
    question = draw(questions())
    offered = [option.id for option in getattr(question, "options", ())] or ["genuine", "scam", "unsure", "1", "5"]
    return question, draw(st.lists(st.sampled_from(offered), max_size=4, unique=True) | st.lists(WORDS, max_size=6))


def marked(question: Question, response: list[str]) -> Outcome | str:
    """Return the outcome, or the reason for refusing."""
    try:
        return question.mark(response)
    except InvalidResponse as error:
        return error.reason


@given(questions())
def test_the_key_earns_full_marks(question: Question) -> None:
    if question.type == "rating":
        assert question.key is None
    else:
        assert question.mark(question.key or ()).score == 1


@given(asked())
@settings(max_examples=400)
def test_any_response_is_marked_from_0_to_1_or_refused_with_a_reason(made: tuple[Question, list[str]]) -> None:
    question, response = made
    outcome = marked(question, response)
    if isinstance(outcome, str):
        assert outcome == ("impossible" if response else "missing")
    elif question.type == "rating":
        assert outcome.score is None
    else:
        assert outcome.score is not None
        assert 0 <= outcome.score <= 1
        assert outcome.score == round(outcome.score, 6)


@given(asked())
def test_marking_is_pure(made: tuple[Question, list[str]]) -> None:
    question, response = made
    before, given_before = question.model_dump_json(), list(response)
    assert marked(question, response) == marked(question, response)
    assert (question.model_dump_json(), response) == (before, given_before)


@given(asked())
def test_what_is_stored_can_be_marked_again(made: tuple[Question, list[str]]) -> None:
    question, response = made
    outcome = marked(question, response)
    if isinstance(outcome, Outcome):
        assert question.mark(outcome.response) == outcome


@given(questions())
def test_no_response_is_missing_and_not_wrong(question: Question) -> None:
    assert marked(question, []) == "missing"


# The four right or wrong options of `keep`: code and card are right, name and town are not.
NET = {"code": 0.5, "code card": 1, "code name": 0, "code card name": 0.5, "code card name town": 0, "name": 0}
EACH = {
    "code": 0.75,
    "code card": 1,
    "code name": 0.5,
    "code card name": 0.75,
    "code card name town": 0.5,
    "name town": 0,
}
EXACT = {"code": 0, "code card": 1, "card code": 1, "code card name": 0, "name": 0}


@pytest.mark.parametrize(
    ("score", "response", "wanted"),
    [(score, *case) for score, cases in (("net", NET), ("each", EACH), ("exact", EXACT)) for case in cases.items()],
)
def test_multiple_choice_is_scored_as_worked_by_hand(score: str, response: str, wanted: float) -> None:
    question = QUESTION.validate_python({**PLAIN["questions"][3], "score": score})
    assert question.mark(response.split()).score == wanted


def test_thirds_are_rounded_to_six_decimals() -> None:
    data = {**PLAIN["questions"][3]}
    data["options"] = [{**option, "right": option["id"] != "town"} for option in data["options"]]
    assert QUESTION.validate_python(data).mark(["code"]).score == 0.333333


@pytest.mark.parametrize(
    ("truth", "response", "wanted"),
    [
        ("scam", "scam", 1),
        ("scam", "unsure", 0.5),
        ("scam", "genuine", 0),
        ("genuine", "genuine", 1),
        ("genuine", "scam", 0),
    ],
)
def test_a_verdict_is_scored_by_what_the_message_is(truth: str, response: str, wanted: float) -> None:
    question = QUESTION.validate_python({**PLAIN["questions"][0], "truth": truth})
    assert question.mark([response]).score == wanted


@pytest.mark.parametrize(("response", "wanted"), [("talk", 0), ("hang-up", 1), ("ask", 0.5)])
def test_single_choice_earns_the_worth_of_the_option(quiz: Quiz, response: str, wanted: float) -> None:
    assert quiz.questions[2].mark([response]).score == wanted


def test_feedback_speaks_of_what_was_chosen_and_of_what_was_left(quiz: Quiz) -> None:
    said = {name: text["en"] for name, text in quiz.questions[2].mark(["hang-up"]).feedback.items()}
    assert said == {"hang-up": "Right", "talk": "Good"}
    assert quiz.questions[2].mark(["talk"]).feedback == {}
    assert quiz.questions[0].mark(["scam"]).feedback["scam"]["da"] == "Ja"
    assert quiz.questions[0].mark(["unsure"]).feedback == {}


@pytest.mark.parametrize(
    "response", [["hang-up", "talk"], ["hang-up", "hang-up"], ["stay"], ["Hang-up"], [""], ["hang-up "]]
)
def test_a_response_the_form_cannot_have_sent_is_impossible(quiz: Quiz, response: list[str]) -> None:
    with pytest.raises(InvalidResponse) as raised:
        quiz.questions[2].mark(response)
    assert raised.value.reason == "impossible"


def test_an_option_cannot_be_chosen_twice(quiz: Quiz) -> None:
    with pytest.raises(InvalidResponse) as raised:
        quiz.questions[3].mark(["code", "card", "code"])
    assert raised.value.reason == "impossible"


@pytest.mark.parametrize("step", ["0", "6", "01", "1.0", "worry"])
def test_a_rating_has_five_steps(quiz: Quiz, step: str) -> None:
    assert [quiz.questions[4].mark([one]).score for one in "12345"] == [None] * 5
    with pytest.raises(InvalidResponse):
        quiz.questions[4].mark([step])


def test_a_question_is_frozen(quiz: Quiz) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        quiz.questions[2].options = ()  # type: ignore[union-attr]
