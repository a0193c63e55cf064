"""Help after a fraud, and the guide for people who are in doubt about a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from quizlib import Number
from quizlib.authoring import Content, Finding, Text, did_you_mean, refuse

MAX_TAPS = 4


def _listed(value: object, info: ValidationInfo) -> object:
    listed: dict[str, Number] = (info.context or {}).get("listed", {})
    if isinstance(value, str) and value not in listed:
        refuse([Finding((), f"unknown number ‹{value}›", did_you_mean(value, listed))])
    return listed[value] if isinstance(value, str) else value


class HelpStep(Content):
    """One calm thing to do, with the numbers to call (by their id in library.yaml)."""

    title: Text
    text: Text
    numbers: tuple[Annotated[Number, BeforeValidator(_listed)], ...] = ()


class DoubtChoice(Content):
    """A choice in the guide. It leads to another question, or to what to do."""

    text: Text
    next: Doubt | None = None
    do: Text | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> DoubtChoice:
        if (self.next is None) == (self.do is None):
            refuse([Finding((), "leads nowhere or to two places", "write next: or do:, one of them")])
        return self


class Doubt(Content):
    """A question of the guide *Har du fået en besked, du er i tvivl om?*."""

    ask: Text
    choices: Annotated[tuple[DoubtChoice, ...], Field(min_length=2)]

    def follow(self, taps: Sequence[str]) -> tuple[list[tuple[Text, Text]], Doubt | Text]:
        """Return the questions and choices on the way that `taps` takes, and what it leads to.

        Each tap is the number of a choice, from 1. LookupError if there is no such choice.
        """
        if not taps:
            return [], self
        choice = {str(n): choice for n, choice in enumerate(self.choices, start=1)}[taps[0]]
        here = (self.ask, choice.text)
        if choice.next is not None:
            way, end = choice.next.follow(taps[1:])
            return [here, *way], end
        if choice.do is None or len(taps) > 1:
            raise LookupError
        return [here], choice.do

    def taps(self) -> int:
        """Return the number of taps on the longest way."""
        return 1 + max(choice.next.taps() if choice.next else 0 for choice in self.choices)


class Help(Content):
    """The first thing to do now, the steps after it, and the guide."""

    first: Text
    steps: tuple[HelpStep, ...]
    doubt: Doubt

    @model_validator(mode="after")
    def _few_taps(self) -> Help:
        if self.doubt.taps() > MAX_TAPS:
            refuse([Finding(("doubt",), f"takes {self.doubt.taps()} taps", f"let {MAX_TAPS} be enough")])
        return self
