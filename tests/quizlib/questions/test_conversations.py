"""Conversations: where a path leads, when it is whole, and which ways an author may not build."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizlib import Conversation, ConversationStep, Ending, InvalidResponse
from quizlib.questions.types.conversation_steps import LONGEST
from tests.quizlib.drawn import TEXT, questions, walks
from tests.quizlib.sample import Plain, both, the

Change = Callable[[Plain], object]
CALLER = Conversation.model_validate(the("caller"))


@st.composite
def walked(draw: st.DrawFn) -> tuple[Conversation, list[str]]:
    """A conversation of any shape, and a way through it, to an ending or to somewhere before."""
    question = draw(questions("conversation"))
    assert isinstance(question, Conversation)
    return question, draw(walks(question))


def reason(question: Conversation, path: list[str]) -> str:
    with pytest.raises(InvalidResponse) as raised:
        question.mark(path)
    return raised.value.reason


@given(walked())
def test_every_way_leads_to_a_step_that_goes_on_or_to_an_ending_that_is_marked(
    made: tuple[Conversation, list[str]],
) -> None:
    question, path = made
    here = question.step(path)
    assert question.step(path) == here, "asking changes nothing"
    assert question.goes_on(path) is isinstance(here, ConversationStep)
    assert question.next(path) == (here if isinstance(here, ConversationStep) else None)
    if isinstance(here, Ending):
        assert question.mark(path).score == round(here.score, 6)
    else:
        assert reason(question, path) == "missing"


@given(walked())
def test_the_turns_are_what_was_said_step_by_step(made: tuple[Conversation, list[str]]) -> None:
    question, path = made
    turns = question.turns(path)
    assert [turn.choice.id for turn in turns] == path
    assert [turn.step for turn in turns] == [question.step(path[:index]) for index in range(len(path))]


@given(walked())
def test_the_key_is_the_shortest_way_to_the_whole_mark(made: tuple[Conversation, list[str]]) -> None:
    question, path = made
    assert question.mark(question.key).score == 1
    if not question.goes_on(path) and question.mark(path).score == 1:
        assert len(question.key) <= len(path)


def test_the_key_is_no_way_round() -> None:
    ways = {"start": ["near", "far"], "near": ["safe"], "far": ["farther", "lost"], "farther": ["safe"]}
    steps = [
        {"id": name, "says": TEXT, "choices": [{"id": f"{name}-{to}", "text": TEXT, "to": to} for to in places]}
        for name, places in ways.items()
    ]
    endings = [{"id": name, "score": score, "text": TEXT} for name, score in (("safe", 1), ("lost", 0))]
    question = Conversation.model_validate(the("caller", steps=steps, endings=endings))
    assert question.key == ("start-near", "near-safe")


def test_the_key_is_the_shortest_of_the_safe_ways() -> None:
    steps = the("caller")["steps"]
    steps[0]["choices"][1]["to"] = "robbed"  # hanging up at once is not safe any more
    assert CALLER.key == ("hang-up",)
    assert Conversation.model_validate(the("caller", steps=steps)).key == ("listen", "stop")


def test_a_conversation_begins_at_its_first_step() -> None:
    assert CALLER.step([]) == CALLER.steps[0]
    assert CALLER.turns([]) == ()
    assert CALLER.goes_on([])


def test_a_path_is_followed_choice_by_choice() -> None:
    assert CALLER.step(["listen"]) == CALLER.steps[1]
    assert CALLER.step(["listen", "again"]) == CALLER.steps[0]
    assert CALLER.step(("listen", "again", "hang-up")) == CALLER.endings[2]
    assert [(turn.step.id, turn.choice.id) for turn in CALLER.turns(["listen", "give"])] == [
        ("hello", "listen"),
        ("pressed", "give"),
    ]


@given(walked())
def test_every_step_is_told_afterwards_once_as_heard_or_as_what_would_have_been_said(
    made: tuple[Conversation, list[str]],
) -> None:
    question, path = made
    if question.goes_on(path):
        return
    told = question.explain(question.mark(path), "en")
    heard = {turn.step.id for turn in question.turns(path)}
    assert [step.says for step in told.unheard] == [step.says["en"] for step in question.steps if step.id not in heard]


@pytest.mark.parametrize(
    ("score", "said", "harmful", "harmless"),
    [
        (1, None, "safe", "safe"),
        (0.5, None, "taken", "missed"),
        (0, None, "taken", "missed"),
        (0, "told", "told", "told"),
        (1, "taken", "taken", "taken"),
    ],
)
def test_what_came_of_it_is_what_the_author_says_or_follows_from_the_score(
    score: float, said: str | None, harmful: str, harmless: str
) -> None:
    ending = Ending.model_validate({"id": "end", "score": score, "happened": said, "text": both("S", "E")})
    assert (ending.came_of_it(harmful=True), ending.came_of_it(harmful=False)) == (harmful, harmless)


@pytest.mark.parametrize("path", [[], ["listen"], ["listen", "again", "listen"]])
def test_before_an_ending_a_response_is_missing(path: list[str]) -> None:
    assert reason(CALLER, path) == "missing"
    assert CALLER.goes_on(path)


@pytest.mark.parametrize(
    "path",
    [
        ["hang-up", "hang-up"],
        ["hang-up", "listen"],
        ["fly"],
        [""],
        ["stop"],
        ["listen", "hang-up"],
        ["safe"],
        ["hello"],
        ["listen", "pressed"],
    ],
)
def test_past_an_ending_or_where_it_was_not_offered_a_choice_is_impossible(path: list[str]) -> None:
    assert reason(CALLER, path) == "impossible"
    assert not CALLER.goes_on(path)
    for follow in (CALLER.step, CALLER.turns):
        with pytest.raises(InvalidResponse, match="was not offered"):
            follow(path)


def test_a_path_has_an_end_even_in_a_circle() -> None:
    circle = ["listen", "again"] * LONGEST
    assert CALLER.mark([*circle[: LONGEST - 2], "listen", "stop"]).score == 1
    assert reason(CALLER, circle[:LONGEST]) == "missing"
    assert reason(CALLER, [*circle[:LONGEST], "hang-up"]) == "impossible"
    assert not CALLER.goes_on(circle[: LONGEST + 1])


def long(count: int) -> Plain:
    """Return a conversation of so many steps, one after the other, of which only the last is safe."""
    steps = [
        {"id": f"s{number}", "says": TEXT, "choices": [{"id": f"c{number}", "text": TEXT, "to": f"s{number + 1}"}]}
        for number in range(count)
    ]
    return the("caller", steps=steps, endings=[{"id": f"s{count}", "score": 1, "text": TEXT}])


def test_every_place_can_be_reached_by_a_path_that_is_marked() -> None:
    question = Conversation.model_validate(long(LONGEST))
    assert question.mark(question.key).score == 1
    with pytest.raises(ValidationError, match="at most"):
        Conversation.model_validate(long(LONGEST + 1))


def step(name: str, to: str) -> Plain:
    """Return a step from which there is one way."""
    return {"id": name, "says": both("Og", "And"), "choices": [{"id": f"from-{name}", "text": TEXT, "to": to}]}


def circling(data: Plain) -> None:
    """Let a choice lead to two steps that only lead to each other."""
    choices(data, 1)[0].update(to="round")
    data["steps"] += [step("round", "and"), step("and", "round")]


def choices(data: Plain, number: int) -> list[Plain]:
    """Return the choices of a step."""
    return list(data["steps"][number]["choices"])


REFUSED: dict[str, tuple[Change, list[tuple[tuple[str | int, ...], str]]]] = {
    "a step nothing leads to": (
        lambda data: data["steps"].append(step("alone", "safe")),
        [(("steps", 2), "nothing leads to ‹alone›")],
    ),
    "an ending nothing leads to": (
        lambda data: data["endings"].append({"id": "never", "score": 0, "text": TEXT}),
        [(("endings", 3), "nothing leads to ‹never›")],
    ),
    "a way to nowhere": (
        lambda data: choices(data, 0)[0].update(to="presed"),
        [(("steps", 0, "choices", 0, "to"), "there is no step or ending ‹presed›")],
    ),
    "a dead end": (
        lambda data: data["steps"][1].update(choices=[]),
        [(("steps", 1, "choices"), "at least 1 item")],
    ),
    "a circle without exit": (
        circling,
        [
            (("steps", 2), "no ending can be reached from ‹round›"),
            (("steps", 3), "no ending can be reached from ‹and›"),
        ],
    ),
    "two choices of one step with one id": (
        lambda data: choices(data, 1)[1].update(id="again"),
        [(("steps", 1, "choices", 1, "id"), "‹again› is the id of another choice too")],
    ),
    "choices of two steps with one id": (
        lambda data: choices(data, 1)[0].update(id="hang-up"),
        [(("steps", 1, "choices", 0, "id"), "‹hang-up› is the id of another choice too")],
    ),
    "an ending with the id of a step": (
        lambda data: data["endings"][1].update(id="hello"),
        [(("endings", 1, "id"), "‹hello› is the id of a step too")],
    ),
    "two steps with one id": (
        lambda data: data["steps"][1].update(id="hello"),
        [(("steps", 1, "id"), "‹hello› is the id of number 1 too")],
    ),
    "no safe ending": (
        lambda data: data["endings"][2].update(score=0.9),
        [(("endings",), "no ending has score: 1")],
    ),
    "a message beside it": (
        lambda data: data.update(message=the("parcel")["message"]),
        [(("message",), "has no place here")],
    ),
    "no truth": (lambda data: data.pop("truth"), [(("truth",), "Field required")]),
    "an ending worth more than all": (
        lambda data: data["endings"][2].update(score=1.5),
        [(("endings", 2, "score"), "less than or equal to 1")],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_come_to_an_end_or_hang_together_is_refused(what: str) -> None:
    change, wanted = REFUSED[what]
    data = the("caller")
    change(data)
    with pytest.raises(ValidationError) as raised:
        Conversation.model_validate(data)
    found = raised.value.errors()
    assert [error["loc"] for error in found] == [location for location, _ in wanted]
    assert all(said in error["msg"] for error, (_, said) in zip(found, wanted, strict=True))


def test_all_ways_to_nowhere_are_told_at_once() -> None:
    data = the("caller")
    choices(data, 0)[0].update(to="presed")
    choices(data, 1)[3].update(to="save")
    with pytest.raises(ValidationError) as raised:
        Conversation.model_validate(data)
    assert raised.value.error_count() == 2
