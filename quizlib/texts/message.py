"""Message: the made-up SMS, e-mail, call, chat, page, letter, app screen or poster of a question, with its signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import ModelWrapValidatorHandler, ValidationError, ValidationInfo, model_validator

from quizlib.problems import Finding, refuse
from quizlib.texts.known import one_of
from quizlib.texts.quotes import QuotedText
from quizlib.texts.text import Content, PartId, Quotes, Text
from quizlib.texts.unique import unique_ids

Truth = Literal["scam", "genuine"]
CHANNELS = ("sms", "email", "call", "chat", "web", "letter", "app", "poster")
Channel = Annotated[str, one_of(CHANNELS, "channels")]
"""How a message comes: one of CHANNELS, or a channel of the library's own (validation context `channels`)."""
BELONGS = {"address": ("email", "web", "letter"), "subject": ("email", "app")}


class Link(Content):
    """A link under the body: the words shown, and the address they lead to."""

    text: Text
    target: Text


class Sign(Content):
    """A part of a message that shows that it is a scam or genuine, or, as a decoy, `nothing`."""

    id: PartId
    shows: Literal["scam", "genuine", "nothing"]
    quote: Quotes
    why: Text


class Segment(NamedTuple):
    """A piece of text, and the sign that it belongs to with the sign's number in reading order."""

    text: str
    sign: Sign | None = None
    number: int | None = None


class SignPlace(NamedTuple):
    """The place of a sign's quote: the part of the message, its first character, and the one after its last."""

    part: str
    start: int
    end: int
    sign: Sign
    number: int


class Message(Content):
    """A made-up message. Every quote of its signs occurs in it exactly once in each language."""

    channel: Channel
    sender: Text
    body: Text
    address: Text | None = None
    time: Text | None = None
    subject: Text | None = None
    links: tuple[Link, ...] = ()
    signs: Annotated[tuple[Sign, ...], unique_ids] = ()

    @model_validator(mode="wrap")
    @classmethod
    def _coherent(cls, value: object, handler: ModelWrapValidatorHandler[Message], info: ValidationInfo) -> Message:
        context = info.context or {}
        languages, own = context.get("languages"), context.get("channels", {})
        findings = list(_findings(value, languages, own)) if isinstance(value, Mapping) else []
        try:
            message = handler(value)
        except ValidationError as error:
            if findings:
                refuse(findings, error)
            raise
        return refuse(findings) if findings else message

    def parts(self, language: str) -> dict[str, str]:
        """Return the parts to read, in reading order: sender, address, subject, body, link-1, target-1, …."""
        return _parts(self, language)

    def places(self, language: str) -> list[SignPlace]:
        """Return the places of the signs in reading order; signs are numbered from 1."""
        found = []
        for position, (part, text) in enumerate(self.parts(language).items()):
            quoted = QuotedText(text)
            for sign in self.signs:
                for quote in sign.quote[language]:
                    found += [(position, *span, part, sign) for span in quoted.find(quote)]
        found.sort(key=lambda place: place[:2])
        numbers: dict[str, int] = {}
        return [
            SignPlace(part, start, end, sign, numbers.setdefault(sign.id, len(numbers) + 1))
            for _, start, end, part, sign in found
        ]

    def marked(self, language: str) -> dict[str, tuple[Segment, ...]]:
        """Return each part as segments, divided at its signs; joined, the texts of the segments give the part."""
        places = self.places(language)
        return {
            part: tuple(_cut(text, [place for place in places if place.part == part]))
            for part, text in self.parts(language).items()
        }

    def numbered(self, language: str) -> tuple[tuple[int, Sign, str], ...]:
        """Return (number, sign, quoted words) of each sign in reading order, for a list beside the message."""
        signs = {place.number: place.sign for place in self.places(language)}
        return tuple((number, sign, " … ".join(sign.quote[language])) for number, sign in signs.items())


def _cut(text: str, places: Sequence[SignPlace]) -> Iterator[Segment]:
    at = 0
    for place in places:
        if place.start > at:
            yield Segment(text[at : place.start])
        yield Segment(text[place.start : place.end], place.sign, place.number)
        at = place.end
    if at < len(text):
        yield Segment(text[at:])


def _field(thing: object, name: str) -> object:
    """Return a field of a model, or of plain data that may be broken."""
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def _members(thing: object, name: str) -> Sequence[object]:
    members = _field(thing, name)
    return members if isinstance(members, list | tuple) else ()


def _parts(message: object, language: str) -> dict[str, str]:
    texts = {name: _field(message, name) for name in ("sender", "address", "subject", "body")}
    for number, link in enumerate(_members(message, "links"), start=1):
        texts |= {f"link-{number}": _field(link, "text"), f"target-{number}": _field(link, "target")}
    words = {name: _languages(text).get(language) for name, text in texts.items()}
    return {name: text.strip() for name, text in words.items() if isinstance(text, str)}


def _languages(text: object) -> Mapping[str, object]:
    root = text.root if isinstance(text, Text | Quotes) else text
    return root if isinstance(root, Mapping) else {}


def _findings(
    message: Mapping[str, object], languages: Sequence[str] | None, own: Mapping[object, str]
) -> Iterator[Finding]:
    """Yield mistakes that involve several fields of a message; each field may be wrong in itself too."""
    channel = message.get("channel")
    like = own.get(channel, channel) if isinstance(channel, str) else channel
    for field, channels in BELONGS.items():
        if message.get(field) is not None and like not in channels:
            yield Finding(
                (field,), f"a message of channel ‹{channel}› has no {field}", f"{', '.join(channels)} have one"
            )
    read: dict[str, list[QuotedText]] = {}
    for index, sign in enumerate(_members(message, "signs")):
        for language, quote in _languages(_field(sign, "quote")).items():
            if languages is not None and language not in languages:
                continue
            if language not in read:
                read[language] = [QuotedText(text) for text in _parts(message, language).values()]
            for words in quote if isinstance(quote, list | tuple) else [quote]:
                if read[language] and isinstance(words, str) and words.strip():
                    trouble, hint = _trouble(words, read[language])
                    if trouble:
                        yield Finding(("signs", index, "quote", language), trouble, hint)


def _trouble(quote: str, parts: Sequence[QuotedText]) -> tuple[str, str]:
    """Return what is wrong with a quote and what to write instead, or two empty strings."""
    times = sum(part.count(quote) for part in parts)
    shown = " ".join(quote.split())
    if not times:
        return f"‹{shown}› does not stand in the message", "quote it letter for letter"
    if times > 1:
        return f"‹{shown}› stands {times} times in the message", "quote a longer passage that stands there once"
    if not all(part.take(quote) for part in parts):
        return f"‹{shown}› overlaps another sign", "let every passage belong to one sign"
    return "", ""
