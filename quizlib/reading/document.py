"""Document: a file as plain data, with the place of every key and value, and the problems found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quizlib.problems import Level, Location, Problem
from quizlib.say import later, say

QUOTES = later("put the text in quotes")


class Cut(NamedTuple):
    """A value without quotes that a comment ends on its line, where it begins, and the comment from its # on."""

    location: Location
    value: str
    comment: str
    line: int
    column: int

    @property
    def message(self) -> str:
        """What is wrong with it, if it is a text."""
        shown = " ".join(self.value.split())
        return say("‹{text}› is cut off at #", text=shown) if shown else say("is empty before #")


@dataclass
class Document:
    """A file as plain data (dict, list and str; None if it cannot be read), its places and its problems.

    `cut` has the values without quotes that a comment ends, and `curled` the places of those with curled quotes round
    them. `meant` has where each text begins and ends, and its language, in a file with invisible marks. `drafts` are
    the languages that are drafts in which all of its texts are. `checked` says that its problems are known already: it
    has no places then, and nothing is noted any more. `again` reads the places of a kept one, if they are needed.
    """

    file: str
    data: Any = None
    places: Any = None
    problems: list[Problem] = field(default_factory=list)
    cut: list[Cut] = field(default_factory=list)
    curled: list[Location] = field(default_factory=list)
    meant: list[tuple[int, int, str]] = field(default_factory=list)
    guessed: bool = False
    drafts: frozenset[str] = frozenset()
    checked: bool = False
    again: Callable[[], Any] | None = None
    beside: Any = None

    def report(
        self, location: Location, message: str, hint: str = "", level: Level = "error", *, at_key: bool = False
    ) -> Problem:
        """Return a problem at the place of `location`; parts of the location that the file lacks are skipped."""
        line, column = self._place(location, at_key=at_key)
        return Problem(level, self.file, line, column, self.path(location), message, hint)

    def path(self, location: Location) -> str:
        """Return a location in words for authors: list members by their id, or by their number from 1 without one."""
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
        if self.places is None and self.again is not None:
            self.places = self.again()
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
