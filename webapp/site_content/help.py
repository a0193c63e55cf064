"""Help after a fraud, and the guide for people who are in doubt about a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from quizlib import Number
from quizlib.authoring import Content, Finding, Id, QuizId, Text, did_you_mean, refuse, say

MAX_TAPS = 4


def _listed(value: object, info: ValidationInfo) -> object:
    listed: dict[str, Number] = (info.context or {}).get("listed", {})
    if isinstance(value, str) and value not in listed:
        refuse([Finding((), say("unknown number ‹{value}›", value=value), did_you_mean(value, listed))])
    return listed[value] if isinstance(value, str) else value


def _known_quiz(name: str, info: ValidationInfo) -> str:
    known: Sequence[str] | None = (info.context or {}).get("quizzes")
    if known is not None and name not in known:
        refuse([Finding((), say("unknown quiz ‹{name}›", name=name), did_you_mean(name, known))])
    return name


Numbers = tuple[Annotated[Number, BeforeValidator(_listed, json_schema_input_type=Id)], ...]
"""Numbers to call, by their ids in library.yaml."""


class HelpStep(Content):
    """One calm thing to do, with the numbers to call.

    `paper` is what the printed sheet says in place of the text: all steps together have to fit on one page.
    """

    title: Text
    """What to do."""
    text: Text
    """How."""
    paper: Text | None = None
    """What the printed page says in place of the text."""
    numbers: Numbers = ()
    """Numbers to call, by their ids in `library.yaml`."""


class DoubtChoice(Content):
    """A choice in the guide. It leads to another question, or to what to do, perhaps with numbers to call.

    `quiz` is the id of a quiz about this kind of message; it holds for all that follows, unless another is named there.
    """

    text: Text
    """What people choose."""
    next: Doubt | None = None
    """The question that follows."""
    do: Text | None = None
    """What to do."""
    numbers: Numbers = ()
    """Numbers to call, by their ids in `library.yaml`."""
    quiz: Annotated[QuizId, AfterValidator(_known_quiz)] | None = None
    """The id of a quiz about this kind of message."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> DoubtChoice:
        if (self.next is None) == (self.do is None):
            refuse([Finding((), say("leads nowhere or to two places"), say("write next: or do:, one of them"))])
        if self.numbers and self.do is None:
            refuse([Finding(("numbers",), say("stand at a question"), say("let them stand where do: is"))])
        return self


class Doubt(Content):
    """A question of the guide *Har du fået en besked, du er i tvivl om?*."""

    ask: Text
    """The question."""
    choices: Annotated[tuple[DoubtChoice, ...], Field(min_length=2)]
    """Its answers."""

    def follow(self, taps: Sequence[str]) -> list[tuple[Doubt, DoubtChoice]]:
        """Return the questions on the way that `taps` takes, each with its choice.

        Each tap is the number of a choice, from 1. LookupError if there is no such choice.
        """
        if not taps:
            return []
        choice = {str(n): choice for n, choice in enumerate(self.choices, start=1)}[taps[0]]
        if choice.next is None and len(taps) > 1:
            raise LookupError
        return [(self, choice), *(choice.next.follow(taps[1:]) if choice.next else ())]

    def taps(self) -> int:
        """Return the number of taps on the longest way."""
        return 1 + max(choice.next.taps() if choice.next else 0 for choice in self.choices)


class Help(Content):
    """The first thing to do now, the steps after it, and the guide."""

    first: Text
    """The first thing to do."""
    steps: tuple[HelpStep, ...]
    """What to do, in order."""
    doubt: Doubt
    """The guide for a message that somebody doubts."""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of the steps, once, in their order."""
        return tuple({number.id: number for step in self.steps for number in step.numbers}.values())

    @property
    def seen(self) -> date | None:
        """The day on which the number that was checked longest ago was checked; None without numbers."""
        return min((number.seen for number in self.numbers), default=None)

    @model_validator(mode="after")
    def _few_taps(self) -> Help:
        if self.doubt.taps() > MAX_TAPS:
            refuse(
                [
                    Finding(
                        ("doubt",),
                        say("takes {taps} taps", taps=self.doubt.taps()),
                        say("let {most} be enough", most=MAX_TAPS),
                    )
                ]
            )
        return self
