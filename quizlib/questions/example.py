"""example: a worked example; a message with its signs numbered and how one checks it, before one is asked anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from quizlib.problems import InvalidResponse
from quizlib.questions.base import BaseQuestion, Outcome
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Text


class Example(BaseQuestion):
    """Nothing is asked: the response is empty, and there is neither key nor score."""

    type: Literal["example"] = "example"
    message: Message
    truth: Truth
    check: Text

    @property
    def key(self) -> None:
        """None: nothing is asked."""
        return

    @property
    def scores(self) -> tuple[()]:
        """None: nothing is marked."""
        return ()

    def mark(self, response: Sequence[str]) -> Outcome:
        """Accept the empty response; InvalidResponse (`impossible`) for any other."""
        if response:
            raise InvalidResponse("impossible", f"an example asks nothing, but {len(response)} choices were given")
        return Outcome((), None)

    def _marks(self) -> object:
        return None
