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

from quizlib.problems import Finding, refuse

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
RESERVED = "none"


def _not_reserved(name: str) -> str:
    if name == RESERVED:
        refuse([Finding((), f"‹{RESERVED}› stands for an answer left open", "give it another id, as in none-of-these")])
    return name


PartId = Annotated[Id, AfterValidator(_not_reserved)]
"""The id of an option, sign or other part by which answers are counted."""
Context = Mapping[str, Any] | None
COMMA = "in { } a text with a comma in it stands in quotes"
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
    name: str
    dir: Literal["ltr", "rtl"] = "ltr"


class Text(RootModel[dict[str, str]]):
    """One text in several languages; `text["da"]` returns the Danish one.

    Validation takes a context: the required `languages`, the `known` languages that are allowed (None: any), and
    `numbers`, which replace `{number:id}`. Without a context a text has the languages that it is given.
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
    known = context.get("known")
    findings = [
        Finding((str(language),), "unknown language", COMMA if " " in str(language) else "")
        for language in value
        if not (LANGUAGE.fullmatch(str(language)) if known is None else language in known)
    ]
    texts: dict[str, object] = {}
    for language in required:
        text = read(value[language], context) if language in value else Finding((), "is missing")
        if isinstance(text, Finding):
            findings.append(Finding((language,), text.message, text.hint))
        else:
            texts[language] = text
    if not value:
        findings.append(Finding((), "is empty", "write the text in a language, as in da: …"))
    return refuse(findings) if findings else texts


def _words(value: object, context: Context) -> object:
    if not isinstance(value, str):
        return Finding((), "expected text, found a list or a block")
    text = value.strip()
    if not text:
        return Finding((), "is empty")
    numbers = (context or {}).get("numbers")
    if numbers is None or "{" not in text:
        return text
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in numbers]
    if unknown:
        return Finding((), f"unknown number ‹{unknown[0]}›", "library.yaml lists the numbers that may be named")
    return PLACEHOLDER.sub(lambda match: str(numbers[match[1]]), text)


def _quotes(value: object, context: Context) -> object:
    quotes = [_words(quote, context) for quote in (value if isinstance(value, list | tuple) else [value])]
    wrong = [quote for quote in quotes if isinstance(quote, Finding)]
    return wrong[0] if wrong else tuple(quotes)
