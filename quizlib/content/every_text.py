"""Find every text of a quiz with its location."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from quizlib.problems import Location
from quizlib.texts.text import Content, Text

PLAIN = (str, int, float, date, type(None))
"""Most values are of these types and hold no text; looking at them first makes the search fast."""


def texts(content: object, location: Location = ()) -> Iterator[tuple[Location, Text]]:
    """Yield (location, text) for every text in a model, in the order of its fields."""
    if isinstance(content, PLAIN):
        return
    if isinstance(content, Text):
        yield location, content
    elif isinstance(content, Content):
        for name in type(content).model_fields:
            yield from texts(getattr(content, name), (*location, name))
    elif isinstance(content, tuple):
        for index, member in enumerate(content):
            yield from texts(member, (*location, index))
    elif isinstance(content, Mapping):
        for name, member in content.items():
            yield from texts(member, (*location, name))


def in_message(location: Location) -> bool:
    """Return whether a location is in the words of a made-up message or caller, not in an explanation of them."""
    return ("message" in location and "why" not in location) or location[-1] == "says"
