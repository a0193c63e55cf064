"""Builder: it turns YAML events into plain data and places, in one pass without recursion.

Every scalar stays text. Tags, merge keys, keys that are no text, deep nesting and many aliases are problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from unicodedata import normalize

from yaml import events
from yaml.events import ScalarEvent

from quizlib.problems import Location, Problem
from quizlib.reading.document import QUOTES, Cut, Document
from quizlib.reading.marks_of_languages import DIRECTION, JOINERS
from quizlib.reading.marks_of_text import CURLED, is_curled
from quizlib.say import say

MAX_DEPTH = 40
MAX_NODES = 20_000  # an alias counts as all the nodes it repeats
MAX_PROBLEMS = 50
HASH = re.compile("#")


class Parser(Protocol):
    """A parser that returns one YAML event at a time, and None after the last."""

    def get_event(self) -> Any:  # noqa: ANN401 - PyYAML's events have no common type that says what they carry
        """Return the next event."""


class TooMuch(Exception):  # noqa: N818 - not an accident of the program: the file is given up
    """Raised when reading a file has to stop; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass
class Branch:
    """A mapping or list that is not complete yet, the places of its members, and the number of its nodes.

    It `holds_two` if its first key comes again, so that the dash of the next member seems to be missing.
    """

    data: Any
    places: Any
    anchor: str | None = None
    key: ScalarEvent | None = None
    size: int = 1
    in_brackets: bool = False
    holds_two: bool = False


