"""conversation: a call or a chat; each choice leads to another step, until an ending is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field, model_validator

from quizlib.problems import Finding, InvalidResponse, refuse
from quizlib.questions.base import About, BaseQuestion, Outcome, Response, as_response
from quizlib.questions.counting import distinct
from quizlib.texts.message import Truth
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


class Conversation(BaseQuestion):
    """Steps that lead to each other, beginning with the first; a response is the path of choices to an ending."""

    shows_itself: ClassVar[bool] = True

    type: Literal["conversation"] = "conversation"
    about: About = "act"
    channel: Literal["call", "chat"]
    truth: Truth
    steps: Annotated[tuple[ConversationStep, ...], Field(min_length=1, max_length=LONGEST), unique_ids]
    endings: Annotated[tuple[Ending, ...], Field(min_length=1), unique_ids]

    @model_validator(mode="after")
    def _comes_to_an_end(self) -> Conversation:
        findings = list(self._double_ids()) or list(self._broken_ways())
        if not findings and not self._safe_path:
            findings = [Finding(("endings",), "no ending has score: 1", "one way through it has to be the right one")]
        return refuse(findings) if findings else self

    @property
    def key(self) -> Response:
        """The shortest path to an ending with full marks."""
        return self._safe_path

    @property
    def scores(self) -> tuple[float, ...]:
        """The scores of the endings."""
        return distinct(ending.score for ending in self.endings)

    def turns(self, path: Sequence[str]) -> tuple[Turn, ...]:
        """Return the steps and choices along a path; raise InvalidResponse (`impossible`) if there is no such path."""
        return self._follow(path)[0]

    def step(self, path: Sequence[str]) -> ConversationStep | Ending:
        """Return the step or ending that a path of choice ids leads to from the first step.

        Raises InvalidResponse (`impossible`) if there is no such path.
        """
        return self._follow(path)[1]

    def next(self, path: Sequence[str]) -> ConversationStep | None:
        """Return the step to ask next after a path of choice ids; None if it has reached an ending.

        Raises InvalidResponse (`impossible`) if there is no such path.
        """
        place = self.step(path)
        return place if isinstance(place, ConversationStep) else None

    def goes_on(self, response: Sequence[str]) -> bool:
        """Return whether a path is possible and has not reached an ending yet."""
        try:
            return self.next(response) is not None
        except InvalidResponse:
            return False

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give the score of the ending; the feedback holds the author's words about each choice of the path.

        Raises InvalidResponse: `missing` if the path has no ending yet, else as `BaseQuestion.mark` does.
        """
        turns, end = self._follow(response)
        if not isinstance(end, Ending):
            raise InvalidResponse("missing", f"the conversation goes on after {len(turns)} choices")
        feedback = {turn.choice.id: turn.choice.feedback for turn in turns if turn.choice.feedback}
        return Outcome(tuple(response), round(end.score, 6), feedback)

    def _marks(self) -> object:
        steps = [
            [step.id, step.says.root, [[choice.id, choice.text.root, choice.to] for choice in step.choices]]
            for step in self.steps
        ]
        return [self.channel, steps, [[ending.id, ending.score] for ending in self.endings]]

    @cached_property
    def _places(self) -> dict[str, ConversationStep | Ending]:
        places: list[ConversationStep | Ending] = [*self.endings, *self.steps]
        return {place.id: place for place in places}

    def _follow(self, path: Sequence[str]) -> tuple[tuple[Turn, ...], ConversationStep | Ending]:
        if len(as_response(path)) > LONGEST:
            raise InvalidResponse("impossible", f"{len(path)} choices are more than {LONGEST}")
        here: ConversationStep | Ending = self.steps[0]
        turns = []
        for name in path:
            offered = here.choices if isinstance(here, ConversationStep) else ()
            choice = next((choice for choice in offered if choice.id == name), None)
            if choice is None or not isinstance(here, ConversationStep):
                raise InvalidResponse("impossible", f"{name!r} was not offered at ‹{here.id}›")
            turns.append(Turn(here, choice))
            here = self._places[choice.to]
        return tuple(turns), here

    @cached_property
    def _safe_path(self) -> Response:
        """The key, found breadth first; empty if there is none."""
        waiting: list[tuple[ConversationStep, Response]] = [(self.steps[0], ())]
        seen = {self.steps[0].id}
        for step, path in waiting:
            for choice in step.choices:
                place = self._places[choice.to]
                if isinstance(place, Ending) and place.score == 1:
                    return (*path, choice.id)
                if isinstance(place, ConversationStep) and place.id not in seen:
                    seen.add(place.id)
                    waiting.append((place, (*path, choice.id)))
        return ()

    def _double_ids(self) -> Iterator[Finding]:
        names = {step.id for step in self.steps}
        for index, ending in enumerate(self.endings):
            if ending.id in names:
                yield Finding(("endings", index, "id"), f"‹{ending.id}› is the id of a step too", "give each its own")
        seen: set[str] = set()
        for number, step in enumerate(self.steps):
            for index, choice in enumerate(step.choices):
                if choice.id in seen:
                    found = f"‹{choice.id}› is the id of another choice too"
                    yield Finding(("steps", number, "choices", index, "id"), found, "give each its own")
                seen.add(choice.id)

    def _broken_ways(self) -> Iterator[Finding]:
        """Find choices that lead nowhere, steps and endings without a way in, and steps without a way out."""
        nowhere = [
            Finding(
                ("steps", number, "choices", index, "to"),
                f"there is no step or ending ‹{choice.to}›",
                f"known are {', '.join(sorted(self._places))}",
            )
            for number, step in enumerate(self.steps)
            for index, choice in enumerate(step.choices)
            if choice.to not in self._places
        ]
        if nowhere:
            yield from nowhere
            return
        onward = {step.id: {choice.to for choice in step.choices} for step in self.steps}
        backward: dict[str, set[str]] = {}
        for origin, places in onward.items():
            for place in places:
                backward.setdefault(place, set()).add(origin)
        reached = _closure({self.steps[0].id}, onward)
        leaving = _closure({ending.id for ending in self.endings}, backward)
        for location, name in (
            *((("steps", index), step.id) for index, step in enumerate(self.steps)),
            *((("endings", index), ending.id) for index, ending in enumerate(self.endings)),
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
