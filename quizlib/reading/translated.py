"""Translated: every text of a file in its languages, as the file has it, whether or not it can be built."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel

from quizlib.problems import Location
from quizlib.reading.fields import is_text


def texts_in(
    data: Any,  # noqa: ANN401 - YAML is any data
    model: type[BaseModel],
    languages: Collection[str],
    location: Location = (),
) -> Iterator[tuple[Location, dict[str, Any]]]:
    """Yield (location, words by language) for every text of a file of this model, in the order of the file."""
    if isinstance(data, dict):
        if data and data.keys() <= {*languages} and is_text(model, _without_numbers(location)):
            yield location, data
            return
        for name, value in data.items():
            yield from texts_in(value, model, languages, (*location, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts_in(value, model, languages, (*location, number))


def has_language(data: Any, language: str) -> bool:  # noqa: ANN401 - YAML is any data
    """Return whether any block of a file has a language as its key."""
    if isinstance(data, dict):
        return language in data or any(has_language(value, language) for value in data.values())
    return isinstance(data, list) and any(has_language(value, language) for value in data)


def _without_numbers(location: Location) -> Location:
    """Return a location in which every member of a list is the first: all of them are of the same models."""
    return tuple(0 if isinstance(part, int) else part for part in location)
