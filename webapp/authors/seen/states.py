"""The states in which a question can be seen, each with its address: asked, answered, tried again, in a room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizlib import Question, Quiz, Response, steps_and_endings
from webapp.together.hour import stops_of

Kind = Literal[
    "asked", "missing", "hint", "right", "all", "turned", "category", "one", "step", "ending", "room", "hands"
]


@dataclass(frozen=True)
class State:
    """One state: what it is, the `response` that leads to it, and its `address` below that of a language.

    Of a room, `step` is where it is, and `shown` how many signs or pictures it has seen.
    """

    kind: Kind
    address: str
    response: Response = ()
    step: str = ""
    shown: int = 0


@dataclass(frozen=True)
class States:
    """All states of one question, in the order in which a page lists them."""

    asked: tuple[State, ...]
    answered: tuple[State, ...]
    again: tuple[State, ...]
    room: tuple[State, ...]
    hands: tuple[State, ...]


def written(*responses: Response) -> str:
    """Return responses as the end of an address, one part each."""
    return "".join("/" + "+".join(response).replace(":", "~") for response in responses if response)


def read(part: str) -> Response:
    """Return a response from its part of an address."""
    return tuple(part.replace("~", ":").split("+")) if part else ()


def states_of(quiz: Quiz, n: int) -> States:
    """Return the states of question n of a quiz."""
    question, page = quiz.questions[n - 1], f"quiz/{quiz.id}/{n}"
    asked = [State("asked", page)]
    if question.asks != "none":
        asked.append(State("missing", f"{page}?missing=1"))
    found = list(responses(question)) if question.asks != "none" and question.rates is None else []
    asked += [State(kind, page + written(response), response) for kind, response in found if kind == "step"]
    given = [(kind, response) for kind, response in found if kind != "step"]
    wrong = next((response for _, response in given if question.mark(response).score != 1), None)
    again = []
    if question.second_try and wrong and quiz.kind != "check-up":
        again = [State("hint", page + written(wrong), wrong)]
        again += [State(kind, page + written(wrong, response), response) for kind, response in given]
    return States(
        tuple(asked),
        tuple(State(kind, page + written(one) + _shown(quiz, question, one), one) for kind, one in given),
        tuple(again),
        tuple(_in_room(quiz, n, "room")),
        tuple(_in_room(quiz, n, "hands")),
    )


def responses(question: Question) -> Iterator[tuple[Kind, Response]]:
    """Yield responses that lead to all explanations of a question, each with its kind."""
    prompt = question.prompt(_language(question))
    names = tuple(choice.id for choice in prompt.choices)
    if question.asks == "one":
        yield from (("one", (name,)) for name in names)
    elif question.asks == "path":
        places = list(steps_and_endings(question, _language(question)).values())
        yield from (("step" if question.goes_on(path) else "ending", path) for path in places[1:])
    elif question.asks == "order":
        key = question.key or ()
        yield from (("right", key), ("turned", key[::-1]))
    elif question.asks == "sort":
        yield "right", question.key or ()
        yield from (("category", tuple(f"{name}:{category.id}" for name in names)) for category in prompt.categories)
    elif question.asks == "many":
        yield "right", question.key or ()
        yield from (("one", (name,)) for name in names if (name,) != question.key)
        if set(names) != set(question.key or ()):
            yield "all", names


def likely(question: Question) -> Response:
    """Return the response that answers a question on the way to another: the right one, else the first."""
    return question.key if question.key is not None else tuple(choice.id for choice in question.choices()[:1])


def other(question: Question) -> Response:
    """Return a response that is not right, if there is one."""
    found = [response for kind, response in responses(question) if kind != "step"]
    return next((response for response in found if question.mark(response).score != 1), likely(question))


def _language(question: Question) -> str:
    """Return a language that a question has."""
    return next(iter(question.stem.root))


def _shown(quiz: Quiz, question: Question, response: Response) -> str:
    """Return what an address adds to show the explanation of an answer that would get a second try."""
    return "?show=1" if question.second_try and question.mark(response).score != 1 and quiz.kind != "check-up" else ""


def _in_room(quiz: Quiz, n: int, way: Literal["room", "hands"]) -> Iterator[State]:
    """Yield the steps of a question in a room, if rooms take it."""
    stop = list(stops_of(quiz, by_hands=way == "hands"))[n - 1]
    taken = quiz.kind == "quiz" and not quiz.discreet and not (way == "hands" and stop.about_oneself)
    for step, shown in stop.steps if taken else ():
        page = f"{way}/{quiz.id}/{n}/{step}/{shown}"
        yield State(way, page, (), step, shown)
        if step == "room":
            for kind, path in responses(stop.question):
                yield State(kind, page + written(path), path, step, shown)
