"""LibrarySettings: the contents of library.yaml."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

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


class LibrarySettings(Content):
    """Languages (the first is the default), owner, groups, and the methods, addresses, numbers and words for texts.

    `words` are long words that count as easy to read; `voice` lists words whose reading aloud was checked by ear.
    """

    languages: Annotated[tuple[Language, ...], unique_ids] = ()
    owner: Text | None = None
    address: str | None = None
    phone: str | None = None
    begin: Id | None = None
    groups: tuple[Group, ...] = ()
    methods: Annotated[tuple[Method, ...], unique_ids] = ()
    addresses: tuple[str, ...] | None = None
    numbers: Annotated[tuple[Number, ...], unique_ids] = ()
    words: tuple[str, ...] = ()
    voice: tuple[str, ...] | None = None
