"""conversation: a call or a chat; each choice leads to another step, until an ending is reached."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from quizlib.problems import Finding, InvalidResponse, Location, refuse
from quizlib.questions.base import About, BaseQuestion
from quizlib.questions.counting import distinct
from quizlib.questions.explanation import ExplainedTurn, Explanation, UnheardStep
from quizlib.questions.outcome import Outcome
from quizlib.questions.prompt import Asks, Choosable, Prompt, PromptTurn, recording, words_of
from quizlib.questions.response import Response, as_response
from quizlib.questions.types.conversation_steps import (
    LONGEST,
    Choice,
    ConversationStep,
    Ending,
    Endings,
    Steps,
    Turn,
    broken_ways,
    double_ids,
)
from quizlib.say import say
from quizlib.texts.message import Truth
from quizlib.texts.text import Text


class Conversation(BaseQuestion):
    """Steps that lead to each other, beginning with the first; a response is the path of choices to an ending."""

    asks: ClassVar[Asks] = "path"
    shows_itself: ClassVar[bool] = True

    type: Literal["conversation"] = "conversation"
    about: About = "act"
    channel: Literal["call", "chat"]
    """`call` or `chat`."""
    truth: Truth
    """Whether the caller is a `scam` or `genuine`."""
    steps: Steps
    """What the caller says and people answer; it starts with the first."""
    endings: Endings
    """The ends that choices lead to."""

    @model_validator(mode="after")
    def _comes_to_an_end(self) -> Conversation:
        findings = list(double_ids(self.steps, self.endings)) or list(broken_ways(self.steps, self.endings))
        if not findings and not self._safe_path:
            findings = [
                Finding(("endings",), say("no ending has score: 1"), say("one way through it has to be the right one"))
            ]
        return refuse(findings) if findings else self

    @property
    def key(self) -> Response:
        """The shortest path to an ending with full marks."""
        return self._safe_path

    def spoken(self, heard: Collection[str]) -> Mapping[str, Text]:
        """Return what the caller says at each step."""
        return {step.id: step.says for step in self.steps} if self.channel in heard else {}

    def with_voices(self, voices: Mapping[str, Text]) -> Self:
        """Return the conversation with recordings of its steps; one that the author has named stays."""
        steps = (
            step.model_copy(update={"audio": voices[step.id]}) if step.audio is None and step.id in voices else step
            for step in self.steps
        )
        return self.model_copy(update={"steps": tuple(steps)})

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

    def choices(self, response: Response = ()) -> tuple[Choice, ...]:
        """Return the choices of the step that a path leads to; none at an ending."""
        step = self.next(response)
        return step.choices if step else ()

    def alternatives(self) -> Iterator[tuple[Location, Sequence[Choosable]]]:
        """Yield the choices of each step."""
        for number, step in enumerate(self.steps):
            yield ("steps", number, "choices"), step.choices

    def advice(self) -> Iterator[Finding]:
        """Find steps without a choice that leads directly to an ending with full marks: hanging up must be possible."""
        safe = {ending.id for ending in self.endings if ending.score == 1}
        for index, step in enumerate(self.steps):
            if not any(choice.to in safe for choice in step.choices):
                found, hint = say("one cannot hang up here"), say("add a choice that leads to an ending with score: 1")
                yield Finding(("steps", index, "choices"), found, hint, "warning")

    def prompt(self, language: str, response: Sequence[str] = ()) -> Prompt:
        """Return the prompt with the conversation so far, and the choices that are possible now."""
        turns, place = self._follow(response)
        seen = [
            PromptTurn(turn.step.says[language], recording(turn.step.audio, language), turn.choice.text[language])
            for turn in turns
        ]
        if isinstance(place, ConversationStep):
            seen.append(PromptTurn(place.says[language], recording(place.audio, language), None))
        return replace(super().prompt(language, response), channel=self.channel, turns=tuple(seen))

    def explain(self, outcome: Outcome, language: str) -> Explanation:
        """Return the explanation with every step that took place, those that did not, and how it ended."""
        turns, end = self._follow(outcome.response)
        seen = tuple(
            ExplainedTurn(
                says=turn.step.says[language],
                note=words_of(turn.step.note, language),
                chose=turn.choice.text[language],
                feedback=words_of(turn.choice.feedback, language),
            )
            for turn in turns
        )
        heard = {turn.step.id for turn in turns}
        unheard = tuple(
            UnheardStep(step.says[language], words_of(step.note, language))
            for step in self.steps
            if step.id not in heard
        )
        explanation = replace(super().explain(outcome, language), turns=seen, unheard=unheard)
        if not isinstance(end, Ending):
            return explanation
        return replace(explanation, ending=end.text[language], happened=end.came_of_it(harmful=self.harmful))

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give the score of the ending; the feedback holds the author's words about each choice of the path.

        Raises InvalidResponse: `missing` if the path has no ending yet, else as `BaseQuestion.mark` does.
        """
        turns, end = self._follow(response)
        if not isinstance(end, Ending):
            raise InvalidResponse("missing", f"the conversation goes on after {len(turns)} choices")
        feedback = {turn.choice.id: turn.choice.feedback for turn in turns if turn.choice.feedback}
        return Outcome(tuple(response), round(end.score, 6), feedback)

    def marks(self) -> object:
        """Return the fields that the version depends on."""
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
