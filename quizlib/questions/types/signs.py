"""signs: mark the parts of a message that show what it is, such as a scam; some parts are decoys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import model_validator

from quizlib.problems import Finding, refuse
from quizlib.questions.base import About, BaseQuestion
from quizlib.questions.counting import Counting, distinct
from quizlib.questions.outcome import Outcome, Share
from quizlib.questions.prompt import Asks, Prompt, PromptChoice, PromptMessage
from quizlib.questions.response import Response, chosen
from quizlib.say import say
from quizlib.texts.judge import NOTHING
from quizlib.texts.message import Message, Truth


class Signs(BaseQuestion):
    """The signs of the message are the parts that can be marked; signs that show `nothing` are decoys."""

    asks: ClassVar[Asks] = "many"

    type: Literal["signs"] = "signs"
    about: About = "judge"
    message: Message
    truth: Truth

    @model_validator(mode="after")
    def _has_key(self) -> Signs:
        if not self.key:
            harmless, harmful = self.judging.pair
            hint = say(
                "let at least one show {harmful} or {harmless}; those that show nothing are decoys",
                harmful=harmful,
                harmless=harmless,
            )
            refuse([Finding(("message", "signs"), say("no sign shows anything"), hint)])
        return self

    @property
    def key(self) -> Response:
        """The ids of all signs that are not decoys, in the order of the file."""
        return tuple(sign.id for sign in self.message.signs if sign.shows != NOTHING)

    @property
    def scores(self) -> tuple[float, ...]:
        """One score for each number of true signs; 0 is possible only if there are decoys."""
        true, decoys = len(self.key), len(self.message.signs) - len(self.key)
        return distinct(hits / true for hits in range(0 if decoys else 1, true + 1))

    @property
    def counting(self) -> Counting:
        """Answers are counted by sign, and as right or not."""
        return Counting.by_parts(sign.id for sign in self.message.signs)

    def prompt(self, language: str, response: Sequence[str] = ()) -> Prompt:
        """Return the prompt with the signs as choices, decoys included, in reading order."""
        choices = tuple(PromptChoice(sign.id, quote) for _, sign, quote in self.message.numbered(language))
        message = PromptMessage.of(self.message, language, markable=True)
        return replace(super().prompt(language, response), choices=choices, message=message)

    def mark(self, response: Sequence[str]) -> Outcome:
        """Give (hits − false alarms) / true signs, at least 0; the feedback holds the `why` of every sign.

        Raises InvalidResponse as `BaseQuestion.mark` does.
        """
        given = chosen(response, [sign.id for sign in self.message.signs], several=True)
        hits = len(set(given) & set(self.key))
        false_alarms = len(given) - hits
        score = max(0, hits - false_alarms) / len(self.key)
        parts = Share.among((sign.id in given) == (sign.id in self.key) for sign in self.message.signs)
        return Outcome(given, round(score, 6), {sign.id: sign.why for sign in self.message.signs}, parts)

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return [[sign.id, sign.quote.root] for sign in self.message.signs]
