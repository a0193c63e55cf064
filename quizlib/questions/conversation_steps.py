"""The steps, choices and endings of a conversation, and the mistakes in how they lead to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from pydantic import Field

from quizlib.problems import Finding
from quizlib.texts.text import Content, Id, Text
from quizlib.texts.unique import unique_ids

LONGEST = 30  # choices in one path, and steps: every path without a circle fits


class Choice(Content):
    """A possible reply, the words about it afterwards, and the step or ending that it leads to."""

    id: Id
    text: Text
    feedback: Text | None = None
    to: Id


class ConversationStep(Content):
    """What the caller says, the choices, and a note for afterwards about what the caller did here."""

    id: Id
    says: Text
    audio: Text | None = None
    note: Text | None = None
    choices: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=6)]


class Ending(Content):
    """An end of the conversation, and its score from 0 to 1."""

    id: Id
    score: Annotated[float, Field(ge=0, le=1)]
    text: Text


class Turn(NamedTuple):
    """One step of a conversation that took place, and the choice made there."""

    step: ConversationStep
    choice: Choice


Steps = Annotated[tuple[ConversationStep, ...], Field(min_length=1, max_length=LONGEST), unique_ids]
Endings = Annotated[tuple[Ending, ...], Field(min_length=1), unique_ids]


def double_ids(steps: Steps, endings: Endings) -> Iterator[Finding]:
    """Find endings with the id of a step, and choices with the id of another choice."""
    names = {step.id for step in steps}
    for index, ending in enumerate(endings):
        if ending.id in names:
            yield Finding(("endings", index, "id"), f"‹{ending.id}› is the id of a step too", "give each its own")
    seen: set[str] = set()
    for number, step in enumerate(steps):
        for index, choice in enumerate(step.choices):
            if choice.id in seen:
                found = f"‹{choice.id}› is the id of another choice too"
                yield Finding(("steps", number, "choices", index, "id"), found, "give each its own")
            seen.add(choice.id)


def broken_ways(steps: Steps, endings: Endings) -> Iterator[Finding]:
    """Find choices that lead nowhere, steps and endings without a way in, and steps without a way out."""
    places = sorted({*(step.id for step in steps), *(ending.id for ending in endings)})
    nowhere = [
        Finding(
            ("steps", number, "choices", index, "to"),
            f"there is no step or ending ‹{choice.to}›",
            f"known are {', '.join(places)}",
        )
        for number, step in enumerate(steps)
        for index, choice in enumerate(step.choices)
        if choice.to not in places
    ]
    if nowhere:
        yield from nowhere
        return
    onward = {step.id: {choice.to for choice in step.choices} for step in steps}
    backward: dict[str, set[str]] = {}
    for origin, ways in onward.items():
        for place in ways:
            backward.setdefault(place, set()).add(origin)
    reached = _closure({steps[0].id}, onward)
    leaving = _closure({ending.id for ending in endings}, backward)
    for location, name in (
        *((("steps", index), step.id) for index, step in enumerate(steps)),
        *((("endings", index), ending.id) for index, ending in enumerate(endings)),
    ):
        if name not in reached:
            yield Finding(location, f"nothing leads to ‹{name}›", "let a choice lead there, or remove it")
        elif name not in leaving:
            found = f"no ending can be reached from ‹{name}›"
            yield Finding(location, found, "let a choice lead out of the circle")


def _closure(start: set[str], ways: dict[str, set[str]]) -> set[str]:
    """Return every place that can be reached from the start, which is included."""
    reached, waiting = set(start), list(start)
    while waiting:
        for place in ways.get(waiting.pop(), ()):
            if place not in reached:
                reached.add(place)
                waiting.append(place)
    return reached
