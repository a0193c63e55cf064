"""What every question has, whatever its type, and the outcome of marking a response."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import ModelWrapValidatorHandler, ValidationError, model_validator

from quizlib.problems import Finding, InvalidResponse, refuse
from quizlib.questions.counting import Counting
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Content, Id, Text

Response = tuple[str, ...]
About = Literal["judge", "act", "know"]


@dataclass(frozen=True)
class Outcome:
    """A response, marked: `score` from 0 to 1, rounded to six decimals (None where nothing is right or wrong).

    `feedback` is what the author says to this very response, by option id (of a verdict: by the verdict).
    """

    response: Response
    score: float | None
    feedback: Mapping[str, Text] = field(default_factory=dict)


class Difficulty(Content):
    """How hard a message is to judge, by the two axes of the NIST Phish Scale."""

    cues: Literal["few", "some", "many"]
    premise: Literal["low", "medium", "high"]


class BaseQuestion(Content):
    """The fields of every question; a type adds its own, its `key`, its `scores` and how it marks a response."""

    shows_itself: ClassVar[bool] = False
    """Whether the question is itself what `truth` speaks of, so that no message stands beside it."""

    id: Id
    stem: Text
    about: About = "know"
    method: Id | None = None
    hint: Text | None = None
    message: Message | None = None
    truth: Truth | None = None
    difficulty: Difficulty | None = None
    twin: Id | None = None
    audio: Text | None = None
    rationale: Text | None = None
    check: Text | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _message_has_truth(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        findings = []
        if isinstance(value, Mapping):
            message, truth = value.get("message"), value.get("truth")
            needed = cls.model_fields["message"].is_required()  # then it is said anyway that it is missing
            if message is not None and truth is None and not cls.shows_itself:
                findings = [
                    Finding(("truth",), "is missing", "where a message stands, write truth: scam or truth: genuine")
                ]
            if cls.shows_itself and message is not None:
                findings = [Finding(("message",), "has no place here", "remove it: the steps show what is said")]
            elif truth is not None and message is None and not (cls.shows_itself or needed):
                findings = [
                    Finding(("message",), "is missing", "only a message can be a scam or genuine; or leave out truth")
                ]
        try:
            question = handler(value)
        except ValidationError as error:
            if findings:
                refuse(findings, error)
            raise
        return refuse(findings) if findings else question

    @property
    def key(self) -> Response | None:
        """A response that earns full marks; None where nothing is right or wrong."""
        raise NotImplementedError

    def mark(self, response: Sequence[str]) -> Outcome:
        """Mark a response, exactly what the form sent; InvalidResponse if it is missing or impossible."""
        raise NotImplementedError

    @property
    def scores(self) -> tuple[float, ...]:
        """Every score that marking can give, ascending; empty where nothing is marked."""
        raise NotImplementedError

    @property
    def counting(self) -> Counting:
        """What answers are counted by: their scores, unless a type says otherwise."""
        return Counting.by_score(self.scores)

    def goes_on(self, response: Sequence[str]) -> bool:  # noqa: ARG002 - types of several steps look at it
        """Say whether a response is right so far but not whole yet, and the next step of it is to be asked."""
        return False

    @property
    def judged(self) -> bool:
        """Whether its message is one to judge, and so counts among the scams and the genuine ones of its quiz."""
        return self.about == "judge" and self.message is not None and self.key is not None

    @property
    def second_try(self) -> bool:
        """Whether one more try is offered when the first answer was not right: there is a hint to try it with."""
        return self.hint is not None and self.key is not None

    def _marks(self) -> object:
        """Return what this type's version rests on beside the words of stem and message: plain data."""
        raise NotImplementedError

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change when what is asked or how it is marked changes, and at nothing else."""
        seen = self.message.model_dump(exclude={"signs"}, exclude_none=True) if self.message else None
        signs = [(sign.id, sign.shows) for sign in self.message.signs] if self.message else []
        return fingerprint([self.id, getattr(self, "type", ""), self.stem.root, self.truth, seen, signs, self._marks()])


def fingerprint(parts: object) -> str:
    """Return the first eight hex digits of the SHA-256 of plain data."""
    plain = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


def chosen(response: Sequence[str], offered: Sequence[str], *, several: bool = False) -> Response:
    """Return the response if it can have come from these choices; InvalidResponse otherwise."""
    given = tuple(response)
    if not given:
        raise InvalidResponse("missing", "nothing was chosen")
    for choice in given:
        if choice not in offered:
            raise InvalidResponse("impossible", f"{choice!r} was not offered, only {', '.join(offered)}")
    if len(set(given)) < len(given) or (len(given) > 1 and not several):
        raise InvalidResponse("impossible", f"{len(given)} choices were given: {', '.join(given)}")
    return given
