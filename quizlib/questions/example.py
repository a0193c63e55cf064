"""example: a worked example at the beginning of a quiz; it shows a message, its signs, and how to check it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from quizlib.problems import InvalidResponse
from quizlib.questions.base import BaseQuestion, Outcome, as_response
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Text


class Example(BaseQuestion):
    """A question that asks nothing: its response is empty, and it has neither key nor score."""

    type: Literal["example"] = "example"
    message: Message
    truth: Truth
    check: Text

    @property
    def key(self) -> None:
        """None, because nothing is asked."""
        return

    @property
    def scores(self) -> tuple[()]:
        """Empty, because nothing is marked."""
        return ()

    def mark(self, response: Sequence[str]) -> Outcome:
        """Accept the empty response; raise InvalidResponse (`impossible`) for any other."""
        if as_response(response):
            raise InvalidResponse("impossible", f"an example asks nothing, but {len(response)} choices were given")
        return Outcome((), None)

    def _marks(self) -> object:
        return None
