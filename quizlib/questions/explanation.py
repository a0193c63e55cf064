"""Explanation: what a participant may see of a question after answering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizlib.questions.outcome import Share
from quizlib.questions.prompt import Plain, Prompt, PromptMessage, words_of
from quizlib.questions.response import Response
from quizlib.texts.judge import Judge
from quizlib.texts.message import Message


@dataclass(frozen=True)
class ExplainedSide(Plain):
    """A side of a judge: its name and a sentence that says what the message is, or None if the application has them."""

    id: str
    judge: str
    harmful: bool
    name: str | None
    words: str | None


@dataclass(frozen=True)
class ExplainedSign(Plain):
    """A sign of the message: its number in reading order, what it shows, its words, and the reason.

    `side` is the side that it shows; None for a decoy.
    """

    id: str
    number: int
    shows: str
    quote: str
    why: str
    side: ExplainedSide | None = None


@dataclass(frozen=True)
class ExplainedTurn(Plain):
    """A step of a conversation that took place: the caller's words and doing, the choice, and words about it."""

    says: str
    note: str | None
    chose: str
    feedback: str | None


@dataclass(frozen=True)
class UnheardStep(Plain):
    """A step of a conversation that did not come up: what the caller would have said, and the note about it."""

    says: str
    note: str | None


@dataclass(frozen=True)
class Explanation(Plain):
    """What a participant may see of a question in one language after answering.

    `asked` is what was asked, after the whole response. `score` and `key` are None if nothing is right or wrong;
    `swappable` are the groups of steps in the key that may come in any order among themselves. `worth` is the share of
    full marks of each option by id. `side` is the side that the message is on, `truth` its id.
    `message` has a segment for each sign, whose `choice` is the id of the sign. `feedback` holds the author's words by
    choice id (for a verdict: by the verdict). `ending` is the text of the ending that a conversation reached, and
    `happened` what came of it: `safe`, `missed`, `taken` or `told`. `unheard` are its steps that did not come up.
    `parts` is how many parts of the response are right, where it has several.
    """

    question: str
    asked: Prompt
    response: Response
    score: float | None
    key: Response | None
    worth: Mapping[str, float] = field(default_factory=dict)
    swappable: tuple[Response, ...] = ()
    truth: str | None = None
    side: ExplainedSide | None = None
    feedback: Mapping[str, str] = field(default_factory=dict)
    message: PromptMessage | None = None
    signs: tuple[ExplainedSign, ...] = ()
    turns: tuple[ExplainedTurn, ...] = ()
    unheard: tuple[UnheardStep, ...] = ()
    ending: str | None = None
    happened: str | None = None
    rationale: str | None = None
    check: str | None = None
    parts: Share | None = None


def explained_side(judge: Judge, name: str | None, language: str) -> ExplainedSide | None:
    """Return a side of a judge in one language; None if it is none of the two."""
    side = judge.side(name)
    if side is None:
        return None
    harmful = side.id == judge.harmful
    return ExplainedSide(side.id, judge.id, harmful, words_of(side.name, language), words_of(side.truth, language))


def explained_signs(message: Message | None, judge: Judge, language: str) -> tuple[ExplainedSign, ...]:
    """Return the signs of a message in reading order; none without a message."""
    if message is None:
        return ()
    return tuple(
        ExplainedSign(
            sign.id, number, sign.shows, quote, sign.why[language], explained_side(judge, sign.shows, language)
        )
        for number, sign, quote in message.numbered(language)
    )
