"""Field: one thing that an author fills in, made from the schema of a question type, whatever package it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from quizlib.editing.schema import completed, definitions_of
from quizlib.library import Library
from quizlib.questions import BaseQuestion, installed_types, question_types
from quizlib.questions.registry import Types, name_of
from quizlib.texts.text import Quotes, Text

Kind = Literal["text", "quotes", "name", "choice", "number", "yes", "block", "list", "named", "either", "other"]
"""What is filled in: words or quotes in every language; a name, a choice, a number or a yes; a block of fields; a list
of blocks, or of one value each; blocks by a name; one of two ways; something for which there is no form."""
SIMPLE: Mapping[str, Kind] = {"string": "name", "integer": "number", "number": "number", "boolean": "yes"}
DEEPEST = 6  # blocks within blocks


@dataclass(frozen=True)
class Field:
    """One thing that an author fills in; `words` say what it means, and `of` what a member of a list is called.

    `fields` are those of a block, of each member of a list, or the two ways to fill it in. A member of a list that is
    one value has a field without a name.
    """

    name: str
    kind: Kind
    words: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    of: str = ""


def question_fields(library: Library, types: Iterable[type[BaseQuestion]] = ()) -> Mapping[str, tuple[Field, ...]]:
    """Return the fields of each question type by its name, without `type`; ids of the library are choices of theirs.

    `types` are known beside those of this library and of installed packages.
    """
    return _fields(library, question_types(types, installed_types()))


@lru_cache(maxsize=4)
def _fields(library: Library, types: Types) -> Mapping[str, tuple[Field, ...]]:
    names, definitions = definitions_of({name_of(kind): kind for kind in types})
    reader = _Reader(completed(definitions, library))
    return {name: tuple(reader.of(reader.definitions[found], without="type")) for name, found in names.items()}


@dataclass(frozen=True)
class _Reader:
    """Reads fields from schemas, with the definitions to which they refer."""

    definitions: Mapping[str, Mapping[str, Any]]

    def of(self, schema: Mapping[str, Any], depth: int = 0, without: str = "") -> Iterator[Field]:
        """Yield the fields of a block in the order of its model."""
        required = schema.get("required", ())
        for name, one in schema.get("properties", {}).items():
            if name != without:
                yield replace(self.field(name, one, depth), required=name in required)

    def field(self, name: str, schema: Mapping[str, Any], depth: int) -> Field:
        """Return the field that a schema describes, as if nothing needed it."""
        reference = str(schema.get("$ref", "")).rpartition("/")[2]
        inner = self.definitions[reference] if reference else schema
        kind = "other" if depth > DEEPEST else _kind(reference, inner)
        made = Field(name, kind, schema.get("description", ""))
        match kind:
            case "choice":
                made = replace(made, choices=tuple(map(str, inner["enum"])))
            case "name":
                made = replace(made, proposed=tuple(map(str, inner.get("examples", ()))))
            case "either":
                either = (self.field(str(number), one, depth) for number, one in enumerate(inner["anyOf"]))
                made = replace(made, fields=tuple(either))
            case "block":
                made = replace(made, fields=tuple(self.of(inner, depth + 1)))
            case "list":
                made = self._of_members(made, inner["items"], depth)
            case "named":
                made = self._of_members(made, inner["additionalProperties"], depth)
        return made

    def _of_members(self, made: Field, schema: Mapping[str, Any], depth: int) -> Field:
        """Return a field that has members; a schema describes each of them."""
        member = replace(self.field("", schema, depth + 1), required=True)
        model = str(schema.get("$ref", "")).rpartition("/")[2] or "value"
        called = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model).lower()
        return replace(made, fields=member.fields if member.kind == "block" else (member,), of=called)


def _kind(reference: str, schema: Mapping[str, Any]) -> Kind:
    """Return what is filled in where a schema of this shape describes it."""
    shapes: tuple[tuple[Kind, bool], ...] = (
        ("text", reference == Text.__name__),
        ("quotes", reference == Quotes.__name__),
        ("choice", "enum" in schema),
        ("either", len(schema.get("anyOf", ())) > 1),
        ("list", isinstance(schema.get("items"), Mapping)),
        ("block", "properties" in schema),
        ("named", isinstance(schema.get("additionalProperties"), Mapping)),
        (SIMPLE.get(schema.get("type", ""), "other"), True),
    )
    return next(kind for kind, fits in shapes if fits)
