"""Check-ups: their forms are as hard as each other, and each, short or whole, is half scams."""

from __future__ import annotations

import pytest

from quizlib import LibrarySettings, Quiz
from quizlib.rules import parallel_forms
from quizlib.rules.balance import sides_in_balance
from tests.quizlib.sample import PLAIN, TODAY, Plain, the

EASY, HARD = {"cues": "many", "premise": "low"}, {"cues": "few", "premise": "high"}
KINDS: dict[str, Plain] = {
    "s": {"truth": "scam", "difficulty": EASY},
    "g": {"truth": "genuine", "difficulty": EASY},
    "S": {"truth": "scam", "difficulty": HARD},
    "G": {"truth": "genuine", "difficulty": HARD},
    "m": {"truth": "scam", "difficulty": EASY, "method": "bank"},
    "c": {"truth": "genuine", "difficulty": EASY, "message": {**the("reminder")["message"], "channel": "app"}},
    "u": {"truth": "genuine", "difficulty": None},
}
"""By one letter, what a message to judge is: easy or hard, and one of another method, channel, or without a tag."""


def form(name: str, kinds: str) -> Quiz:
    """Return a check-up with one message for each letter; its id is its form's name, small."""
    questions = [the("reminder", id=f"q{number}", **KINDS[kind]) for number, kind in enumerate(kinds)]
    return Quiz.model_validate(
        {**PLAIN, "id": f"test-{name.lower()}", "kind": "check-up", "form": name, "questions": questions}
    )


def told(*forms: Quiz) -> list[tuple[str, str]]:
    return [(name, finding.message) for name, finding in parallel_forms(forms, {})]


def balance(kinds: str) -> list[str]:
    findings = sides_in_balance(form("A", kinds), LibrarySettings(), TODAY)
    return [finding.message for finding in findings if "channel" not in finding.location]


@pytest.mark.parametrize("others", [["sgsgsgsg"], ["gsgsgsgs"], ["sgsgsggs", "ssgggsgs"], ["mgsgmgsg"]])
def test_forms_with_the_same_messages_in_any_order_are_parallel_whatever_they_are_about(others: list[str]) -> None:
    assert told(form("A", "sgsgsgsg"), *(form("BC"[number], kinds) for number, kinds in enumerate(others))) == []


@pytest.mark.parametrize(
    ("kinds", "difference"),
    [
        ("Sgsgsg", "more of ‹cues few, premise high›, fewer of ‹cues many, premise low›"),
        ("sGsgsg", "more of ‹cues few, premise high›, fewer of ‹cues many, premise low›"),
        ("scsgsg", "more of ‹app›, fewer of ‹sms›"),
        ("susgsg", "fewer of ‹cues many, premise low›"),
        ("sssgsg", "more of ‹scam›, fewer of ‹genuine›"),
        ("sgsgs", "fewer of ‹sms, cues many, premise low, genuine›"),
    ],
)
def test_a_form_with_another_kind_of_message_is_not_parallel(kinds: str, difference: str) -> None:
    assert told(form("A", "sgsgsg"), form("B", kinds)) == [
        ("test-b", f"form B is not parallel to form A: in the short form {difference}")
    ]


def test_the_short_forms_are_compared_by_themselves() -> None:
    harder = "‹cues few, premise high›, fewer of ‹cues many, premise low›"
    easier = "‹cues many, premise low›, fewer of ‹cues few, premise high›"
    # Both have the same eight messages, but the hard ones stand in the short form of one alone.
    assert told(form("A", "sgsgsgSG"), form("B", "SGsgsgsg")) == [
        ("test-b", f"form B is not parallel to form A: in the short form more of {harder}")
    ]
    assert told(form("A", "sgsgsgSG"), form("B", "sgsgsgSg")) == [
        (
            "test-b",
            f"form B is not parallel to form A: in the whole more of {easier}",
        )
    ]


def test_forms_are_compared_with_the_first_whatever_the_order_of_files() -> None:
    forms = [form("C", "sgsgsG"), form("B", "sgsgsg"), form("A", "sgsgsg")]
    assert [name for name, _ in told(*forms)] == [name for name, _ in told(*reversed(forms))] == ["test-c"]


def test_a_form_that_occurs_twice_is_told_at_the_later_one() -> None:
    again = form("A", "GGGGGG").model_copy(update={"id": "test-z"})
    assert told(form("A", "sgsgsg"), again, form("B", "sgsgsg")) == [("test-z", "‹test-a› is form A too")]


def test_quizzes_that_are_no_check_ups_are_compared_with_nothing(quiz: Quiz) -> None:
    assert told(quiz, form("A", "sgsgsg"), quiz) == []
    assert told() == []


@pytest.mark.parametrize("kinds", ["sgsgsg", "sssggg", "sgsgsgsg", "sg", "sgsgsggs", "gggssssg"])
def test_half_of_a_check_up_is_scams_in_the_short_form_too(kinds: str) -> None:
    assert balance(kinds) == []


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        ("ssggggss", ["2 of the first 6 messages, the short form, are scams"]),
        ("ssssgggg", ["4 of the first 6 messages, the short form, are scams"]),
        ("sssgggsg", []),
        ("sssggggg", ["3 of 8 judged messages are scams"]),
        ("ssggggg", ["2 of 7 judged messages are scams", "2 of the first 6 messages, the short form, are scams"]),
        ("sgsggg", ["2 of 6 judged messages are scams"]),
    ],
)
def test_a_check_up_that_is_not_half_scams_is_found(kinds: str, wanted: list[str]) -> None:
    assert balance(kinds) == wanted
