"""Rewriting: a part of a file gets other data, and all that stays the same keeps its words, its layout and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quizlib.editing.author_file import AuthorFile, Edit
from quizlib.editing.changing import CannotChange
from quizlib.editing.forms.nodes import Node, nodes
from quizlib.editing.plain_yaml import as_key, as_yaml, below, in_lines, in_one_line
from quizlib.problems import Location
from quizlib.reading.source import parse
from quizlib.say import say

WITHOUT_QUOTES = re.compile(r"[^\W_](?:[^:#\n]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])")
"""A text that may stand without quotes where its author had none."""
BRACKETS = frozenset("{}[],")


def rewritten(file: AuthorFile, location: Location, new: Any) -> str:  # noqa: ANN401 - plain data may be anything
    """Return the text of a file with other data at a location that it has; raise CannotChange if it is not possible."""
    data, wanted = file.document.data, as_read(new)
    if wanted == _at(data, location):
        return file.text
    node = nodes(file.text).at(location)
    text = file.edited(list(_Rewriting(file.text).edits(node, _at(data, location), wanted, None)))
    return _sure(text, _with(data, location, wanted))


def reordered(file: AuthorFile, location: Location, order: Sequence[int], added: Sequence[Any] = ()) -> str:
    """Return the text with the members of a list in another order, some of them left out, and new ones behind them.

    Comments above a member go with it. CannotChange if it is not possible.
    """
    data = file.document.data
    old: list[Any] = _at(data, location)
    wanted = [*(old[one] for one in order), *map(as_read, added)]
    node = nodes(file.text).at(location)
    if node.flow or not wanted or not old:
        *above, name = location
        return rewritten(file, tuple(above), {**_at(data, tuple(above)), name: wanted})
    spans = [file.text[begin:end] for begin, end in file.lines(location)]
    begin, end = file.lines(location)[0][0], file.lines(location)[-1][1]
    bodies = [span.rstrip("\n") for span in spans]
    between = [span[len(body) :] for span, body in zip(spans, bodies, strict=True)]
    new = [as_yaml([one], file.dash(location) - 2, lines=True).rstrip("\n") for one in added]
    members = [*(bodies[one] for one in order), *new]
    gaps = [(between[:-1] or ["\n"])[min(number, max(len(between) - 2, 0))] for number in range(len(members) - 1)]
    words = "".join(f"{member}{gap}" for member, gap in zip(members, [*gaps, between[-1]], strict=True))
    return _sure(file.edited([Edit(begin, end, words)]), _with(data, location, wanted))


def as_read(plain: Any) -> Any:  # noqa: ANN401 - as above
    """Return plain data as a file gives it back: every value is a text."""
    if isinstance(plain, Mapping):
        return {key: as_read(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [as_read(value) for value in plain]
    return plain if isinstance(plain, str) else str(plain).lower()


def _at(data: Any, location: Location) -> Any:  # noqa: ANN401 - as above
    for part in location:
        data = data[part]
    return data


def _with(data: Any, location: Location, new: Any) -> Any:  # noqa: ANN401 - as above
    """Return plain data with other data at a location."""
    if not location:
        return new
    first, *rest = location
    if isinstance(data, list):
        return [_with(one, tuple(rest), new) if n == first else one for n, one in enumerate(data)]
    return {key: _with(one, tuple(rest), new) if key == first else one for key, one in data.items()}


def _sure(text: str, wanted: Any) -> str:  # noqa: ANN401 - as above
    """Return a text that says what it is to say; raise CannotChange if it does not."""
    read = parse(text.encode(), "")
    if read.problems or read.data != wanted:
        message = say("this cannot be written from a form: change it in the text")
        raise CannotChange(message)
    return text


class _Rewriting:
    """Finds the edits that let a text say something else."""

    def __init__(self, text: str) -> None:
        self.text = text

    def edits(self, node: Node, old: Any, new: Any, key: Node | None, indent: int = 0) -> Iterator[Edit]:  # noqa: ANN401 - as above
        """Yield the edits of a value; `key` is its key if the two have a line of their own, this far in."""
        if old == new:
            return
        if isinstance(new, Mapping) and isinstance(old, Mapping) and self._keeps_its_keys(node, old, new):
            yield from self._inside(node, old, new)
        elif isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
            for one, before, after in zip(node.values, old, new, strict=True):
                yield from self.edits(one, before, after, None, one.column)
        elif isinstance(new, str) and isinstance(old, str):
            yield Edit(node.start, node.end, self._words(node, new, indent))
        elif node.flow and key is None:
            yield Edit(node.start, node.end, in_one_line(new))
        elif key is not None:
            colon = self.text.index(":", key.end) + 1
            yield Edit(colon, node.end, below(new, indent, lines=True).rstrip("\n"))
        else:
            yield Edit(node.start, node.end, as_yaml(new, node.column, lines=True).strip())

    def _keeps_its_keys(self, node: Node, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """Return whether a block stays: in { } with the same keys, on lines of its own with its first key at least."""
        return old.keys() == new.keys() if node.flow else bool(old) and next(iter(old)) in new

    def _inside(self, node: Node, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.event.value
            if name in new:
                yield from self.edits(value, old[name], new[name], None if node.flow else key, node.column)
            else:
                yield Edit(self._line(key.start), self._next_line(value.end), "")
        behind, added = node.names[0], dict[str, list[str]]()
        for name, value in new.items():
            if name in old:
                behind = name
            else:
                added.setdefault(behind, []).append(
                    f"{' ' * node.column}{as_key(name)}:{below(value, node.column, lines=True)}"
                )
        for name, lines in added.items():
            place = self._next_line(node.of(name).end)
            newline = "" if self.text[:place].endswith("\n") else "\n"
            yield Edit(place, place, newline + "".join(lines))

    def _words(self, node: Node, new: str, indent: int) -> str:
        """Return a text in the way in which the one before was written, where it can be."""
        lines = "" if node.flow else in_lines(new, indent + 2)
        plain = not node.event.style and WITHOUT_QUOTES.fullmatch(new) and new.isprintable()
        if not lines and plain and not (node.flow and BRACKETS.intersection(new)):
            return new
        return lines or in_one_line(new)

    def _line(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _next_line(self, index: int) -> int:
        return self.text.find("\n", index) + 1 or len(self.text)
