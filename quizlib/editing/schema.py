"""JSON Schema of the files that authors write, so that an editor completes them and explains every field.

A schema knows the library for which it is made: its languages, channels, kinds of fraud and ids. What it lets pass can
still be wrong: the check knows more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from quizlib.editing.field_words import field_words
from quizlib.editing.kinds import Kinds, of_folder
from quizlib.library import Library
from quizlib.questions import BaseQuestion, installed_types
from quizlib.texts.known import NAMES
from quizlib.texts.text import LANGUAGE, Language, Quotes, Text

SCHEMAS = ".schema"
"""The folder of the schemas, inside that of the content."""
DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""
WORDS = {"type": ["string", "number", "boolean"]}
"""A text as YAML sees it: 112 and true are texts for us."""
QUOTED = {"anyOf": [WORDS, {"type": "array", "items": WORDS}]}
"""The quotes of a text in one language."""
SAYS = "languages"
"""The field with which a file says that it lacks a language of its library."""
REFERENCE = "#/$defs/{}"
IN_SOME = "{}InSome"
"""How the definition is called in which texts need the default language alone."""
Names = Mapping[str, Sequence[str]]


def schemas(kinds: Kinds, library: Library) -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of file, complete in itself, by the name of the kind."""
    names, plain = definitions_of(kinds)
    definitions, in_some = completed(plain, library), completed(plain, library, in_all=False)
    made = {}
    for name, model in kinds.items():
        made[name] = _whole(names[name], definitions, by_file=of_folder(model))
        if of_folder(model) and SAYS in model.model_fields:
            made[name] = _either(names[name], made[name], _whole(names[name], in_some, by_file=True))
    return made


def completed(definitions: Mapping[str, Any], library: Library, *, in_all: bool = True) -> dict[str, Any]:
    """Return definitions with the languages and ids of a library; unless `in_all`, texts need the default one alone."""
    needed = [language.id for language in library.languages if not language.draft][: None if in_all else 1]
    texts = {
        Text.__name__: _in_languages(library.languages, needed, WORDS),
        Quotes.__name__: _in_languages(library.languages, needed, QUOTED),
    }
    found: dict[str, Any] = _completed({**definitions, **texts}, _names(library))
    return found


def definitions_of(kinds: Kinds) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the name of each kind's definition, and all definitions by name, as they are in every library."""
    types = installed_types()
    wanted = [*kinds.values(), *types]
    references, plain = models_json_schema([(model, "validation") for model in wanted], schema_generator=_WithWords)
    definitions: dict[str, Any] = plain["$defs"]
    found = {model: str(reference["$ref"]).rpartition("/")[2] for (model, _), reference in references.items()}
    definitions[BaseQuestion.__name__] = _one_of([found[kind] for kind in types])
    return {name: found[model] for name, model in kinds.items()}, definitions


def first_line(kind: str, *, below: bool) -> str:
    """Return the line that names the schema to an editor; `below` says that the file lies in a folder of its kind."""
    return f"# yaml-language-server: $schema={'../' if below else ''}{SCHEMAS}/{kind}.json"


class _WithWords(GenerateJsonSchema):
    """Pydantic's schema with the words under each field, and without titles made of names."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model = cast("type[BaseModel]", schema["cls"])
        for name, words in field_words(model).items():
            field = made["properties"][model.model_fields[name].alias or name]
            field["description"] = words
            field.pop("default", None)
        made["description"] = str(made.get("description", "")).partition("\n\n")[0]
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - titles say nothing new
        return False


def _one_of(names: Iterable[str]) -> dict[str, Any]:
    return {"oneOf": [{"$ref": REFERENCE.format(name)} for name in names]}


def _in_languages(languages: Sequence[Language], needed: Sequence[str], words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a text in these languages, which must have the needed ones; without any it may have each."""
    if not languages:
        return {"type": "object", "patternProperties": {LANGUAGE.pattern: words}, "additionalProperties": False}
    fields = {language.id: words for language in languages}
    return {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}


