"""References: every place in a file where an id names something else, found by what the models say of the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from quizlib.editing.author_file import AuthorFile, Word
from quizlib.editing.kinds import kinds
from quizlib.editing.schema import definitions_of
from quizlib.texts.known import NAMES


class Reference(NamedTuple):
    """An id in a file, and the kind of what it names: a `quiz`, a `question` of the file, an `item` of the bank …."""

    names: str
    word: Word


def references(kind: str, file: AuthorFile) -> Iterator[Reference]:
    """Yield every reference in a file of this kind."""
    names, definitions = _definitions()
    walk = _Walk(definitions)
    yield from dict.fromkeys(walk.through(definitions[names[kind]], file.document.data, None, file.document.places))


@cache
def _definitions() -> tuple[dict[str, str], dict[str, Any]]:
    return definitions_of(kinds())


@dataclass(frozen=True)
class _Walk:
    """Goes through data and the schema of it side by side."""

    definitions: Mapping[str, Any]

    def through(self, schema: Any, data: Any, event: Any, places: Any) -> Iterator[Reference]:  # noqa: ANN401 - any data
        if name := str(schema.get("$ref", "")).rpartition("/")[2]:
            yield from self.through(self.definitions[name], data, event, places)
        if NAMES in schema and isinstance(data, str):
            yield Reference(schema[NAMES], Word(data, event.start_mark.index, event.end_mark.index))
        for part in (*schema.get("anyOf", ()), *filter(lambda one: self._fits(one, data), schema.get("oneOf", ()))):
            yield from self.through(part, data, event, places)
        if isinstance(data, dict):
            fields, others = schema.get("properties", {}), schema.get("additionalProperties")
            for key, value in data.items():
                field = fields.get(key, others)
                if isinstance(field, Mapping):
                    _, event, inside = places[key]
                    yield from self.through(field, value, event, inside)
        elif isinstance(data, list) and isinstance(schema.get("items"), Mapping):
            for value, (event, inside) in zip(data, places, strict=True):
                yield from self.through(schema["items"], value, event, inside)

    def _fits(self, schema: Mapping[str, Any], data: object) -> bool:
        """Return whether a question is of the type that a schema describes."""
        fields = self.definitions[str(schema.get("$ref", "")).rpartition("/")[2]].get("properties", {})
        return not isinstance(data, dict) or fields.get("type", {}).get("const") == data.get("type")
