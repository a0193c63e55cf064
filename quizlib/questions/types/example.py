"""example: a worked example at the beginning of a quiz; it shows a message, its signs, and how to check it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from quizlib.problems import InvalidResponse
from quizlib.questions.base import BaseQuestion
from quizlib.questions.outcome import Outcome
from quizlib.questions.prompt import Asks
from quizlib.questions.response import as_response
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Text


class Example(BaseQuestion):
    """A question that asks nothing: its response is empty, and it has neither key nor score."""

    asks: ClassVar[Asks] = "none"

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

    def marks(self) -> object:
        """Return the fields that the version depends on."""
        return None
