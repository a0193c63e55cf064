"""Difference: what tells two messages apart that resemble each other, as the author points it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, NamedTuple

from pydantic import PlainValidator, TypeAdapter, ValidationInfo

from quizlib.problems import Finding, did_you_mean
from quizlib.say import say
from quizlib.texts.message import Message, trouble_with
from quizlib.texts.quotes import QuotedText
from quizlib.texts.text import Content, Id, Quotes, Text

_ID = TypeAdapter[str](Id)


def _place(value: object, info: ValidationInfo) -> str | Quotes:
    """Return the id of a sign, which is a text, or quotes in several languages."""
    if isinstance(value, str):
        return _ID.validate_python(value)
    return value if isinstance(value, Quotes) else Quotes.model_validate(value, context=info.context)


Place = Annotated[str | Quotes, PlainValidator(_place, json_schema_input_type=Id | Quotes)]
"""Words of a message: the id of one of its signs, or a quote."""


class Difference(Content):
    """Words of the earlier of two messages, words of this one, and a sentence about the difference."""

    earlier: Place
    """Words of the earlier message: the id of a sign, or a quote in every language."""
    here: Place
    """Words of this message: the id of a sign, or a quote in every language."""
    why: Text
    """A sentence about both, best as a question of use next time: what does it want, where does it lead, do I know
    it?"""


class Numbered(NamedTuple):
    """A piece of a message, and the number of the difference that it belongs to."""

    text: str
    number: int | None = None


Parts = dict[str, tuple[Numbered, ...]]


class Pair(NamedTuple):
    """Two messages part by part, as pieces that are numbered where they differ, and a sentence for each number."""

    earlier: Parts
    here: Parts
    whys: tuple[str, ...]

    @classmethod
    def of(cls, earlier: Message, here: Message, differences: Sequence[Difference], language: str) -> Pair:
        """Return both messages in one language, with the differences numbered from 1."""
        return cls(
            _numbered(earlier, [one.earlier for one in differences], language),
            _numbered(here, [one.here for one in differences], language),
            tuple(one.why[language] for one in differences),
        )


def misplaced(
    message: Message, places: Sequence[str | Quotes], languages: Sequence[str]
) -> Iterator[tuple[int, Finding]]:
    """Yield (index of the place, finding) for each place that is not in the message, or overlaps one before it."""
    signs = [sign.id for sign in message.signs]
    for index, place in enumerate(places):
        if isinstance(place, str) and place not in signs:
            yield (
                index,
                Finding((), say("‹{place}› is no sign of that message", place=place), did_you_mean(place, signs)),
            )
    for language in languages:
        parts = [QuotedText(text) for text in message.parts(language).values()]
        for index, place in enumerate(places):
            for words in _quotes(message, place, language):
                trouble, hint = trouble_with(words, parts, "difference")
                if trouble:
                    yield index, Finding((language,) if isinstance(place, Quotes) else (), trouble, hint)


def _quotes(message: Message, place: str | Quotes, language: str) -> tuple[str, ...]:
    if isinstance(place, Quotes):
        return place[language]
    return next((sign.quote[language] for sign in message.signs if sign.id == place), ())


def _numbered(message: Message, places: Sequence[str | Quotes], language: str) -> Parts:
    numbers = {words: number for number, place in enumerate(places, 1) for words in _quotes(message, place, language)}
    return {part: tuple(_cut(text, numbers)) for part, text in message.parts(language).items()}


def _cut(text: str, numbers: Mapping[str, int]) -> Iterator[Numbered]:
    """Divide a text at its quotes, each with its number."""
    quoted, at = QuotedText(text), 0
    for start, end, number in sorted(
        (*span, number) for words, number in numbers.items() for span in quoted.find(words)
    ):
        if start > at:
            yield Numbered(text[at:start])
        yield Numbered(text[start:end], number)
        at = end
    if at < len(text):
        yield Numbered(text[at:])
