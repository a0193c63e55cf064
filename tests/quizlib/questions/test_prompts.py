"""Prompts and explanations: what is asked and nothing of the key; afterwards everything there is to say."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from quizlib import InvalidResponse, Prompt, Question, Quiz
from quizlib.questions.registry import OWN, name_of
from tests.quizlib.sample import PLAIN, QUESTION, Plain, both, built
from tests.shipped import library

NAMES = [question["id"] for question in PLAIN["questions"]]
SECRET = both("HEMMELIGT", "SECRET")
AFTERWARDS = ("rationale", "check", "feedback", "otherwise", "why", "note")
"""Fields whose words explain, wherever they stand."""


def other_side(question: Plain) -> None:
    question["truth"] = {"scam": "genuine", "genuine": "scam"}[question["truth"]]


def other_options(question: Plain) -> None:
    right = [option.pop("right", False) for option in question["options"]]
    for option, was in zip(question["options"], [right[-1], *right[:-1]], strict=True):
        option.pop("fraction", None)
        option["right"] = was


def other_signs(question: Plain) -> None:
    other_side(question)
    for sign in question["message"]["signs"]:
        sign["shows"] = "scam" if sign["shows"] == "nothing" else "nothing"


def other_order(question: Plain) -> None:
    places = [step["place"] for step in question["steps"]]
    for step, place in zip(question["steps"], [*places[2:], *places[:2]], strict=True):
        step["place"] = place


def other_categories(question: Plain) -> None:
    names = [category["id"] for category in question["categories"]]
    for thing in question["things"]:
        thing["belongs"] = names[names.index(thing["belongs"]) - 1]


def other_endings(question: Plain) -> None:
    other_side(question)
    for ending in question["endings"]:
        ending["score"] = 1 - ending["score"]
        ending["text"] = SECRET


CHANGES: dict[str, Callable[[Plain], object]] = {
    "example": other_side,
    "single_choice": other_options,
    "multiple_choice": other_options,
    "verdict": other_side,
    "signs": other_signs,
    "order": other_order,
    "sort": other_categories,
    "conversation": other_endings,
    "rating": dict,  # it has no key
}


def with_secrets(content: Any) -> Any:  # noqa: ANN401 - data of any shape
    """Return plain content in which all words that explain are a secret."""
    if isinstance(content, dict):
        if content.keys() == SECRET.keys():
            return content
        return {
            name: SECRET if name in AFTERWARDS and set(value) == set(SECRET) else with_secrets(value)
            for name, value in content.items()
        }
    return [with_secrets(member) for member in content] if isinstance(content, list) else content


def with_another_key(name: str) -> Question:
    """Return a question of the sample with another key, and with other words for afterwards."""
    plain = next(copy.deepcopy(question) for question in PLAIN["questions"] if question["id"] == name)
    plain = with_secrets({**plain, "rationale": SECRET, "check": SECRET})
    plain |= {"difficulty": {"cues": "few", "premise": "high"}, "method": "none-of-these"}
    CHANGES[plain["type"]](plain)
    return QUESTION.validate_python(plain)


def prompts(question: Question, response: tuple[str, ...] = ()) -> Iterator[Prompt]:
    """Yield the prompts of a question; of a conversation those of every step, circles once."""
    prompt = question.prompt("en", response)
    yield prompt
    if question.asks == "path" and len(response) < 4:
        for choice in prompt.choices:
            yield from prompts(question, (*response, choice.id))


def test_every_type_is_tried() -> None:
    assert {built(name).type for name in NAMES} == set(map(name_of, OWN)) == set(CHANGES)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_key_is_in_a_prompt(name: str) -> None:
    question, other = built(name), with_another_key(name)
    if question.key:
        assert question.key != other.key, "the key is another one"
    assert list(prompts(question)) == list(prompts(other))
    assert SECRET["en"] not in json.dumps([prompt.to_plain() for prompt in prompts(other)])


@pytest.mark.parametrize("name", NAMES)
def test_prompts_and_explanations_are_plain_data(name: str) -> None:
    question = built(name)
    outcome = question.mark(question.key or (("3",) if question.asks == "one" else ()))
    for plain in (question.prompt("en").to_plain(), question.explain(outcome, "en").to_plain()):
        assert json.loads(json.dumps(plain)) == plain


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_says_what_the_response_is_made_of(name: str) -> None:
    question = built(name)
    prompt, choices = question.prompt("en"), [choice.id for choice in question.prompt("en").choices]
    assert (prompt.question, prompt.type, prompt.stem) == (question.id, question.type, question.stem["en"])
    if prompt.asks == "one":
        assert all(question.mark([choice]) for choice in choices)
    elif prompt.asks == "many":
        assert question.mark(choices).response == tuple(choices)
    elif prompt.asks == "order":
        assert sorted(question.key or ()) == sorted(choices)
    elif prompt.asks == "sort":
        assert question.mark([f"{choice}:{prompt.categories[0].id}" for choice in choices])
    elif prompt.asks == "path":
        path: tuple[str, ...] = ()
        for choice in question.key or ():
            assert choice in [one.id for one in question.prompt("en", path).choices]
            path = (*path, choice)
        assert question.prompt("en", path).choices == ()
    else:
        assert choices == []


def test_words_that_the_application_has_are_missing() -> None:
    assert [choice.text for choice in built("parcel").prompt("en").choices] == [None] * 3
    assert [choice.text for choice in built("worry").prompt("en").choices] == [None] * 5
    assert all(choice.text for choice in built("call").prompt("en").choices)


def test_the_segments_of_a_message_are_the_message_again() -> None:
    for question in map(built, NAMES):
        shown = question.prompt("da").message
        assert (shown is None) == (question.message is None)
        if shown and question.message:
            assert shown.texts == question.message.parts("da")
            assert list(shown.segments) == list(shown.texts)
            marked = {one.choice for part in shown.parts for one in part.segments if one.choice}
            assert marked == ({sign.id for sign in question.message.signs} if question.type == "signs" else set())


@pytest.mark.parametrize("name", NAMES)
def test_what_was_given_so_far_may_be_a_list_as_json_has_it_and_is_no_text(name: str) -> None:
    question = built(name)
    given = [choice.id for choice in question.prompt("en").choices[:1]] if question.asks == "path" else []
    assert question.prompt("en", given) == question.prompt("en", tuple(given))
    with pytest.raises(InvalidResponse):
        question.prompt("en", "scam")


def test_a_conversation_is_shown_as_far_as_it_went() -> None:
    question = built("caller")
    prompt = question.prompt("en", ("listen",))
    assert [turn.chose for turn in prompt.turns] == ["Yes?", None]
    assert prompt.turns[1].says == "Read me the code."
    assert [choice.id for choice in prompt.choices] == ["again", "half", "give", "stop"]
    assert prompt.channel == "call"
    with pytest.raises(InvalidResponse):
        question.prompt("en", ("fly",))


def test_an_explanation_says_what_was_right_and_why() -> None:
    question = built("marks")
    told = question.explain(question.mark(["gift"]), "en")
    assert (told.question, told.response, told.key, told.truth) == ("marks", ("gift",), question.key, "scam")
    assert [sign.number for sign in told.signs] == [1, 2, 3, 4, 5]
    assert {sign.id: sign.why for sign in told.signs} == dict(told.feedback)
    caller = built("caller")
    held = caller.explain(caller.mark(["hang-up"]), "en")
    assert (held.ending, held.score) == ("You hung up.", 1)
    assert [(turn.chose, turn.feedback) for turn in held.turns] == [("Bye", "Right")]
    rated = built("worry")
    assert rated.explain(rated.mark(["3"]), "en").score is None


def test_every_shipped_question_has_a_prompt_in_every_language() -> None:
    quizzes: list[Quiz] = list(library().quizzes.values())
    for question in (question for quiz in quizzes for question in quiz.questions):
        for language in library().languages:
            assert question.prompt(language.id).to_plain()["stem"] == question.stem[language.id]
