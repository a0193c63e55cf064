"""The rules of what teaches best: an example first, from easy to hard, calls one can leave, twins to compare."""

from __future__ import annotations

import pytest

from quizlib import Language, LibrarySettings, Quiz
from quizlib.questions import Difficulty
from quizlib.rules import Rule
from quizlib.rules.balance import sides_in_balance
from quizlib.rules.difficulty import grows, hardness, tagged
from quizlib.rules.examples import begins_with_example
from quizlib.rules.own_advice import advice_of_types
from quizlib.rules.twins import twins_are_told_apart
from quizlib.rules.wording.addresses import known_addresses
from quizlib.rules.wording.numbers import known_numbers
from quizlib.rules.wording.reading import easy_to_read
from tests.quizlib.sample import PLAIN, TODAY, Plain, both, the

SETTINGS = LibrarySettings(languages=(Language(id="da", name="Dansk"), Language(id="en", name="English")))
TAGS = {
    0: {"cues": "many", "premise": "low"},
    1: {"cues": "some", "premise": "low"},
    2: {"cues": "many", "premise": "high"},
    3: {"cues": "some", "premise": "high"},
    4: {"cues": "few", "premise": "high"},
}
"""By how hard they make a message."""


def made(*questions: Plain, **fields: object) -> Quiz:
    """Return a quiz of these questions."""
    numbered = [{**question, "id": f"q{number}"} for number, question in enumerate(questions)]
    return Quiz.model_validate({**PLAIN, "questions": numbered, **fields})


def found(rule: Rule, quiz: Quiz) -> list[tuple[str, str]]:
    return [(".".join(map(str, one.location)), one.message) for one in rule(quiz, SETTINGS, TODAY)]


@pytest.mark.parametrize(
    ("cues", "premise", "wanted"),
    [("many", "low", 0), ("few", "low", 2), ("some", "medium", 2), ("many", "high", 2), ("few", "high", 4)],
)
def test_fewer_cues_and_a_fitting_premise_make_a_message_harder(cues: str, premise: str, wanted: int) -> None:
    assert hardness(Difficulty.model_validate({"cues": cues, "premise": premise})) == wanted


@pytest.mark.parametrize(
    ("order", "passes"),
    [
        ([], True),
        ([4], True),
        ([0, 4], True),
        ([4, 0], False),
        ([2, 2], True),
        ([1, 0], False),
        ([0, 4, 0, 4], True),  # its halves are as hard as each other
        ([0, 3, 2, 4], True),
        ([4, 2, 3, 0], False),
        ([1, 4, 1], True),  # of three the one in the middle is in neither half
        ([1, 4, 0], False),
        ([2, 0, 1], False),
    ],
)
def test_a_quiz_starts_easy_and_grows(order: list[int], passes: bool) -> None:  # noqa: FBT001 - a case
    quiz = made(*[the("reminder", difficulty=TAGS[hard]) for hard in order], the("keep"))
    assert found(grows, quiz) == ([] if passes else [("questions", "the harder messages stand first")])


def test_a_check_up_may_begin_with_the_hardest() -> None:
    quiz = made(*[the("reminder", difficulty=TAGS[hard]) for hard in (4, 0)], kind="check-up", form="A")
    assert found(grows, quiz) == []


def test_every_message_to_judge_is_tagged_and_no_other() -> None:
    untagged = {"difficulty": None}
    quiz = made(
        the("look"), the("parcel", **untagged), the("marks", **untagged), the("keep"), the("caller"),
        the("call", message=the("parcel")["message"], truth="scam"), the("parcel", about="know", **untagged),
    )  # fmt: skip
    assert found(tagged, quiz) == [
        ("questions.1.difficulty", "is missing"),
        ("questions.2.difficulty", "is missing"),
    ]


@pytest.mark.parametrize("name", ["parcel", "marks", "caller"])
def test_a_quiz_with_scams_begins_with_a_worked_example(name: str) -> None:
    assert found(begins_with_example, made(the(name))) == [("questions", "has scams, but no worked example")]
    assert found(begins_with_example, made(the("look"), the(name))) == []


@pytest.mark.parametrize("fields", [{"kind": "check-up", "form": "A"}, {}])
def test_where_there_are_no_scams_or_nothing_is_explained_no_example_is_needed(fields: Plain) -> None:
    question = the("parcel") if fields else the("reminder")
    assert found(begins_with_example, made(question, the("keep"), **fields)) == []


