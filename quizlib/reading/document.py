"""Document: a file as plain data, with the place of every key and value, and the problems found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quizlib.problems import Level, Location, Problem


@dataclass
class Document:
    """A file as plain data (dict, list and str; None if it cannot be read), its places and its problems."""

    file: str
    data: Any = None
    places: Any = None
    problems: list[Problem] = field(default_factory=list)

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
