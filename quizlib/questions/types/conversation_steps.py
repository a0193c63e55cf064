"""The steps, choices and endings of a conversation, and the mistakes in how they lead to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from quizlib.problems import Finding
from quizlib.say import say
from quizlib.texts.text import Content, Id, Text
from quizlib.texts.unique import unique_ids

LONGEST = 30  # choices in one path, and steps: every path without a circle fits


class Choice(Content):
    """A possible reply, the words about it afterwards, and the step or ending that it leads to."""

    id: Id
    """Your own name for it."""
    text: Text
    """What people may answer."""
    feedback: Text | None = None
    """Words about it afterwards."""
    to: Id
    """The id of the next step or ending."""


class ConversationStep(Content):
    """What the caller says, the choices, and a note for afterwards about what the caller did here."""

    id: Id
    """Your own name for it."""
    says: Text
    """What the caller says."""
    audio: Text | None = None
    """The names of recordings beside the quiz, one in each language."""
    note: Text | None = None
    """For afterwards: what did the caller do here?"""
    choices: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=6)]
    """What people may answer."""


Happened = Literal["safe", "missed", "taken", "told"]
"""What came of a conversation: nothing was lost; something genuine was missed; a person of the harmful side got
something; or a genuine person was told more than was needed."""


class Ending(Content):
    """An end of the conversation, its score from 0 to 1, and what `happened`; None if the score says it well enough."""

    id: Id
    """Your own name for it."""
    score: Annotated[float, Field(ge=0, le=1)]
    """From 0 to 1; 1 is right."""
    happened: Happened | None = None
    """`safe`: nothing was lost. `missed`: something genuine passed by. `taken`: the scammer got something. `told`:
    it was genuine, but people told more than was needed."""
    text: Text
    """What came of it."""

    def came_of_it(self, *, harmful: bool) -> Happened:
        """Return what happened: full marks are safe; of the rest, the harmful side took, and the other was missed."""
        if self.happened:
            return self.happened
        if self.score == 1:
            return "safe"
        return "taken" if harmful else "missed"


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
            yield Finding(
                ("endings", index, "id"),
                say("‹{name}› is the id of a step too", name=ending.id),
                say("give each its own"),
            )
    seen: set[str] = set()
    for number, step in enumerate(steps):
        for index, choice in enumerate(step.choices):
            if choice.id in seen:
                found = say("‹{name}› is the id of another choice too", name=choice.id)
                yield Finding(("steps", number, "choices", index, "id"), found, say("give each its own"))
            seen.add(choice.id)


def broken_ways(steps: Steps, endings: Endings) -> Iterator[Finding]:
    """Find choices that lead nowhere, steps and endings without a way in, and steps without a way out."""
    places = sorted({*(step.id for step in steps), *(ending.id for ending in endings)})
    nowhere = [
        Finding(
            ("steps", number, "choices", index, "to"),
            say("there is no step or ending ‹{to}›", to=choice.to),
            say("known are {places}", places=", ".join(places)),
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
            yield Finding(
                location, say("nothing leads to ‹{name}›", name=name), say("let a choice lead there, or remove it")
            )
        elif name not in leaving:
            found = say("no ending can be reached from ‹{name}›", name=name)
            yield Finding(location, found, say("let a choice lead out of the circle"))


def _closure(start: set[str], ways: dict[str, set[str]]) -> set[str]:
    """Return every place that can be reached from the start, which is included."""
    reached, waiting = set(start), list(start)
    while waiting:
        for place in ways.get(waiting.pop(), ()):
            if place not in reached:
                reached.add(place)
                waiting.append(place)
    return reached
