"""YAML to plain data in one pass over its events, with the place of every key and value.

Authors' files are not trusted. Every scalar stays text; tags, merge keys, odd keys, deep nesting and piles of aliases
are problems; nothing here calls itself, so that no file can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from yaml import events

from quizlib.problems import Location, Problem

try:
    from yaml._yaml import CParser
except ImportError as error:  # the pure Python parser reads another YAML, sixteen times slower
    message = "PyYAML was installed without libyaml: install a wheel of it, or libyaml before building it"
    raise ImportError(message) from error

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_PROBLEMS = 50
TAG_DIRECTIVE = re.compile("(?:^|[\r\x85\u2028\u2029])%TAG", re.MULTILINE)  # thousands take the parser seconds
STAR = "a text that begins with * stands in quotes"
INVISIBLE = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
HINTS = {
    "mapping values are not allowed": "a text with a colon in it stands in quotes, or on lines of its own after |; or check the indentation",
    "found character that cannot start any token": "a text that begins with @ ` or % stands in quotes; indent with spaces",
    "found a tab character": "indent with spaces",
    "found unexpected end of stream": "a quotation mark or a bracket is never closed",
    "could not find expected ':'": "a key is followed by a colon; check the indentation above",
    "did not find expected": "check the quotation marks and the indentation here and above",
}


@dataclass
class Branch:
    """A mapping or list under construction, and the places of what is in it."""

    data: Any
    places: Any
    key: events.ScalarEvent | None = None
    size: int = 1
    anchor: str | None = None


@dataclass
class Document:
    """A file as plain data (dict, list, str; None where it cannot be read), its places, and what was wrong with it."""

    file: str
    data: Any = None
    places: Any = None
    problems: list[Problem] = field(default_factory=list)

    def report(self, location: Location, message: str, hint: str = "", level: Any = "error", *, at_key: bool = False) -> Problem:  # noqa: ANN401 - Level
        """Return a problem at the place of `location`, as deep as the file goes; parts it does not have are skipped."""
        line, column = self._place(location, at_key=at_key)
        return Problem(self.file, line, column, self.path(location), message, hint, level)

    def path(self, location: Location) -> str:
        """Return a location as authors know it: list members by their id, else by their number from 1."""
        data, path = self.data, ""
        for index, part in enumerate(location):
            inside = isinstance(data, dict | list)
            if isinstance(part, int):
                data = data[part] if isinstance(data, list) and part < len(data) else None
                name = data.get("id") if isinstance(data, dict) else None
                path += f"[{name if isinstance(name, str) else part + 1}]"
            elif (isinstance(data, dict) and part in data) or (inside and index == len(location) - 1):
                data = data.get(part) if isinstance(data, dict) else None
                path += f".{part}" if path else part
        return path

    def _place(self, location: Location, *, at_key: bool) -> tuple[int, int]:
        places, mark, key_mark = self.places, None, None
        for part in location:
            if isinstance(places, dict) and part in places:
                key, value, places = places[part]
                key_mark, mark = key.start_mark, value.start_mark
            elif isinstance(places, list) and isinstance(part, int) and part < len(places):
                value, places = places[part]
                key_mark = mark = value.start_mark
        mark = key_mark if at_key else mark
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def read(path: Path) -> Document:
    """Read a file; whatever is wrong with it is in the document's problems."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Document(str(path), problems=[Problem(str(path), 1, 1, "", f"cannot be read: {error.strerror}")])
    return parse(raw, str(path))


