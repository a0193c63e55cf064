"""LibrarySettings: the contents of library.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from quizlib.problems import Finding, refuse
from quizlib.questions.rating import SCALES, STEPS
from quizlib.texts.known import one_of
from quizlib.texts.message import CHANNELS
from quizlib.texts.text import Content, Id, Language, Text
from quizlib.texts.unique import unique_ids


class Group(Content):
    """Quizzes that are shown together under one heading."""

    title: Text
    quizzes: tuple[Id, ...] = ()


class Method(Content):
    """A kind of fraud."""

    id: Id
    title: Text


class Number(Content):
    """A telephone number that texts name as `{number:id}`, with its source and the day it was verified."""

    id: Id
    number: Annotated[str, Field(pattern=r"^\+?[0-9]+( [0-9]+)*$")]
    name: Text
    hours: Text | None = None
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    seen: date


class MessageChannel(Content):
    """A channel of the library's own: its name for people, and the built-in channel that it looks like."""

    id: Id
    title: Text
    like: Annotated[str, one_of(CHANNELS, "")]


class Scale(Content):
    """A scale of the library's own for ratings: its name, and the words of the five steps from least to most."""

    id: Id
    title: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=len(STEPS), max_length=len(STEPS))]


class LibrarySettings(Content):
    """The languages (the first is the default), the owner and the groups of a library, and what its texts may name.

    `channels` and `scales` are those of the library's own, beside the built-in ones. `words` are long words that count
    as easy to read; `voice` lists words whose reading aloud was checked by ear.
    """

    languages: Annotated[tuple[Language, ...], unique_ids] = ()
    owner: Text | None = None
    address: str | None = None
    phone: str | None = None
    begin: Id | None = None
    groups: tuple[Group, ...] = ()
    methods: Annotated[tuple[Method, ...], unique_ids] = ()
    channels: Annotated[tuple[MessageChannel, ...], unique_ids] = ()
    scales: Annotated[tuple[Scale, ...], unique_ids] = ()
    addresses: tuple[str, ...] | None = None
    numbers: Annotated[tuple[Number, ...], unique_ids] = ()
    words: tuple[str, ...] = ()
    voice: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _new_ids(self) -> Self:
        ids: list[tuple[str, list[str], Sequence[str]]] = [
            ("channels", [channel.id for channel in self.channels], CHANNELS),
            ("scales", [scale.id for scale in self.scales], SCALES),
        ]
        findings = [
            Finding((field, number, "id"), f"‹{name}› is built in", "give it an id of its own")
            for field, names, built_in in ids
            for number, name in enumerate(names)
            if name in built_in
        ]
        return refuse(findings) if findings else self

    def channel(self, name: str) -> MessageChannel | None:
        """Return a channel of the library's own; None if it is built in."""
        return next((channel for channel in self.channels if channel.id == name), None)
