"""signs: one marks the parts of a message that give it away, or show that it is genuine; decoys are among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import model_validator

from quizlib.message import Message, Truth
from quizlib.problems import Finding, refuse
from quizlib.questions.base import About, BaseQuestion, Outcome, Response, chosen


class Signs(BaseQuestion):
    """The message's signs are the parts one can mark; those that show `nothing` are decoys."""

    type: Literal["signs"] = "signs"
    about: About = "judge"
    message: Message
    truth: Truth

    @model_validator(mode="after")
    def _has_key(self) -> Signs:
        if not self.key:
            hint = "let at least one show scam or genuine; those that show nothing are decoys"
            refuse([Finding(("message", "signs"), "no sign shows anything", hint)])
        return self

    @property
    def key(self) -> Response:
        """All signs that show something, in the order of the file."""
        return tuple(sign.id for sign in self.message.signs if sign.shows != "nothing")

    def mark(self, response: Sequence[str]) -> Outcome:
        """Score hits minus false alarms, over the true signs, never under 0; InvalidResponse as in `BaseQuestion.mark`.

        The feedback is why each sign, marked or not, shows what it shows.
        """
        given = chosen(response, [sign.id for sign in self.message.signs], several=True)
        hits = len(set(given) & set(self.key))
        false_alarms = len(given) - hits
        score = max(0, hits - false_alarms) / len(self.key)
        return Outcome(given, round(score, 6), {sign.id: sign.why for sign in self.message.signs})

    def _marks(self) -> object:
        return [[sign.id, sign.quote.root] for sign in self.message.signs]
