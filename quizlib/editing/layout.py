"""One layout for files of YAML: the same indentation, spaces and quotes, with every comment and every word kept.

What an author decides stays: where quotes are, and whether a text or a list has a line of its own.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from yaml import CSafeLoader, ScalarEvent
from yaml import parse as parse_events

from quizlib.reading.source import parse
from quizlib.say import say

WIDTH = 1_000_000
"""Lines are broken where their author broke them."""
BLANK_LINES = re.compile(r"\n{3,}")
AT_THE_MARGIN = re.compile(r"^  ", re.MULTILINE)


class CannotLayOut(ValueError):  # noqa: N818 - it is no accident: the file stays as it is
    """Raised if a file would not say the same afterwards, or cannot be read; the message says why."""


def laid_out(text: str) -> str:
    """Return a file's text in the one layout; raise CannotLayOut if that is not possible."""
    read = parse(text.encode(), "")
    if read.data is None or read.problems:
        message = say("it has mistakes: quizlib check says which")
        raise CannotLayOut(message)
    yaml = _yaml()
    try:
        data = yaml.load(text.replace("\r\n", "\n"))
        written = io.StringIO()
        yaml.dump(data, written)
    except (YAMLError, ValueError, AttributeError, AssertionError) as error:
        message = say("it cannot be written anew: {why}", why=str(error).splitlines()[0])
        raise CannotLayOut(message) from error
    found = BLANK_LINES.sub("\n\n", written.getvalue().strip("\n") + "\n")
    found = AT_THE_MARGIN.sub("", found) if isinstance(data, list) else found
    found = "".join(_with_comments_indented(found))
    again = parse(found.encode(), "")
    if again.data != read.data or again.problems or _comments(found) != _comments(text):
        message = say("it would not say the same afterwards")
        raise CannotLayOut(message)
    return found


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver, yaml.Emitter = _EverythingIsText, _DoubleQuotes
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width, yaml.preserve_quotes, yaml.allow_unicode = WIDTH, True, True
    return yaml


class _EverythingIsText(VersionedResolver):
    """No number, day or yes is anything but text, as where quizzes are read: so it is written as it was."""

    def resolve(self, kind: type, value: object, implicit: object) -> object:
        return self.DEFAULT_SCALAR_TAG if kind is ScalarNode else super().resolve(kind, value, implicit)


class _DoubleQuotes(RoundTripEmitter):
    """Single quotes become double ones, unless that needs a backslash."""

    def choose_scalar_style(self) -> object:
        style = super().choose_scalar_style()
        return '"' if style == "'" and not {'"', "\\"} & set(self.event.value) else style


def _with_comments_indented(text: str) -> Iterator[str]:
    """Yield the lines of a text; a comment on a line of its own is as far in as the line that it is about."""
    lines = text.splitlines(keepends=True)
    words = set(_lines_of_texts(text))
    indent, found = "", []
    for number in reversed(range(len(lines))):
        line = lines[number]
        if number not in words and line.lstrip().startswith("#"):
            line = f"{indent}{line.lstrip()}"
        elif line.strip():
            indent = line[: len(line) - len(line.lstrip())]
        found.append(line)
    yield from reversed(found)


def _lines_of_texts(text: str) -> Iterator[int]:
    """Yield the numbers of the lines, from 0, on which a text goes on that began above."""
    for event in parse_events(text, Loader=CSafeLoader):
        if isinstance(event, ScalarEvent) and event.start_mark and event.end_mark:
            yield from range(event.start_mark.line + 1, event.end_mark.line + (event.style not in {"|", ">"}))


def _comments(text: str) -> Counter[str]:
    """Return the comments of a text with their numbers; what looks like one in a text counts on both sides."""
    return Counter(" ".join(line.split()) for line in re.findall(r"(?:^|\s)(#.*)", text))
