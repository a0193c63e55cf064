"""Message: the made-up SMS, letter, call, scene at the door … of a question, with its signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import ModelWrapValidatorHandler, ValidationError, ValidationInfo, model_validator

from quizlib.problems import Finding, refuse
from quizlib.say import later, say
from quizlib.texts.judge import NOTHING, SIDES
from quizlib.texts.known import one_of
from quizlib.texts.quotes import QuotedText
from quizlib.texts.text import Content, PartId, Quotes, Text
from quizlib.texts.unique import unique_ids

Truth = Annotated[str, one_of(SIDES, "sides")]
"""The side that a message is on, of a built-in judge or of one of the library's own (validation context `sides`)."""
CHANNELS = ("sms", "email", "call", "chat", "web", "letter", "app", "poster", "door")
Channel = Annotated[str, one_of(CHANNELS, "channels")]
"""How a message comes: one of CHANNELS, or a channel of the library's own (validation context `channels`)."""
Owner = Literal["sign", "difference"]
"""What has a quote of a message."""
OVERLAPS: Mapping[Owner, tuple[str, str]] = {
    "sign": (later("‹{shown}› overlaps another sign"), later("let every passage belong to one sign")),
    "difference": (later("‹{shown}› overlaps another difference"), later("let every passage belong to one difference")),
}
NEAR = 20  # parts of a message in which a quote is looked for that is not letter for letter
BELONGS = {"address": ("email", "web", "letter"), "subject": ("email", "app"), "earlier": ("sms", "chat")}


class Link(Content):
    """A link under the body: the words shown, and the address they lead to."""

    text: Text
    """The words shown."""
    target: Text
    """The address."""


class EarlierMessage(Content):
    """A message that stands above it in the same thread: from the same sender, or `mine`, from the person who reads."""

    text: Text
    """What it says."""
    mine: bool = False
    """`true` if the reader has written it."""


class Sign(Content):
    """A part of a message that shows which side the message is on, such as `scam`, or, as a decoy, `nothing`."""

    id: PartId
    """Your own name for it."""
    shows: Annotated[str, one_of((*SIDES, NOTHING), "sides")]
    """`scam`, `genuine`, or `nothing`: a decoy."""
    quote: Quotes
    """The words of the message, letter for letter; exactly once in each language."""
    why: Text
    """What they show, in a sentence for afterwards."""


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
    """A made-up message. Every quote of its signs occurs in it exactly once in each language.

    `earlier` are messages above it in the same thread, the oldest first. Signs do not quote them.
    """

    channel: Channel
    """`sms`, `email`, `call`, `chat`, `web`, `letter`, `app`, `poster` or `door`, or a channel of `library.yaml`."""
    sender: Text
    """The sender as shown."""
    body: Text
    """The text."""
    address: Text | None = None
    """The address of the sender or page, for email, web, letter."""
    time: Text | None = None
    """When it came, as shown, for any channel."""
    subject: Text | None = None
    """The subject or heading, for email, app."""
    links: tuple[Link, ...] = ()
    """A list of `text` (the words shown) and `target` (the address), each on a line under the body."""
    earlier: tuple[EarlierMessage, ...] = ()
    """For sms and chat: messages above it in the same thread, a list of `text`; those of the reader have `mine:
    true`. A false sms can stand below genuine ones."""
    signs: Annotated[tuple[Sign, ...], unique_ids] = ()
    """Parts that show that it is a scam or genuine: `id`, `shows` (`scam`, `genuine`, or `nothing`: a decoy),
    `quote`, `why`."""

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

    def shown(self) -> dict[str, Any]:
        """Return what people see of it before they judge it, as plain data."""
        shown = self.model_dump(exclude={"signs"}, exclude_none=True)
        return shown if self.earlier else {name: value for name, value in shown.items() if name != "earlier"}

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
        if message.get(field) and like not in channels:
            yield Finding(
                (field,),
                say("a message of channel ‹{channel}› has no {field}", channel=channel, field=field),
                say("{channels} have one", channels=", ".join(channels)),
            )
    read: dict[str, list[QuotedText]] = {}
    for index, sign in enumerate(_members(message, "signs")):
        for language, quote in _languages(_field(sign, "quote")).items():
            if languages is not None and language not in languages:
                continue
            if language not in read:
                read[language] = [QuotedText(text) for text in _parts(message, language).values()]
            for words in quote if isinstance(quote, list | tuple) else [quote]:
                if "body" in message and isinstance(words, str) and words.strip():
                    trouble, hint = trouble_with(words, read[language], "sign")
                    if trouble:
                        yield Finding(("signs", index, "quote", language), trouble, hint)


def trouble_with(quote: str, parts: Sequence[QuotedText], owner: Owner) -> tuple[str, str]:
    """Return what is wrong with a quote and what to write instead, or two empty strings.

    The `parts` of the message know the quotes before it, and `owner` is what each of them belongs to, such as a sign.
    """
    times = sum(part.count(quote) for part in parts)
    shown = " ".join(quote.split())
    if not times:
        near = max((part.nearest(quote) for part in parts[:NEAR]), key=len, default="")
        hint = say("quote it letter for letter: the message has ‹{near}›", near=near) if near else ""
        return say("‹{shown}› does not stand in the message", shown=shown), hint or say("quote it letter for letter")
    if times > 1:
        return say("‹{shown}› stands {times} times in the message", shown=shown, times=times), say(
            "quote a longer passage that stands there once"
        )
    if not all(part.take(quote) for part in parts):
        overlaps, hint = OVERLAPS[owner]
        return say(overlaps, shown=shown), say(hint)
    return "", ""
