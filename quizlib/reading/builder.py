"""Builder: it turns YAML events into plain data and places, in one pass without recursion.

Every scalar stays text. Tags, merge keys, keys that are no text, deep nesting and many aliases are problems.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from yaml import events

from quizlib.problems import Problem
from quizlib.reading.document import Document

MAX_DEPTH = 40
MAX_NODES = 20_000  # an alias counts as all the nodes it repeats
MAX_PROBLEMS = 50


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
    """A mapping or list that is not complete yet, the places of its members, and the number of its nodes."""

    data: Any
    places: Any
    anchor: str | None = None
    key: events.ScalarEvent | None = None
    size: int = 1


class Builder:
    """Fill a document from the events of a parser; raise TooMuch if the file is too large or malformed."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._top = self._here = Branch([], [])
        self._branches = [self._top]
        self._anchors: dict[str, tuple[Any, Any, int]] = {}

    def run(self, parser: Parser) -> None:
        """Read all events; the document's data stays None if there are none."""
        steps = {
            events.ScalarEvent: self._scalar,
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
        if self._top.data:
            self._document.data, self._document.places = self._top.data[0], self._top.places[0][1]

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        if event.tag is not None and event.tag != "!":
            self._tag(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = (event.value, None, 1)
        self._here.size += 1  # counted when its branch ends: this runs for every word of a file
        self._attach(event, event.value, None)

    def _alias(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        if event.anchor not in self._anchors:
            raise self._given_up(
                event, f"*{event.anchor} has no &{event.anchor} before it", "a text that begins with * stands in quotes"
            )
        value, places, size = self._anchors[event.anchor]
        self._count(event, size)
        self._attach(event, value, places)

    def _mapping(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        self._begin(event, Branch({}, {}, event.anchor))

    def _list(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        self._begin(event, Branch([], [], event.anchor))

    def _begin(self, event: Any, branch: Branch) -> None:  # noqa: ANN401 - see Parser
        if event.tag is not None:
            self._tag(event)
        self._attach(event, branch.data, branch.places)
        self._branches.append(branch)
        self._here = branch
        if len(self._branches) > MAX_DEPTH:
            raise self._given_up(event, f"is nested more than {MAX_DEPTH} deep")

    def _end(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        done = self._branches.pop()
        self._here = self._branches[-1]
        if done.anchor is not None:
            self._anchors[done.anchor] = (done.data, done.places, done.size)
        self._count(event, done.size)

    def _document_start(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        if self._top.data:
            raise self._given_up(event, "a second document begins", "one file holds one document: remove ---")

    def _count(self, event: Any, size: int) -> None:  # noqa: ANN401 - see Parser
        self._here.size += size
        if self._here.size > MAX_NODES:
            raise self._given_up(event, f"holds more than {MAX_NODES:,} values, aliases counted in full")

    def _attach(self, event: Any, value: Any, places: Any) -> None:  # noqa: ANN401 - YAML is any data
        here = self._here
        if here.data.__class__ is list:
            here.data.append(value)
            here.places.append((event, places))
        elif here.key is None:
            here.key = self._key(event, value)
        else:
            key, here.key = here.key, None
            if key.value not in here.data:
                here.data[key.value] = value
                here.places[key.value] = (key, event, places)

    def _key(self, event: Any, value: Any) -> events.ScalarEvent:  # noqa: ANN401 - YAML is any data
        if not isinstance(value, str):
            raise self._given_up(event, "a list or block stands where a key is expected", "a key is one word")
        if value == "<<":
            self._document.problems.append(self._problem(event, "<< has no meaning here", "write the keys out"))
        if value in self._here.data:
            first = self._here.places[value][0].start_mark.line + 1
            found = f"the key ‹{value}› stands in line {first} too"
            self._document.problems.append(self._problem(event, found, "keep one"))
            if len(self._document.problems) > MAX_PROBLEMS:
                raise self._given_up(event, f"has more than {MAX_PROBLEMS} problems", "mend these first")
        if isinstance(event, events.ScalarEvent):
            return event
        return events.ScalarEvent(None, None, (True, False), value, event.start_mark)  # an alias of a text

    def _tag(self, event: Any) -> None:  # noqa: ANN401 - see Parser
        problem = self._problem(event, f"the tag {event.tag} has no meaning here", "remove it")
        self._document.problems.append(problem)

    def _given_up(self, event: Any, found: str, hint: str = "") -> TooMuch:  # noqa: ANN401 - see Parser
        return TooMuch(self._problem(event, found, hint))

    def _problem(self, event: Any, found: str, hint: str) -> Problem:  # noqa: ANN401 - see Parser
        mark = event.start_mark
        return Problem("error", self._document.file, mark.line + 1, mark.column + 1, "", found, hint)