def test_signs_are_judged_as_verdicts_are_and_examples_and_calls_are_not() -> None:
    others = [the("look", about="judge"), the("caller"), the("call", message=the("parcel")["message"], truth="scam")]
    assert found(sides_in_balance, made(*others)) == []
    judged = [the("marks"), the("reminder"), the("notice", twin=None)]
    assert found(sides_in_balance, made(*others, *judged)) == [("questions", "1 of 3 judged messages are scams")]


@pytest.mark.parametrize(("name", "judged"), [("parcel", True), ("marks", True), ("look", False), ("caller", False)])
def test_a_message_is_judged_where_one_answers_what_it_is(name: str, judged: bool) -> None:  # noqa: FBT001 - a case
    assert made(the(name)).questions[0].judged is judged
    assert made(the(name, about="judge")).questions[0].judged is judged
    assert made(the(name, about="know")).questions[0].judged is False


def test_one_may_hang_up_at_every_step_of_a_call() -> None:
    steps = the("caller")["steps"]
    assert found(advice_of_types, made(the("caller"))) == []
    steps[1]["choices"][3]["to"] = "hello"  # by way of which one could still hang up: that is not at once
    quiz = made(the("look"), the("caller", steps=steps))
    assert found(advice_of_types, quiz) == [("questions.1.steps.1.choices", "one cannot hang up here")]


def test_an_ending_is_safe_when_it_earns_the_whole_mark() -> None:
    endings = the("caller")["endings"]
    steps = the("caller")["steps"]
    steps[0]["choices"][1]["to"] = "late"
    assert found(advice_of_types, made(the("caller", steps=steps))) == [
        ("questions.0.steps.0.choices", "one cannot hang up here")
    ]
    endings[1]["score"] = 1
    assert found(advice_of_types, made(the("caller", steps=steps, endings=endings))) == []


def test_what_a_caller_says_is_a_message_and_the_note_to_it_explains() -> None:
    steps = the("caller")["steps"]
    steps[0]["says"] = both("Gå ind på bank.com", "Hello")
    steps[0]["note"] = both("Ring 12 34 56 78", "No")
    quiz = made(the("caller", steps=steps))
    assert found(known_addresses, quiz) == [("questions.0.steps.0.says.da", "‹bank.com› may be somebody's address")]
    assert [location for location, _ in found(known_numbers, quiz)] == ["questions.0.steps.0.note.da"]


def test_names_of_files_are_no_addresses() -> None:
    strict = SETTINGS.model_copy(update={"addresses": ("mitid.dk",)})
    quiz = made(the("caller", audio=both("bank.com", "bank.com")))
    assert list(known_addresses(quiz, strict, TODAY)) == []


@pytest.mark.parametrize(("field", "counts"), [("note", True), ("says", False)])
def test_notes_to_a_call_explain_and_have_to_be_easy_to_read(field: str, counts: bool) -> None:  # noqa: FBT001 - a case
    steps = the("caller")["steps"]
    steps[0][field] = both("Svindlere skynder altid forsigtige mennesker. " * 50, "No")
    assert bool(found(easy_to_read, made(the("caller", steps=steps)))) is counts


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["parcel", "reminder"], None),
        (["look", "reminder"], None),
        (["marks", "parcel"], None),
        (["keep", "reminder"], "one of the two has no message"),
        (["parcel", "keep"], "one of the two has no message"),
        (["caller", "parcel"], "one of the two has no message"),
        (["parcel", "caller"], "one of the two has no message"),
    ],
)
def test_twins_are_two_messages_that_are_compared(names: list[str], message: str | None) -> None:
    first, second = names
    quiz = made(the(first), the(second, twin="q0"))
    missing = "nothing says how the two messages differ"
    said = [one for one in found(twins_are_told_apart, quiz) if one[1] != missing]
    assert said == ([("questions.1.twin", message)] if message else [])


def test_a_twin_is_an_earlier_question() -> None:
    quiz = made(the("parcel", twin="q1"), the("reminder", twin="q1"), the("notice", twin="q0"))
    assert [location for location, _ in found(twins_are_told_apart, quiz)] == ["questions.0.twin", "questions.1.twin"]