def parse(raw: bytes, file: str) -> Document:
    """Parse YAML in UTF-8; `file` names it in problems."""
    if len(raw) > MAX_BYTES:
        return Document(file, problems=[Problem(file, 1, 1, "", f"is larger than {MAX_BYTES:,} bytes", "split it")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(raw[: error.start].decode("utf-8", "replace"))
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return Document(file, problems=[Problem(file, line, column, "", found, "save the file as UTF-8")])
    document = Document(file, problems=list(_invisible(text, file)))
    if directive := TAG_DIRECTIVE.search(text):
        line, _ = _line_and_column(text[: directive.start()])
        document.problems.append(Problem(file, line, 1, "", "%TAG has no meaning here", "remove the line"))
        return document
    try:
        _build(CParser(text), document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = " ".join(filter(None, (error.context, error.problem))) or "cannot be parsed"
        hint = next((hint for words, hint in HINTS.items() if words in found), "")
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.problems.append(Problem(file, line, column, "", f"broken YAML: {found}", hint))
        document.data = None
    except yaml.reader.ReaderError as error:  # a character that YAML does not allow
        line, column = _line_and_column(text.encode()[: error.position].decode("utf-8", "ignore"))
        found = f"broken YAML: a control character (U+{error.character:04X})"
        document.problems.append(Problem(file, line, column, "", found, "remove it"))
        document.data = None
    except _TooMuch as error:
        document.problems.append(error.problem)
        document.data = None
    if document.data is None and not document.problems:
        document.problems.append(Problem(file, 1, 1, "", "is empty"))
    return document


def _invisible(text: str, file: str) -> Iterator[Problem]:
    for match in islice(INVISIBLE.finditer(text), MAX_PROBLEMS):
        line, column = _line_and_column(text[: match.start()])
        code = f"{ord(match[0]):04X}"
        hint = f'remove it; where it is meant, write \\u{code.lower()} in a text in double quotes ("…")'
        yield Problem(file, line, column, "", f"an invisible character (U+{code})", hint)


def _line_and_column(before: str) -> tuple[int, int]:
    """Return the place behind a text, counted from 1."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class _TooMuch(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _build(parser: Any, document: Document) -> None:  # noqa: ANN401, C901, PLR0912 - one loop over the events is the clearest form
    """Fill the document's data and places from the parser's events."""
    scalar, alias = events.ScalarEvent, events.AliasEvent
    mapping, sequence = events.MappingStartEvent, events.SequenceStartEvent
    ends = (events.MappingEndEvent, events.SequenceEndEvent)
    top = Branch([], [])
    branches, anchors = [top], dict[str, tuple[Any, Any, int]]()
    here = top
    while True:
        event = parser.get_event()
        kind = event.__class__
        if kind is scalar:
            value, places, size = event.value, None, 1
        elif kind is mapping or kind is sequence:
            new = Branch({}, {}) if kind is mapping else Branch([], [])
            new.anchor = event.anchor
            _attach(here, event, new.data, new.places, document)
            branches.append(new)
            if len(branches) > MAX_DEPTH:
                raise _TooMuch(_problem(document, event, f"is nested more than {MAX_DEPTH} deep"))
            here = new
            if event.tag is not None:
                document.problems.append(_problem(document, event, f"the tag {event.tag} has no meaning here", "remove it"))
            continue
        elif kind in ends:
            done = branches.pop()
            here = branches[-1]
            here.size += done.size
            if done.anchor:
                anchors[done.anchor] = (done.data, done.places, done.size)
            if here.size > MAX_NODES:
                raise _TooMuch(_problem(document, event, f"holds more than {MAX_NODES:,} values, aliases counted in full"))
            continue
        elif kind is alias:
            if event.anchor not in anchors:
                raise _TooMuch(_problem(document, event, f"*{event.anchor} has no &{event.anchor} before it", STAR))
            value, places, size = anchors[event.anchor]
        elif kind is events.StreamEndEvent:
            break
        elif kind is events.DocumentStartEvent and top.data:
            raise _TooMuch(_problem(document, event, "a second document begins", "one file holds one document: remove ---"))
        else:
            continue
        if kind is scalar:
            if event.tag is not None and event.tag != "!":
                document.problems.append(_problem(document, event, f"the tag {event.tag} has no meaning here", "remove it"))
            if event.anchor:
                anchors[event.anchor] = (value, None, 1)
        here.size += size
        if here.size > MAX_NODES:
            raise _TooMuch(_problem(document, event, f"holds more than {MAX_NODES:,} values, aliases counted in full"))
        _attach(here, event, value, places, document)
    if top.data:
        document.data, document.places = top.data[0], top.places[0][1]


def _attach(here: Branch, event: Any, value: Any, places: Any, document: Document) -> None:  # noqa: ANN401 - YAML is any data
    if here.data.__class__ is list:
        here.data.append(value)
        here.places.append((event, places))
    elif here.key is None:
        _begin_pair(here, event, value, document)
    else:
        key, here.key = here.key, None
        if key.value not in here.data:
            here.data[key.value] = value
            here.places[key.value] = (key, event, places)


def _begin_pair(here: Branch, event: Any, value: Any, document: Document) -> None:  # noqa: ANN401 - YAML is any data
    if not isinstance(value, str):
        raise _TooMuch(_problem(document, event, "a list or block stands where a key is expected", "a key is one word"))
    if value == "<<":
        document.problems.append(_problem(document, event, "<< has no meaning here", "write the keys out"))
    if value in here.data:
        first = here.places[value][0].start_mark.line + 1
        document.problems.append(_problem(document, event, f"the key ‹{value}› stands in line {first} too", "keep one"))
        if len(document.problems) > MAX_PROBLEMS:
            raise _TooMuch(_problem(document, event, f"has more than {MAX_PROBLEMS} problems", "mend these first"))
    here.key = event if isinstance(event, events.ScalarEvent) else events.ScalarEvent(None, None, (True, False), value, event.start_mark)


def _problem(document: Document, event: Any, found: str, hint: str = "") -> Problem:  # noqa: ANN401 - any event
    return Problem(document.file, event.start_mark.line + 1, event.start_mark.column + 1, "", found, hint)