class Builder:
    """Fill a document from the events of a parser; raise TooMuch if the file is too large or malformed.

    `source` is the text that is parsed. Every value is in Unicode's composed form (NFC), however it was typed: å is one
    letter and not a with a ring, so that what looks the same is the same.
    """

    def __init__(self, document: Document, source: str) -> None:
        self._document = document
        self._source = source
        self._comments = dict(_comments(source))
        self._has_marks = any(mark in source for mark in JOINERS + DIRECTION)
        self._has_curled = any(mark in source for mark in CURLED)
        self._top = self._here = Branch([], [])
        self._branches = [self._top]
        self._anchors: dict[str, tuple[Any, Any, int]] = {}
        self._unused: dict[str, Any] = {}

    def run(self, parser: Parser) -> None:
        """Read all events; the document's data stays None if there are none."""
        steps = {
            ScalarEvent: self._scalar,
            events.AliasEvent: self._alias,
            events.MappingStartEvent: self._mapping,
            events.SequenceStartEvent: self._list,
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.DocumentStartEvent: self._document_start,
        }
        while (event := parser.get_event()) is not None:
            step = steps.get(event.__class__)
            if step is not None:
                step(event)
        for name, event in self._unused.items():
            found = say("‹&{name}› is a mark for * and no part of the text", name=name)
            self._document.problems.append(self._problem(event, found, say(QUOTES)))
        if self._top.data:
            self._document.data, self._document.places = self._top.data[0], self._top.places[0][1]

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        if event.tag is not None and event.tag != "!":
            self._tag(event)
        if not event.value.isascii():
            event.value = normalize("NFC", event.value)
        if event.anchor is not None:
            self._anchors[event.anchor] = (event.value, None, 1)
            self._unused[event.anchor] = event
        if event.implicit[0] and event.end_mark.index in self._comments:
            self._cut_off(event)
        if self._has_curled and event.implicit[0] and len(event.value) > 1 and is_curled(event.value):
            self._document.curled.append(self._location())
        if self._has_marks:
            place = [part for part in self._location() if isinstance(part, str)]
            self._document.meant.append((event.start_mark.index, event.end_mark.index, place[-1] if place else ""))
        self._here.size += 1  # counted when its branch ends: this runs for every word of a file
        self._attach(event, event.value, None)

    def _cut_off(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        """Note that a comment ends a value that has no quotes."""
        mark, comment = event.start_mark, self._to_end_of_line(self._comments[event.end_mark.index])
        self._document.cut.append(Cut(self._location(), event.value, comment, mark.line + 1, mark.column + 1))

    def _to_end_of_line(self, at: int) -> str:
        end = self._source.find("\n", at)
        return self._source[at : end if end >= 0 else None]

    def _location(self) -> Location:
        """Return the location of the value that comes next."""
        *outer, here = self._branches[1:] or [self._top]
        way = [len(one.data) - 1 if isinstance(one.data, list) else next(reversed(one.data), "") for one in outer]
        return (*way, len(here.data) if isinstance(here.data, list) else here.key.value if here.key else "")

    def _alias(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        if event.anchor not in self._anchors:
            raise self._given_up(
                event,
                say("*{mark} has no &{mark} before it", mark=event.anchor),
                say("a text that begins with * stands in quotes"),
            )
        value, places, size = self._anchors[event.anchor]
        self._unused.pop(event.anchor, None)
        self._count(event, size)
        self._attach(event, value, places)

    def _mapping(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        self._begin(event, Branch({}, {}, event.anchor, in_brackets=event.flow_style))

    def _list(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        self._begin(event, Branch([], [], event.anchor, in_brackets=event.flow_style))

    def _begin(self, event: Any, branch: Branch) -> None:  # noqa: ANN401 - see Parser
        if event.tag is not None:
            self._tag(event)
        self._attach(event, branch.data, branch.places)
        self._branches.append(branch)
        self._here = branch
        if len(self._branches) > MAX_DEPTH:
            raise self._given_up(event, say("is nested more than {most} deep", most=MAX_DEPTH))

    def _end(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        done = self._branches.pop()
        self._here = self._branches[-1]
        if done.anchor is not None:
            self._anchors[done.anchor] = (done.data, done.places, done.size)
        self._count(event, done.size)

    def _document_start(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        if self._top.data:
            raise self._given_up(event, say("a second document begins"), say("one file holds one document: remove ---"))

    def _count(self, event: Any, size: int) -> None:  # noqa: ANN401 - see Parser
        self._here.size += size
        if self._here.size > MAX_NODES:
            raise self._given_up(event, say("holds more than {most:,} values, aliases counted in full", most=MAX_NODES))

    def _attach(self, event: Any, value: Any, places: Any) -> None:  # noqa: ANN401 - YAML is any data
        here = self._here
        if here.data.__class__ is list:
            here.data.append(value)
            here.places.append((event, places))
        elif here.key is None:  # nearly every key is a new word
            is_new = event.__class__ is ScalarEvent and value not in here.data and value != "<<"
            here.key = event if is_new else self._key(event, value)
        else:
            key, here.key = here.key, None
            if key.value not in here.data:
                here.data[key.value] = value
                here.places[key.value] = (key, event, places)

    def _key(self, event: Any, value: Any) -> ScalarEvent:  # noqa: ANN401 - YAML is any data
        if not isinstance(value, str):
            hint = (
                say("a text that begins with { or [ stands in quotes")
                if self._here.in_brackets
                else say("a key is one word")
            )
            raise self._given_up(event, say("a list or block stands where a key is expected"), hint)
        if value == "<<":
            self._document.problems.append(
                self._problem(event, say("<< has no meaning here"), say("write the keys out"))
            )
        if value in self._here.data and not self._here.holds_two:
            first = self._here.places[value][0].start_mark.line + 1
            found = say("the key ‹{value}› stands in line {first} too", value=value, first=first)
            self._here.holds_two = self._is_member() and value == next(iter(self._here.data))
            self._document.guessed |= self._here.holds_two
            hint = (
                say("is a - missing? Write - {value}: where the next one begins", value=value)
                if self._here.holds_two
                else say("keep one")
            )
            self._document.problems.append(self._problem(event, found, hint))
            if len(self._document.problems) > MAX_PROBLEMS:
                raise self._given_up(
                    event, say("has more than {most} problems", most=MAX_PROBLEMS), say("mend these first")
                )
        if isinstance(event, ScalarEvent):
            return event
        return ScalarEvent(None, None, (True, False), value, event.start_mark)  # an alias of a text

    def _is_member(self) -> bool:
        """Return whether the block that is read is a member of a list, begun with a dash."""
        outer = self._branches[-2]
        return outer is not self._top and outer.data.__class__ is list and not self._here.in_brackets

    def _tag(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        own = event.tag.startswith("!")  # else it is one of YAML's, as in !!int
        hint = say("a text that begins with ! stands in quotes; else remove it") if own else say("remove it")
        problem = self._problem(event, say("the tag {tag} has no meaning here", tag=event.tag), hint)
        self._document.problems.append(problem)

    def _given_up(self, event: Any, found: str, hint: str = "") -> TooMuch:  # noqa: ANN401 - see Parser
        return TooMuch(self._problem(event, found, hint))

    def _problem(self, event: Any, found: str, hint: str) -> Problem:  # noqa: ANN401 - see Parser
        mark = event.start_mark
        return Problem("error", self._document.file, mark.line + 1, mark.column + 1, "", found, hint)


def _comments(source: str) -> Iterator[tuple[int, int]]:
    """Yield where the blanks before a # begin, and where it stands itself: a comment may begin there."""
    for found in HASH.finditer(source):
        begins = at = found.start()
        while begins and source[begins - 1] in " \t":
            begins -= 1
        if begins < at:
            yield begins, at
