"""LibrarySettings: what library.yaml holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from quizlib.problems import Finding, did_you_mean, refuse
from quizlib.questions.types.rating import SCALES, STEPS
from quizlib.say import say
from quizlib.texts.judge import BUILT_IN, JUDGES, SIDES, Judge, Judges, Side, by_id
from quizlib.texts.known import ItemId, QuizId, one_of
from quizlib.texts.message import CHANNELS
from quizlib.texts.text import Content, Id, Language, Text, WhatWasRead
from quizlib.texts.unique import unique_ids


def _known_zone(name: str) -> str:
    """Return the name of a time zone if there is one of that name; a file of it has to be on this machine."""
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        refuse([Finding((), say("there is no time zone ‹{name}›", name=name), say("write it as in Europe/Copenhagen"))])
    return name


class Group(Content):
    """Quizzes that are shown together under one heading."""

    title: Text
    """Its heading."""
    quizzes: tuple[QuizId, ...] = ()
    """The ids of its quizzes, in order."""


class Method(Content):
    """A kind of fraud."""

    id: Id
    """What questions call it, in `method`."""
    title: Text
    """Its name."""


class Number(Content):
    """A telephone number that texts name as `{number:id}`, with its source, the day and what we read of it."""

    id: Id
    """What texts call it, as in `{number:cyberhotline}`."""
    number: Annotated[str, Field(pattern=r"^\+?[0-9]+( [0-9]+)*$")]
    """Digits and spaces, as in 33 37 00 37."""
    name: Text
    """Whose number it is."""
    hours: Text | None = None
    """When somebody answers."""
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    """The page that has it."""
    seen: date
    """The day you read it."""
    read: WhatWasRead = "page"
    """`excerpt` if you saw only an excerpt of it and not the page itself."""


class MessageChannel(Content):
    """A channel of the library's own: its name for people, and the built-in channel that it looks like."""

    id: Id
    """What messages call it, in `channel`."""
    title: Text
    """Its name."""
    like: Annotated[str, one_of(CHANNELS, "")]
    """The built-in channel that it looks like."""


class Scale(Content):
    """A scale of the library's own for ratings: its name, and the words of the five steps from least to most."""

    id: Id
    """What ratings call it, in `scale`."""
    title: Text
    """Its name."""
    steps: Annotated[tuple[Text, ...], Field(min_length=len(STEPS), max_length=len(STEPS))]
    """The words of the five steps, from least to most."""


class LibrarySettings(Content):
    """The languages, the owner and the groups of a library, and what its texts may name."""

    languages: Annotated[tuple[Language, ...], unique_ids] = ()
    """The first is the default."""
    owner: Text | None = None
    """Who is behind the site."""
    address: str | None = None
    """The address that paper prints."""
    phone: str | None = None
    """The number to ask whether the site is genuine."""
    time_zone: Annotated[str, AfterValidator(_known_zone)] | None = None
    """Where days begin, as in Europe/Copenhagen."""
    begin: QuizId | None = None
    """The id of the quiz on the big card of the front page."""
    groups: tuple[Group, ...] = ()
    """Quizzes under headings, in the order of the front page."""
    methods: Annotated[tuple[Method, ...], unique_ids] = ()
    """The kinds of fraud."""
    channels: Annotated[tuple[MessageChannel, ...], unique_ids] = ()
    """Channels of messages beside the built-in ones."""
    scales: Annotated[tuple[Scale, ...], unique_ids] = ()
    """Scales of ratings beside the built-in ones."""
    judges: Annotated[tuple[Judge, ...], unique_ids] = ()
    """Ways of judging beside the built-in ones; the first is that of questions that name none."""
    addresses: tuple[str, ...] | None = None
    """Real addresses that texts may name."""
    numbers: Annotated[tuple[Number, ...], unique_ids] = ()
    """Telephone numbers that texts may name."""
    anchors: tuple[ItemId, ...] = ()
    """Items that stay when the check-ups are renewed."""
    words: tuple[str, ...] = ()
    """Long words that count as easy to read."""
    never: Mapping[str, tuple[Annotated[str, Field(min_length=1)], ...]] = Field(default_factory=dict)
    """Words that no text may use, by language."""
    voice: tuple[str, ...] | None = None
    """Words whose reading aloud was checked by ear."""

    @model_validator(mode="after")
    def _new_ids(self) -> Self:
        ids: list[tuple[str, list[str], Sequence[str]]] = [
            ("channels", [channel.id for channel in self.channels], CHANNELS),
            ("scales", [scale.id for scale in self.scales], SCALES),
            ("judges", [judge.id for judge in self.judges], tuple(BUILT_IN)),
        ]
        findings = [
            Finding((field, number, "id"), say("‹{name}› is built in", name=name), say("give it an id of its own"))
            for field, names, built_in in ids
            for number, name in enumerate(names)
            if name in built_in
        ]
        if self.languages and self.languages[0].draft:
            hint = say("the first language is the default: every text has it")
            findings.append(Finding(("languages", 0, "draft"), say("is the default language"), hint))
        findings += [Finding(("judges", *found.location), found.message, found.hint) for found in _sides(self.judges)]
        known = [language.id for language in self.languages]
        findings += [
            Finding(("never", name), say("unknown language"), did_you_mean(name, known))
            for name in self.never
            if known and name not in known
        ]
        return refuse(findings) if findings else self

    def spoken_in(self, languages: Collection[str]) -> Self:
        """Return the same settings with these of their languages alone."""
        kept = tuple(language for language in self.languages if language.id in languages)
        return self if kept == self.languages else self.model_copy(update={"languages": kept})

    @property
    def known_judges(self) -> Judges:
        """All judges by id, the library's own before the built-in ones; questions that name none have the first."""
        return by_id(self.judges)

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """The pairs of sides that these judges have, each once."""
        return tuple(dict.fromkeys(judge.pair for judge in self.known_judges.values()))

    def side(self, name: str) -> Side | None:
        """Return a side with the words of the first judge that has it; None if no judge has it."""
        return next((side for judge in self.known_judges.values() if (side := judge.side(name))), None)

    def channel(self, name: str) -> MessageChannel | None:
        """Return a channel of the library's own; None if it is built in."""
        return next((channel for channel in self.channels if channel.id == name), None)


def _sides(judges: Sequence[Judge]) -> Iterator[Finding]:
    """Find sides that lack words, and sides that another judge has in another pair."""
    pairs = {side: judge.pair for judge in JUDGES for side in judge.pair}
    for number, judge in enumerate(judges):
        for index, side in enumerate(judge.sides):
            place = (number, "sides", index)
            if pairs.setdefault(side.id, judge.pair) != judge.pair:
                harmless, harmful = pairs[side.id]
                found = say(
                    "‹{name}› belongs to the sides ‹{harmless}› and ‹{harmful}›, in this order",
                    name=side.id,
                    harmless=harmless,
                    harmful=harmful,
                )
                yield Finding((*place, "id"), found, say("use both, or give the side another id"))
            elif side.id not in SIDES:
                for field in ("name", "answer", "truth"):
                    if getattr(side, field) is None:
                        yield Finding(
                            (*place, field), say("is missing"), say("the words of a side that is not built in")
                        )
