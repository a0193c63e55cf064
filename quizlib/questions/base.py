"""BaseQuestion, with the fields and methods of every question type."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, ModelWrapValidatorHandler, PrivateAttr, ValidationError, ValidationInfo, model_validator

from quizlib.problems import Finding, Location, refuse
from quizlib.questions.counting import Counting
from quizlib.questions.difficulty import Difficulty
from quizlib.questions.explanation import Explanation, explained_side, explained_signs
from quizlib.questions.message_and_truth import both_or_neither
from quizlib.questions.outcome import Outcome
from quizlib.questions.prompt import Asks, Choosable, Prompt, PromptMessage, prompt_choice, recording, words_of
from quizlib.questions.response import Response, as_response
from quizlib.texts.difference import Difference
from quizlib.texts.judge import BUILT_IN, JUDGES, Judge, judge_of, on_other_sides
from quizlib.texts.known import MethodId, QuestionId, one_of
from quizlib.texts.message import Message, Truth
from quizlib.texts.text import Content, Id, Text

About = Literal["judge", "act", "know"]


class BaseQuestion(Content, ABC, defer_build=True):
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
    """Your own name for it, of a–z, 0–9 and hyphens."""
    stem: Text
    """The question itself."""
    about: About = "know"
    """`judge`, `act` or `know`. Without it, `verdict` and `signs` have `judge`, `conversation` has `act`, others
    have `know`."""
    method: MethodId | None = None
    """The kind of fraud, as listed in `library.yaml`; a genuine message has the method of the fraud it resembles."""
    hint: Text | None = None
    """What helps to think after a wrong answer, before a second try."""
    talk: Text | None = None
    """Where a room takes the quiz together: what people are asked to talk about before they see the answers, in one
    short sentence. Without it the site has a sentence for each kind of question."""
    message: Message | None = None
    """The message shown, never without `truth`."""
    truth: Truth | None = None
    """Whether it is a `scam` or `genuine`."""
    judge: Annotated[str, one_of(tuple(BUILT_IN), "judges")] | None = None
    """In which words people judge the message; without it, the first judge of the library (see Judges)."""
    difficulty: Difficulty | None = None
    """How hard the message is to judge."""
    twin: QuestionId | None = None
    """The id of an earlier question with a message that resembles this one."""
    differences: Annotated[tuple[Difference, ...], Field(max_length=3)] = ()
    """What tells the two messages of twins apart: one to three pairs."""
    audio: Text | None = None
    """The names of recordings beside the quiz, one in each language."""
    rationale: Text | None = None
    """Shown afterwards: the reason."""
    check: Text | None = None
    """Shown afterwards: how to check this message by the front door."""
    cosmetic: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")] | None = None
    """The version before, as `quizlib diff` names it, if all that you have changed is a typo: it stays, and counts go
    on."""
    _judging: Judge = PrivateAttr(default_factory=lambda: JUDGES[0])

    @model_validator(mode="wrap")
    @classmethod
    def _message_has_truth(cls, value: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        findings: list[Finding] = []
        if isinstance(value, Mapping):
            judge = judge_of(value.get("judge"), info.context)
            needs_message = cls.model_fields["message"].is_required()  # then pydantic reports it as missing
            findings += both_or_neither(value, judge, shows_itself=cls.shows_itself, needs_message=needs_message)
            findings += on_other_sides(value, judge, info.context)
        try:
            question = handler(value)
        except ValidationError as error:
            if findings:
                refuse(findings, error)
            raise
        return refuse(findings) if findings else question

    @model_validator(mode="after")
    def _takes_judge(self, info: ValidationInfo) -> Self:
        if self.judge is not None or "judges" in (info.context or {}):
            self._judging = judge_of(self.judge, info.context)
        return self

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def judging(self) -> Judge:
        """The judge of the message: the one that `judge` names, or the first of the library."""
        return self._judging

    @property
    def harmful(self) -> bool:
        """Whether the message is on the side that people should beware of."""
        return self.truth == self._judging.harmful

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

    def prompt(self, language: str, response: Sequence[str] = ()) -> Prompt:
        """Return what a participant may see before answering, after a response that is not complete yet."""
        return Prompt(
            question=self.id,
            type=self.type,
            asks=self.asks,
            about=self.about,
            stem=self.stem[language],
            judge=self.judging.id if self.judges else None,
            scale=self.rates,
            choices=tuple(prompt_choice(choice, language) for choice in self.choices(as_response(response))),
            message=PromptMessage.of(self.message, language) if self.message else None,
            hint=words_of(self.hint, language),
            audio=recording(self.audio, language),
        )

    def explain(self, outcome: Outcome, language: str) -> Explanation:
        """Return what a participant may see after a response with this outcome."""
        return Explanation(
            question=self.id,
            asked=self.prompt(language, outcome.response),
            response=outcome.response,
            score=outcome.score,
            key=self.key,
            worth=self.worth,
            truth=self.truth,
            side=explained_side(self.judging, self.truth, language),
            feedback={name: text[language] for name, text in outcome.feedback.items()},
            message=PromptMessage.of(self.message, language, markable=True) if self.message else None,
            signs=explained_signs(self.message, self.judging, language),
            rationale=words_of(self.rationale, language),
            check=words_of(self.check, language),
            parts=outcome.parts,
        )

    def spoken(self, heard: Collection[str]) -> Mapping[str, Text]:
        """Return what people hear on the channels `heard`, by the id of its step; by "" for the message."""
        return {"": self.message.body} if self.message and self.message.channel in heard else {}

    def with_voices(self, voices: Mapping[str, Text]) -> Self:
        """Return the question with recordings of what is spoken; one that the author has named stays."""
        return self.model_copy(update={"audio": voices[""]}) if self.audio is None and "" in voices else self

    @property
    def worth(self) -> Mapping[str, float]:
        """The share of full marks of each choice, by id; empty unless choices are right or wrong by themselves."""
        return {}

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
        """Whether participants judge its message, which then counts as a message of its side in the quiz."""
        return self.about == "judge" and self.message is not None and self.marked

    @property
    def second_try(self) -> bool:
        """Whether a second try is offered after an answer that was not right: it needs a hint and a key."""
        return self.hint is not None and self.marked

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change only when what is asked, or how it is marked, changes by more than a typo."""
        if self.cosmetic:
            return self.cosmetic
        seen = self.message.shown() if self.message else None
        signs = [(sign.id, sign.shows) for sign in self.message.signs] if self.message else []
        return fingerprint([self.id, self.type, self.stem.root, self.truth, seen, signs, self.marks()])


def fingerprint(parts: object) -> str:
    """Return the first eight hex digits of the SHA-256 of plain data."""
    plain = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:8]
