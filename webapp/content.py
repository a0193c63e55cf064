"""What the site needs beside the quizzes: help and the guide, the messages of the month, places; read with quizlib."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from quizlib import Library, Number, Problem, Quiz, Text, Verdict, read_library, source
from quizlib.document import Document
from quizlib.library import read_settings
from quizlib.mistakes import build, did_you_mean
from quizlib.problems import Finding, refuse
from quizlib.rules import MESSAGE_RULES
from quizlib.rules.completeness import shows_and_checks
from quizlib.text import Content, Id
from quizlib.unique import unique_ids
from webapp import shipped
from webapp.outside import Outside, read_outside

MAX_TAPS = 4
KINDS = ("municipality", "area", "library")
CAMPAIGN = "campaign"  # the root of the tree of places


def _listed(value: object, info: ValidationInfo) -> object:
    listed: dict[str, Number] = (info.context or {}).get("listed", {})
    if isinstance(value, str) and value not in listed:
        refuse([Finding((), f"unknown number ‹{value}›", did_you_mean(value, listed))])
    return listed[value] if isinstance(value, str) else value


class HelpStep(Content):
    """One calm thing to do, with the numbers to call (by their id in library.yaml)."""

    title: Text
    text: Text
    numbers: tuple[Annotated[Number, BeforeValidator(_listed)], ...] = ()


class DoubtChoice(Content):
    """An answer in the guide: it leads to another question, or to what to do."""

    text: Text
    next: Doubt | None = None
    do: Text | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> DoubtChoice:
        if (self.next is None) == (self.do is None):
            refuse([Finding((), "leads nowhere or to two places", "write next: or do:, one of them")])
        return self


class Doubt(Content):
    """A question of the guide *Har du fået en besked, du er i tvivl om?*."""

    ask: Text
    choices: Annotated[tuple[DoubtChoice, ...], Field(min_length=2)]

    def follow(self, taps: Sequence[str]) -> tuple[list[tuple[Text, Text]], Doubt | Text]:
        """Return what was asked and answered on a way of choices, numbered from 1, and what it leads to.

        LookupError if there is no such way.
        """
        if not taps:
            return [], self
        choice = {str(n): choice for n, choice in enumerate(self.choices, start=1)}[taps[0]]
        here = (self.ask, choice.text)
        if choice.next is not None:
            way, end = choice.next.follow(taps[1:])
            return [here, *way], end
        if choice.do is None or len(taps) > 1:
            raise LookupError
        return [here], choice.do

    def taps(self) -> int:
        """Return how many taps the longest way takes."""
        return 1 + max(choice.next.taps() if choice.next else 0 for choice in self.choices)


class Help(Content):
    """The first thing to do now, the steps after it, and the guide."""

    first: Text
    steps: tuple[HelpStep, ...]
    doubt: Doubt

    @model_validator(mode="after")
    def _few_taps(self) -> Help:
        if self.doubt.taps() > MAX_TAPS:
            refuse([Finding(("doubt",), f"takes {self.doubt.taps()} taps", f"let {MAX_TAPS} be enough")])
        return self


class Month(Content):
    """The message of one month ("2026-12"): a verdict question, answered on the spot and not stored."""

    id: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    question: Verdict


class Place(Content):
    """A municipality, a local area or a library, and what lies within it."""

    id: Id
    kind: Literal["municipality", "area", "library"]
    name: str
    within: tuple[Place, ...] = ()

    @model_validator(mode="after")
    def _lies_right(self) -> Place:
        findings = [
            Finding(("within", index, "kind"), f"a {place.kind} does not lie in a {self.kind}", "mend the tree")
            for index, place in enumerate(self.within)
            if KINDS.index(place.kind) <= KINDS.index(self.kind)
        ]
        return refuse(findings) if findings else self

    def all(self) -> Iterator[Place]:
        """Yield this place and all within it."""
        yield self
        for place in self.within:
            yield from place.all()

    def way(self, wanted: str) -> tuple[str, ...]:
        """Return the ids from a place within, or this one, up to this one; nothing if it is not here."""
        if wanted == self.id:
            return (self.id,)
        return next(((*way, self.id) for place in self.within if (way := place.way(wanted))), ())


class Channel(Content):
    """A way in which people hear of the site, named in its links as `?via=`."""

    id: Id
    name: str


class Places(Content):
    """Where workshops are held, and the channels through which people come."""

    places: Annotated[tuple[Place, ...], unique_ids] = ()
    channels: Annotated[tuple[Channel, ...], unique_ids] = ()

    @model_validator(mode="after")
    def _one_id_each(self) -> Places:
        times = Counter(place.id for root in self.places for place in root.all())
        findings = [
            Finding(("places",), f"‹{name}› is the id of {count} places", "give each its own")
            for name, count in times.items()
            if count > 1
        ]
        return refuse(findings) if findings else self

    def name(self, place: str) -> str:
        """Return the name of a place; its id, if it is not listed any more."""
        return next((found.name for root in self.places for found in root.all() if found.id == place), place)

    def lineage(self, place: str) -> tuple[str, ...]:
        """Return a place and all it lies in, the campaign last; for one that is not listed, it and the campaign."""
        inside = next((way for root in self.places if (way := root.way(place))), (place,) if place else ())
        return (*inside, CAMPAIGN) if inside != (CAMPAIGN,) else inside


@dataclass(frozen=True)
class SiteContent:
    """All that authors wrote for the site; the messages of the month in order."""

    library: Library
    help: Help | None
    months: tuple[Month, ...]
    places: Places
    outside: tuple[Outside, ...] = ()


def read_content(folder: Path, today: date | None = None) -> tuple[SiteContent, tuple[Problem, ...]]:
    """Read a content folder with all its problems; one without help.yaml gets the help that is shipped."""
    library, problems = read_library(folder, today=today)
    languages = [language.id for language in library.languages]
    home = folder if (folder / "help.yaml").exists() else shipped.content()
    settings, _, context = read_settings(home, languages or None)
    document = source.read(home / "help.yaml")
    listed = {number.id: number for number in settings.numbers}
    helping = build(document, Help, {**context, "listed": listed})
    found = [*problems, *document.problems]
    _, _, context = read_settings(folder, languages or None)
    months, places = [], Places()
    for path in sorted((folder / "monthly").glob("*.yaml")):
        document = source.read(path)
        month = build(document, Month, context, {"id": path.stem})
        if month is not None:
            months.append(month)
            found += _problems_of_month(month, document, library)
        found += document.problems
    if (folder / "places.yaml").exists():
        document = source.read(folder / "places.yaml")
        places = build(document, Places, context) or places
        found += document.problems
    known = [CAMPAIGN, *(place.id for root in places.places for place in root.all())]
    outside, more = read_outside(folder, context, known)
    return SiteContent(library, helping, tuple(months), places, outside), (*found, *more)


def _problems_of_month(month: Month, document: Document, library: Library) -> Iterator[Problem]:
    """Check the message of a month as the quizzes' messages are."""
    stem = month.question.stem
    alone = Quiz(id="month", title=stem, summary=stem, minutes=1, questions=(month.question,))
    for rule in (*MESSAGE_RULES, shows_and_checks):
        for found in rule(alone, library, date.max):
            if found.location[:1] == ("questions",):
                location = ("question", *found.location[2:])
                yield document.report(location, found.message, found.hint, found.level)
