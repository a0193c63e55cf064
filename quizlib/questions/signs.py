"""signs: one marks the parts of a message that give it away, or show that it is genuine; decoys are among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import model_validator

from quizlib.problems import Finding, refuse
from quizlib.questions.base import About, BaseQuestion, Outcome, Response, chosen
from quizlib.questions.counting import Counting, distinct
from quizlib.texts.message import Message, Truth


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

    @property
    def scores(self) -> tuple[float, ...]:
        """Any number of true signs; and 0, where marking decoys makes up for it."""
        true, decoys = len(self.key), len(self.message.signs) - len(self.key)
        return distinct(hits / true for hits in range(0 if decoys else 1, true + 1))

    @property
    def counting(self) -> Counting:
        """By sign, and as right or not."""
        return Counting.by_parts(sign.id for sign in self.message.signs)

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
