"""Prompt: what a participant may see of a question before answering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, Protocol

from quizlib.texts.message import Message
from quizlib.texts.text import Text

Asks = Literal["one", "many", "order", "sort", "path", "none"]
"""What a response is: one choice, several choices, all choices in order, `thing:category` for each thing, the choices
of a conversation one after the other, or nothing at all."""


class Choosable(Protocol):
    """Something that a person can choose; its text is None if the application has the words."""

    @property
    def id(self) -> str:
        """The id that a response names."""

    @property
    def text(self) -> Text | None:
        """The words of the choice."""


@dataclass(frozen=True)
class SimpleChoice:
    """A choice that is an id and perhaps a text; without a text the application has the words, as for verdicts."""

    id: str
    text: Text | None = None


class Plain:
    """Base class of dataclasses that become plain data for JSON."""

    def to_plain(self) -> dict[str, Any]:
        """Return the fields as plain data for JSON."""
        plain: dict[str, Any] = _plain(self)
        return plain


@dataclass(frozen=True)
class PromptChoice(Plain):
    """A choice: the id for the response, and its words, or None if the application has them."""

    id: str
    text: str | None


@dataclass(frozen=True)
class PromptSegment(Plain):
    """A piece of a message; `choice` is the id of the choice that marks it, if the question asks to mark pieces."""

    text: str
    choice: str | None = None


@dataclass(frozen=True)
class PromptPart(Plain):
    """A part of a message (`sender`, `address`, `subject`, `body`, `link-1`, `target-1`, …), divided into segments."""

    name: str
    segments: tuple[PromptSegment, ...]

    @property
    def text(self) -> str:
        """The whole text of the part."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class PromptEarlier(Plain):
    """An earlier message of the same thread, and whether the reader wrote it."""

    text: str
    mine: bool


@dataclass(frozen=True)
class PromptMessage(Plain):
    """A message as a participant sees it: without its signs, below the earlier ones of its thread."""

    channel: str
    time: str | None
    parts: tuple[PromptPart, ...]
    earlier: tuple[PromptEarlier, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The whole text of each part by its name, in reading order."""
        return {part.name: part.text for part in self.parts}

    @property
    def segments(self) -> dict[str, tuple[PromptSegment, ...]]:
        """The segments of each part by its name, in reading order."""
        return {part.name: part.segments for part in self.parts}

    @classmethod
    def of(cls, message: Message, language: str, *, markable: bool = False) -> PromptMessage:
        """Return a message in one language; with `markable`, each sign is a segment with a choice."""
        if markable:
            parts = tuple(
                PromptPart(name, tuple(PromptSegment(one.text, one.sign.id if one.sign else None) for one in segments))
                for name, segments in message.marked(language).items()
            )
        else:
            parts = tuple(PromptPart(name, (PromptSegment(text),)) for name, text in message.parts(language).items())
        earlier = tuple(PromptEarlier(one.text[language], one.mine) for one in message.earlier)
        return cls(message.channel, words_of(message.time, language), parts, earlier)


@dataclass(frozen=True)
class PromptTurn(Plain):
    """A step of a conversation: what the caller says, a recording of it, and the words that the person chose so far."""

    says: str
    audio: str | None
    chose: str | None


@dataclass(frozen=True)
class Prompt(Plain):
    """What a participant may see of a question in one language before answering: nothing of its key.

    `about` says whether people judge, act or know. `choices` are what a response is made of, in the order of the file;
    for `sort` they are the things, and a response has `thing:category` for each. `turns` are the steps of a
    conversation so far, and `choices` the replies that are possible now. `hint` is for a second try. `audio` is the
    name of a recording beside the quiz. A choice without text has the words of the application: for a verdict those of
    the `judge` with this id, for a rating those of the `scale`.
    """

    question: str
    type: str
    asks: Asks
    about: str
    stem: str
    choices: tuple[PromptChoice, ...] = ()
    categories: tuple[PromptChoice, ...] = ()
    message: PromptMessage | None = None
    channel: str | None = None
    turns: tuple[PromptTurn, ...] = ()
    hint: str | None = None
    audio: str | None = None
    judge: str | None = None
    scale: str | None = None

    @property
    def texts(self) -> dict[str, str | None]:
        """The words of each choice by its id."""
        return {choice.id: choice.text for choice in self.choices}


def prompt_choice(choice: Choosable, language: str) -> PromptChoice:
    """Return a choice in one language."""
    return PromptChoice(choice.id, words_of(choice.text, language))


def recording(audio: Text | None, language: str) -> str | None:
    """Return the recording in one language; a voice may have been recorded in some languages only."""
    return audio.root.get(language) if audio else None


def words_of(text: Text | None, language: str) -> str | None:
    """Return a text in one language; None if there is none."""
    return None if text is None else text[language]


def _plain(value: object) -> Any:  # noqa: ANN401 - plain data of any shape
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    if isinstance(value, Mapping):
        return {name: _plain(member) for name, member in value.items()}
    return value
