"""BaseQuestion, with the fields and methods of every question type, and Outcome, a marked response."""

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

    `feedback` holds the author's words about this response, by option id (for a verdict: by the verdict).
    """

    response: Response
    score: float | None
    feedback: Mapping[str, Text] = field(default_factory=dict, hash=False)


class Difficulty(Content):
    """How hard a message is to judge, on the two axes of the NIST Phish Scale."""

    cues: Literal["few", "some", "many"]
    premise: Literal["low", "medium", "high"]


class BaseQuestion(Content):
    """The fields of every question; a type adds its own fields, `key`, `scores` and `mark`."""

    shows_itself: ClassVar[bool] = False
    """Whether `truth` describes the question itself, so that it has no message."""

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
            needed = cls.model_fields["message"].is_required()  # then pydantic reports it as missing
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

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def key(self) -> Response | None:
        """A response with full marks; None if nothing is right or wrong."""
        raise NotImplementedError

    def mark(self, response: Sequence[str]) -> Outcome:
        """Mark a response and return the outcome; raise InvalidResponse if it is missing or impossible."""
        raise NotImplementedError

    @property
    def scores(self) -> tuple[float, ...]:
        """Every score that marking can give, ascending; empty if nothing is marked."""
        raise NotImplementedError

    @property
    def counting(self) -> Counting:
        """How answers are counted: by their scores, unless a type overrides this."""
        return Counting.by_score(self.scores)

    def goes_on(self, response: Sequence[str]) -> bool:  # noqa: ARG002 - types of several steps look at it
        """Return whether a response is possible but incomplete, so that its next step has to be asked."""
        return False

    def doubts(self, response: Response) -> bool:  # noqa: ARG002 - types that let people judge look at it
        """Return whether a response is a doubt, which is never wrong."""
        return False

    @property
    def judged(self) -> bool:
        """Whether participants judge its message, which then counts as a scam or a genuine message of the quiz."""
        return self.about == "judge" and self.message is not None and self.key is not None

    @property
    def second_try(self) -> bool:
        """Whether a second try is offered after an answer that was not right: it needs a hint and a key."""
        return self.hint is not None and self.key is not None

    def _marks(self) -> object:
        """Return the fields of this type that its version depends on, beside stem and message, as plain data."""
        raise NotImplementedError

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change only when what is asked, or how it is marked, changes."""
        seen = self.message.model_dump(exclude={"signs"}, exclude_none=True) if self.message else None
        signs = [(sign.id, sign.shows) for sign in self.message.signs] if self.message else []
        return fingerprint([self.id, getattr(self, "type", ""), self.stem.root, self.truth, seen, signs, self._marks()])


def fingerprint(parts: object) -> str:
    """Return the first eight hex digits of the SHA-256 of plain data."""
    plain = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


def as_response(given: Sequence[str]) -> Response:
    """Return a list of choices as a response; raise InvalidResponse for a text, which is not a list of its letters."""
    if isinstance(given, str) or not all(isinstance(choice, str) for choice in given):
        raise InvalidResponse("impossible", f'a response is a list of texts, as in ["scam"], not {given!r}')
    return tuple(given)


def chosen(response: Sequence[str], offered: Sequence[str], *, several: bool = False) -> Response:
    """Return the response if it is possible with these choices; raise InvalidResponse otherwise."""
    given = as_response(response)
    if not given:
        raise InvalidResponse("missing", "nothing was chosen")
    for choice in given:
        if choice not in offered:
            raise InvalidResponse("impossible", f"{choice!r} was not offered, only {', '.join(offered)}")
    if len(set(given)) < len(given) or (len(given) > 1 and not several):
        raise InvalidResponse("impossible", f"{len(given)} choices were given: {', '.join(given)}")
    return given