def _names(library: Library) -> Names:
    """Return what ids may name in a library, by the kind that the models give them."""
    items = [question.id for topic in library.bank.values() for question in topic.questions]
    return {
        "channels": [channel.id for channel in library.channels],
        "scales": [scale.id for scale in library.scales],
        "judges": [judge.id for judge in library.judges],
        "sides": list(dict.fromkeys(side for pair in library.sides for side in pair)),
        "quiz": list(library.quizzes),
        "item": items,
        "method": [method.id for method in library.methods],
    }


def _completed(schema: Any, names: Names) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a part of a schema with the ids of a library, and without null, which no author writes.

    An id that names something in another file is only proposed: files change one after the other.
    """
    if isinstance(schema, list):
        return [_completed(part, names) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    made = {key: _completed(part, names) for key, part in schema.items() if key != NAMES}
    if isinstance(kind := schema.get(NAMES), str):
        found = list(names.get(kind, ()))
        if "enum" in made:
            made["enum"] = list(dict.fromkeys([*made["enum"], *found]))
        elif found:
            made["examples"] = found
    if "anyOf" in made and {"type": "null"} in made["anyOf"]:
        others = [part for part in made.pop("anyOf") if part != {"type": "null"}]
        made = {**others[0], **made} if len(others) == 1 else {"anyOf": others, **made}
    return made


def _whole(name: str, definitions: Mapping[str, Any], *, by_file: bool) -> dict[str, Any]:
    """Return a schema with all definitions that it needs."""
    top = dict(definitions[name])
    if by_file:  # which gives it its id
        properties = {key: field for key, field in top["properties"].items() if key != "id"}
        instead = {"questions"} if "items" in properties else set()
        required = [field for field in top["required"] if field not in {"id", *instead}]
        top |= {"properties": properties, "required": required}
        if instead:
            top["anyOf"] = [{"required": ["questions"]}, {"required": ["items"]}]
    needed: dict[str, Any] = {}
    _gather(top, definitions, needed)
    return {"$schema": DRAFT, **top, "$defs": needed}


def _either(name: str, in_all: dict[str, Any], in_some: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a file whose texts need every language, unless it says in which ones they are."""
    every, fewer = ({**schema["$defs"], name: _inside(schema)} for schema in (in_all, in_some))
    other = {one for one in every if every[one] != fewer[one]}
    while more := {one for one, part in fewer.items() if one not in other and not other.isdisjoint(_referred(part))}:
        other |= more
    if not other:
        return in_all
    return {
        "$schema": DRAFT,
        "if": {"required": [SAYS], "properties": {SAYS: {"minItems": 1}}},
        "then": {"$ref": REFERENCE.format(IN_SOME.format(name))},
        "else": {"$ref": REFERENCE.format(name)},
        "$defs": {**every, **{IN_SOME.format(one): _pointed(fewer[one], other) for one in sorted(other)}},
    }


def _inside(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in schema.items() if key not in ("$schema", "$defs")}


def _pointed(part: Any, other: Collection[str]) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a part of a schema that refers to these definitions in which the default language is enough."""
    if isinstance(part, list):
        return [_pointed(member, other) for member in part]
    if not isinstance(part, Mapping):
        return part
    made = {key: _pointed(member, other) for key, member in part.items()}
    name = str(part.get("$ref", "")).rpartition("/")[2]
    return {**made, "$ref": REFERENCE.format(IN_SOME.format(name))} if name in other else made


def _gather(part: Any, definitions: Mapping[str, Any], needed: dict[str, Any]) -> None:  # noqa: ANN401 - any part
    """Add to `needed` every definition that a part of a schema leads to."""
    for name in _referred(part):
        if name not in needed:
            needed[name] = definitions[name]
            _gather(definitions[name], definitions, needed)


def _referred(part: Any) -> Iterator[str]:  # noqa: ANN401 - any part
    """Yield the names of the definitions to which a part of a schema refers."""
    if isinstance(part, list):
        for member in part:
            yield from _referred(member)
    elif isinstance(part, Mapping):
        if name := str(part.get("$ref", "")).rpartition("/")[2]:
            yield name
        for member in part.values():
            yield from _referred(member)
