"""The lines of a file that should be YAML, which are mended in their place, and the slips that were found in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quizlib.reading.marks_of_text import in_quotes

KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[A-Za-z_][\w.-]*):(?=\s|$) *(?P<value>.*)")
MEMBER = re.compile(r"(?P<before> *(?:- +)+)(?P<value>\S.*)")
CLOSE_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[A-Za-z_][\w.-]*):(?P<value>[^\s/:\\].*)")
IN_BRACES = re.compile(r"[{,] *([a-z_][\w-]*): ")
MANY_SPACES = 1_000  # more than any line is indented by
ANCHOR = re.compile(r"(?:^|[\s,\[])([&*][\w-]+)(?=[\s,\]]|$)")


@dataclass(frozen=True)
class Slip:
    """A slip at a line and column, from 1: what was found, and what to write.

    `sure` says that only one mending is possible, so that a program may write it.
    """

    line: int
    column: int
    found: str
    hint: str
    sure: bool = True


class Lines:
    """The lines of a file.

    - `known` are the keys that the file has, and `keys` those that it has more than once;
    - `anchors` counts the marks & and * that are used in it.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.slips: list[Slip] = []
        keys = Counter(match["key"] for line in lines if (match := KEY.match(line)))
        self.known = {*keys, *(key for line in lines for key in IN_BRACES.findall(line))}
        self.keys = {key for key, times in keys.items() if times > 1}
        self.anchors = Counter(mark for line in lines for mark in ANCHOR.findall(line))

    def slip(self, at: int, column: int, found: str, hint: str, *, sure: bool = True) -> None:
        """Note a slip at a line and column, both from 0."""
        self.slips.append(Slip(at + 1, column + 1, found, hint, sure))

    def belonging(self, at: int, column: int) -> int:
        """Return the place behind the last line that follows and is indented deeper than a column."""
        end = last = at + 1
        while end < len(self.lines) and (not self.lines[end].strip() or indent(self.lines[end]) > column):
            end += 1
            last = end if self.lines[end - 1].strip() else last
        return last

    def begins_anew(self, at: int) -> bool:
        """Return whether a line begins a key, a member of a list or a comment, and goes on with no text."""
        line = self.lines[at]
        return any(form.match(line) for form in (KEY, MEMBER, CLOSE_KEY)) or line.lstrip().startswith("#")

    def quote(self, at: int, start: int, end: int) -> None:
        """Put the text from a column of a line up to another line in quotes."""
        self.lines[at:end] = in_quotes(self.lines[at:end], start)


def indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def is_misaligned(lines: Sequence[str], at: int) -> bool:
    """Return whether a key or dash is indented as none of the keys and dashes above it that it could be beside."""
    if at >= len(lines) or not (KEY.match(lines[at]) or MEMBER.match(lines[at])):
        return False
    own, open_ones, least = indent(lines[at]), set[int](), MANY_SPACES
    for line in reversed(lines[:at]):
        match = KEY.match(line) or MEMBER.match(line)
        if match and indent(line) < least:
            least = indent(line)
            open_ones |= {least, len(match["before"])}
    return own not in open_ones and own < max(open_ones, default=0)
