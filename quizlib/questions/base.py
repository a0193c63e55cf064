"""BaseQuestion, with the fields and methods of every question type, and Outcome, a marked response."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import ModelWrapValidatorHandler, ValidationError, model_validator

from quizlib.problems import Finding, Location, refuse
from quizlib.questions.counting import Counting
from quizlib.questions.prompt import (
    Asks,
    Choosable,
    Explanation,
    Prompt,
    PromptMessage,
    explained_signs,
    prompt_choice,
)
from quizlib.questions.response import Response
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Content, Id, Text

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


class BaseQuestion(Content, ABC):
    """The base class of question types, with the fields that every question has.

    A type has a field `type` with its name as default. It must define `key`, `scores`, `mark` and `marks`; everything
    else has a default that fits most types.
    """

    asks: ClassVar[Asks] = "one"
    """What a response is."""
    judges: ClassVar[bool] = False
    """Whether people judge what the message is, with a verdict that can be a doubt."""
    shows_itself: ClassVar[bool] = False
    """Whether `truth` describes the question itself, so that it has no message."""

    if TYPE_CHECKING:  # each type declares its own, a literal with a default
        type: Any
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
    @abstractmethod
    def key(self) -> Response | None:
        """A response with full marks; None if nothing is right or wrong."""

    @abstractmethod
    def mark(self, response: Sequence[str]) -> Outcome:
        """Mark a response and return the outcome; raise InvalidResponse if it is missing or impossible."""

    @property
    @abstractmethod
    def scores(self) -> tuple[float, ...]:
        """Every score that marking can give, ascending; empty if nothing is marked."""

    @abstractmethod
    def marks(self) -> object:
        """Return the fields of this type that its version depends on, beside stem and message, as plain data."""

    def choices(self, response: Response = ()) -> Sequence[Choosable]:  # noqa: ARG002 - a conversation looks at it
        """Return what a person chooses from, in the order of the file, after a response that is not complete yet."""
        return ()

    def alternatives(self) -> Iterator[tuple[Location, Sequence[Choosable]]]:
        """Yield (location, choices) for each list of choices that a person sees together: their words must differ."""
        yield from ()

    def advice(self) -> Iterator[Finding]:
        """Yield what an author should improve in a question of this type, with its location in the question."""
        yield from ()

    def prompt(self, language: str, response: Response = ()) -> Prompt:
        """Return what a participant may see before answering, after a response that is not complete yet."""
        return Prompt(
            question=self.id,
            type=self.type,
            asks=self.asks,
            stem=self.stem[language],
            choices=tuple(prompt_choice(choice, language) for choice in self.choices(response)),
            message=PromptMessage.of(self.message, language) if self.message else None,
            hint=self.hint[language] if self.hint else None,
            audio=self.audio[language] if self.audio else None,
        )

    def explain(self, outcome: Outcome, language: str) -> Explanation:
        """Return what a participant may see after a response with this outcome."""
        return Explanation(
            question=self.id,
            response=outcome.response,
            score=outcome.score,
            key=self.key,
            truth=self.truth,
            feedback={name: text[language] for name, text in outcome.feedback.items()},
            signs=explained_signs(self.message, language),
            rationale=self.rationale[language] if self.rationale else None,
            check=self.check[language] if self.check else None,
        )

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
    def rates(self) -> str | None:
        """The scale that the question asks for a step of; None unless it is a rating."""
        return None

    @cached_property
    def marked(self) -> bool:
        """Whether a response can be right or wrong."""
        return self.key is not None

    @property
    def judged(self) -> bool:
        """Whether participants judge its message, which then counts as a scam or a genuine message of the quiz."""
        return self.about == "judge" and self.message is not None and self.marked

    @property
    def second_try(self) -> bool:
        """Whether a second try is offered after an answer that was not right: it needs a hint and a key."""
        return self.hint is not None and self.marked

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change only when what is asked, or how it is marked, changes."""
        seen = self.message.model_dump(exclude={"signs"}, exclude_none=True) if self.message else None
        signs = [(sign.id, sign.shows) for sign in self.message.signs] if self.message else []
        return fingerprint([self.id, self.type, self.stem.root, self.truth, seen, signs, self.marks()])


def fingerprint(parts: object) -> str:
    """Return the first eight hex digits of the SHA-256 of plain data."""
    plain = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:8]
