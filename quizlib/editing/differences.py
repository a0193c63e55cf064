"""Differences: what two versions of a quiz, topic or programme say differently, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from quizlib.problems import Location
from quizlib.texts.text import Quotes, Text

AROUND = 3  # words that are the same on each side of those that differ


class Difference(NamedTuple):
    """A place that says something else; None where it is missing."""

    location: Location
    old: str | None
    new: str | None


def differences(old: object, new: object, location: Location = ()) -> Iterator[Difference]:
    """Yield every place in which two things differ; members of lists are compared by their ids, or in order."""
    if old == new:
        return
    if isinstance(old, Text | Quotes) and isinstance(new, Text | Quotes):
        old, new = old.root, new.root
    one, other = _fields(old), _fields(new)
    if one is None or other is None:
        yield Difference(location, _words(old), _words(new))
        return
    for name in dict.fromkeys((*one, *other)):
        yield from differences(one.get(name), other.get(name), (*location, name))


def shortened(old: str, new: str) -> tuple[str, str]:
    """Return two texts without the words that both begin and end with, but for a few."""
    one, other = old.split(), new.split()
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < min(len(one), len(other)) - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    begin, end = max(begin - AROUND, 0), max(end - AROUND, 0)
    return _part(one, begin, end), _part(other, begin, end)


def _part(words: Sequence[str], begin: int, end: int) -> str:
    found = " ".join(words[begin : len(words) - end])
    return f"{'… ' if begin else ''}{found}{' …' if end else ''}"


def _fields(thing: object) -> Mapping[str, object] | None:
    """Return the parts of a thing by name; None if it has none."""
    if isinstance(thing, BaseModel) and not isinstance(thing, Text | Quotes):
        return {name: getattr(thing, name) for name in type(thing).model_fields}
    if isinstance(thing, Mapping):
        return thing
    if isinstance(thing, tuple) and thing and not isinstance(thing[0], str):
        return {str(getattr(member, "id", number)): member for number, member in enumerate(thing, start=1)}
    return None


def _words(thing: object) -> str | None:
    """Return a thing in words; only its first text if it has several."""
    if thing is None or thing in ((), ""):
        return None
    if isinstance(thing, Text | Quotes):
        return _words(next(iter(thing.root.values())))
    if isinstance(thing, tuple):
        return ", ".join(filter(None, map(_words, thing)))
    parts = _fields(thing)
    if parts is None:
        return str(thing).lower() if isinstance(thing, bool) else " ".join(str(thing).split())
    names = ("stem", "text", "title", "quote", *parts)  # what people see of it first
    return next((found for name in names if (found := _words(parts.get(name)))), None)
