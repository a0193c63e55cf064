"""Text, one text in every language of its library; Language; Content, the base class of all that authors write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    RootModel,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from quizlib.problems import Finding, did_you_mean, refuse
from quizlib.say import later, say

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
RESERVED = "none"
WhatWasRead = Literal["page", "excerpt"]
"""What we read of a source: the page itself, or only an excerpt that others had stored."""


def _not_reserved(name: str) -> str:
    if name == RESERVED:
        refuse(
            [
                Finding(
                    (),
                    say("‹{name}› stands for an answer left open", name=RESERVED),
                    say("give it another id, as in none-of-these"),
                )
            ]
        )
    return name


PartId = Annotated[Id, AfterValidator(_not_reserved)]
"""The id of an option, sign or other part by which answers are counted."""
Context = Mapping[str, Any] | None
JOINED = re.compile(r"(?P<language>[a-z]+)(?:(?P<colon>:)|\s)\s*\S")
COMMA = later("in { } a text with a comma in it stands in quotes")
BRACES = later("a text that begins with { stands in quotes")
LEFT_TO_RIGHT = "\u2066{}\u2069"
"""Keeps the groups of a number in their order inside words that are written from right to left."""
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
PLACEHOLDER = re.compile(r"\{number:([^{}]*)\}")


class Content(BaseModel):
    """Something that an author wrote: it cannot be changed, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other fields, which are not checked; cached values, such as a version, are not copied."""
        copied = super().model_copy(update=update, deep=deep)
        for name in vars(copied).keys() - type(self).model_fields.keys():
            del vars(copied)[name]
        return copied


class Language(Content):
    """A language of a library: its code, its name in the language itself, and its writing direction."""

    id: Annotated[str, StringConstraints(pattern=LANGUAGE.pattern)]
    """Its code, as in `da`."""
    name: str
    """Its name in the language itself."""
    dir: Literal["ltr", "rtl"] = "ltr"
    """`rtl` if it is written from right to left."""
    draft: bool = False
    """`true` until its texts may be shown: only the check and the preview read it, and no text needs it."""


class Text(RootModel[dict[str, str]]):
    """One text in several languages; `text["da"]` returns the Danish one.

    Validation takes a context: the required `languages`, the `known` languages that are allowed (None: any), the
    languages that are `lent` the words of the first one where they have none, and everywhere if they are `unready`, and
    `numbers`, which replace `{number:id}`; in languages that are `rtl`, `isolated` does. Without a context a text has
    the languages that it is given.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, value: object, info: ValidationInfo) -> object:
        return in_languages(value, info.context, _words)

    def __getitem__(self, language: str) -> str:
        """Return the text in `language`; raise KeyError with the languages it has, if it lacks this one."""
        try:
            return self.root[language]
        except KeyError:
            message = f"no text in {language!r}, only in {', '.join(self.root)}"
            raise KeyError(message) from None

    @classmethod
    def of(cls, texts: Mapping[str, str] | None = None, /, **languages: str) -> Self:
        """Return a text written in code, as in `Text.of(da="Ja", en="Yes")` or `Text.of({"en-GB": "Yes"})`."""
        return cls.model_validate({**(texts or {}), **languages})

    def __hash__(self) -> int:
        return hash(frozenset(self.root.items()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that this text has."""
        return tuple(self.root)


class Quotes(RootModel[dict[str, tuple[str, ...]]]):
    """Quotes from a message in several languages: usually one, or several where a language has to split it."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, value: object, info: ValidationInfo) -> object:
        return in_languages(value, info.context, _quotes)

    @classmethod
    def of(cls, quotes: Mapping[str, str | Sequence[str]] | None = None, /, **languages: str | Sequence[str]) -> Self:
        """Return quotes written in code, as in `Quotes.of(da="inden midnat", en=["before", "midnight"])`."""
        return cls.model_validate({**(quotes or {}), **languages})

    def __hash__(self) -> int:
        return hash(frozenset(self.root.items()))

    def __getitem__(self, language: str) -> tuple[str, ...]:
        """Return the quotes in `language`."""
        return self.root[language]


def in_languages(value: object, context: Context, read: Callable[[object, Context], object]) -> object:
    """Return the required languages of `value`, each read by `read`; raise one error with all findings."""
    if not isinstance(value, Mapping):
        return value  # a Text already, or something of which pydantic says that it expected a block
    context = context or {}
    required = context.get("languages", tuple(value))
    known, lent = context.get("known"), context.get("lent", ())
    unready = context.get("unready", ())
    findings: list[Finding] = []
    joined: set[str] = set()
    for key in map(str, value):
        if (begins := JOINED.match(key)) and begins["language"] in required and begins["language"] not in value:
            joined.add(begins["language"])
            bare = say("write {key}:", key=begins["language"])
            hint = say("write a space after the colon") if begins["colon"] else bare
            findings.append(Finding((key,), say("unknown language"), hint))
        elif not (LANGUAGE.fullmatch(key) if known is None else key in known):
            hint = say(COMMA) if " " in key else did_you_mean(key.lower(), required)
            findings.append(Finding((key,), say("unknown language"), hint))
    others = [key for key in map(str, value) if key not in required] if known is None and not joined else []
    texts: dict[str, object] = {}
    for language in (one for one in required if one not in joined):
        meant = say("write {key}: for {found}:", key=language, found=others[0]) if len(others) == 1 else ""
        if language in lent and (language not in value or language in unready) and required[0] in texts:
            text = texts[required[0]]
        else:
            own = {**context, "numbers": context.get("isolated")} if language in context.get("rtl", ()) else context
            text = read(value[language], own) if language in value else Finding((), say("is missing"), meant)
        if isinstance(text, Finding):
            findings.append(Finding((language,), text.message, text.hint))
        else:
            texts[language] = text
    if not value:
        findings.append(Finding((), say("is empty"), say("write the text in a language, as in da: …")))
    return refuse(findings) if findings else texts


def _words(value: object, context: Context) -> object:
    if not isinstance(value, str):
        braces = isinstance(value, Mapping) and value and not any(value.values())  # {name}, which YAML takes for a key
        return Finding((), say("expected text, found a list or a block"), say(BRACES) if braces else "")
    text = value.strip()
    if not text:
        return Finding((), say("is empty"))
    numbers = (context or {}).get("numbers")
    if numbers is None or "{" not in text:
        return text
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in numbers]
    if unknown:
        return Finding(
            (),
            say("unknown number ‹{name}›", name=unknown[0]),
            did_you_mean(unknown[0], numbers) or say("library.yaml lists none"),
        )
    return PLACEHOLDER.sub(lambda match: str(numbers[match[1]]), text)


def _quotes(value: object, context: Context) -> object:
    quotes = [_words(quote, context) for quote in (value if isinstance(value, list | tuple) else [value])]
    wrong = [quote for quote in quotes if isinstance(quote, Finding)]
    return wrong[0] if wrong else tuple(quotes)
