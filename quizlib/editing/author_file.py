"""AuthorFile: a file with the place of every word in it, so that a part of it can be replaced and all else stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from quizlib.problems import Location
from quizlib.reading.document import Document
from quizlib.reading.source import parse


class Edit(NamedTuple):
    """New words in place of those from `start` to before `end`."""

    start: int
    end: int
    new: str


class Word(NamedTuple):
    """A text of a file without its quotes, and where it begins and ends, quotes included."""

    value: str
    start: int
    end: int

    def renamed(self, text: str, new: str) -> Edit:
        """Return the edit that puts other words in its place and keeps its quotes."""
        return Edit(self.start, self.end, text[self.start : self.end].replace(self.value, new))


@dataclass(frozen=True)
class AuthorFile:
    """A file as it is read: its text, and the document that was made of it."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> AuthorFile:
        """Return a file; raise ValueError if it has mistakes, because then nobody knows what is where."""
        raw = path.read_bytes()
        problems = parse(raw, str(path)).problems
        if problems:
            raise ValueError(str(problems[0]))
        return cls(path, raw.decode("utf-8-sig"))

    @classmethod
    def of(cls, text: str) -> AuthorFile:
        """Return a text that is in no file yet; raise ValueError as `read` does."""
        file = cls(Path(), text)
        if file.document.problems:
            raise ValueError(file.document.problems[0].message)
        return file

    @cached_property
    def document(self) -> Document:
        """The file as data with places."""
        return parse(self.text.encode(), str(self.path))

    def edited(self, edits: list[Edit]) -> str:
        """Return the text with edits that do not overlap."""
        text = self.text
        for edit in sorted(set(edits), reverse=True):
            text = f"{text[: edit.start]}{edit.new}{text[edit.end :]}"
        return text

    def place(self, location: Location) -> tuple[Any, Any]:
        """Return the event of a value and the places inside it; LookupError if the file has no such value."""
        event, places = None, self.document.places
        for part in location:
            *_, event, places = places[part]
        return event, places

    def word(self, location: Location) -> Word:
        """Return the text at a location; LookupError if the file has none."""
        event, _ = self.place(location)
        return Word(event.value, event.start_mark.index, event.end_mark.index)

    def appended(self, location: Location, name: str) -> Edit:
        """Return the edit that puts an id behind the others of a list; LookupError if there is no list."""
        event, members = self.place(location)
        if not members:
            return Edit(event.start_mark.index + 1, event.start_mark.index + 1, name)  # behind the bracket of []
        last = members[-1][0]
        if event.flow_style:
            return Edit(last.end_mark.index, last.end_mark.index, f", {name}")
        lines = self.lines(location)[-1]
        indent = " " * self.dash(location)
        return Edit(lines[1], lines[1], f"{indent}- {name}\n")

    def dash(self, location: Location) -> int:
        """Return the column of the dashes of a list that has lines of its own."""
        mark = self.place(location)[1][0][0].start_mark
        return self.text.rindex("-", self._line_start(mark.index), mark.index) - self._line_start(mark.index)

    def lines(self, location: Location) -> list[tuple[int, int]]:
        """Return where the lines of each member of a list begin and end, with the comments above it."""
        _, members = self.place(location)
        dash = self.dash(location)
        begins = [self._with_comments(self._line_start(member[0].start_mark.index), dash) for member in members]
        ends = [*begins[1:], self._end_of_list(self._line_start(members[-1][0].start_mark.index), dash)]
        return list(zip(begins, ends, strict=True))

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _with_comments(self, begin: int, dash: int) -> int:
        """Return where the comments begin that are directly above a member, as far in as its dash."""
        while begin:
            above = self._line_start(begin - 1)
            if not self.text[above:begin].startswith(f"{' ' * dash}#"):
                break
            begin = above
        return begin

    def _end_of_list(self, begin: int, dash: int) -> int:
        """Return where the lines of the last member of a list end, blank lines and comments after it left out."""
        end = at = begin
        for line in self.text[begin:].splitlines(keepends=True):
            indent, words = len(line) - len(line.lstrip()), line.strip()
            ended = indent < dash or (indent == dash and not words.startswith("-"))
            if at > begin and words and ended and not words.startswith("#"):
                break
            at += len(line)
            if words and not (words.startswith("#") and indent <= dash):
                end = at
        return end


def members(document: Document, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (index, member) for each block in a list of a file."""
    listed = document.data.get(key) if isinstance(document.data, dict) else None
    for index, member in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(member, dict):
            yield index, member
