"""Answer: one response to one question, as an application stores it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypedDict

from quizlib.problems import InvalidResponse, StaleAnswer
from quizlib.questions import Outcome, Question, Response, as_response

SURENESS = (1, 2, 3)


class PlainAnswer(TypedDict):
    """An answer as plain data for JSON, field by field."""

    question: str
    version: str
    response: list[str]
    score: float | None
    sure: int | None
    again: list[str] | None


@dataclass(frozen=True)
class Answer:
    """The response to one question in one version, as an application stores it.

    `sure` is how sure the person was, 1 to 3, or None if that was not asked. `again` is the response of a second try,
    which changes nothing else. Lists become tuples, so that `Answer(**plain)` takes what JSON gives back; a text in
    place of a list raises InvalidResponse.
    """

    question: str
    version: str
    response: Response
    score: float | None
    sure: int | None = None
    again: Response | None = None

    def __post_init__(self) -> None:
        if self.response.__class__ is not tuple:
            object.__setattr__(self, "response", as_response(self.response))
        if self.again is not None and self.again.__class__ is not tuple:
            object.__setattr__(self, "again", as_response(self.again))

    def to_plain(self) -> PlainAnswer:
        """Return the answer as plain data for JSON."""
        return PlainAnswer(
            question=self.question,
            version=self.version,
            response=list(self.response),
            score=self.score,
            sure=self.sure,
            again=None if self.again is None else list(self.again),
        )

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the answer from plain data; raise ValueError if a field is missing, unknown or of another kind."""
        try:
            return cls(**plain)
        except TypeError as error:
            message = f"no answer: {error}"
            raise ValueError(message) from None

    def check(self, question: Question) -> None:
        """Raise StaleAnswer if the answer is to another version of the question, InvalidResponse if it is impossible.

        It is impossible if the question cannot have the response, the score, the sureness or the second try.
        """
        if self.version != question.version:
            raise StaleAnswer(question.id, self.version, question.version)
        outcome = question.mark(self.response)
        if self.score != outcome.score:
            found = f"{self.question!r} has the score {self.score!r}, but its response has {outcome.score!r}"
            raise InvalidResponse("impossible", found)
        if self.sure is not None:
            check_sureness(question, outcome, self.sure)
        if self.again is not None:
            question.mark(self.again)


def check_sureness(question: Question, outcome: Outcome, sure: int) -> None:
    """Raise InvalidResponse unless a person can be so sure: 1 to 3, of an answer that can be right and is no doubt."""
    if sure not in SURENESS or not question.marked or question.doubts(outcome.response):
        raise InvalidResponse("impossible", f"{question.id!r} did not ask for the sureness {sure!r}")
