"""Turn the errors that pydantic finds in a document into Problems, in words for authors, at their place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizlib.problems import Location, Problem
from quizlib.reading.builder import MAX_PROBLEMS
from quizlib.reading.document import Document
from quizlib.texts.text import Context, Quotes, Text

T = TypeVar("T", bound=BaseModel)

EXPECTED = {
    "a block of keys": ("model_type", "model_attributes_type"),
    "one text for each language, as in da: …": ("dict_type",),
    "a list": ("tuple_type", "list_type"),
    "text": ("string_type",),
    "a whole number": ("int_type", "int_parsing", "int_parsing_size", "int_from_float"),
    "a number": ("float_type", "float_parsing"),
    "true or false": ("bool_type", "bool_parsing"),
    "a date as 2026-11-20": (
        "date_type",
        "date_parsing",
        "date_from_datetime_parsing",
        "date_from_datetime_inexact",
    ),
}
SAID = {kind: (f"expected {what}, found {{found}}", "") for what, kinds in EXPECTED.items() for kind in kinds} | {
    "missing": ("is missing", ""),
    "extra_forbidden": ("unknown key", ""),
    "literal_error": ("found {found}, expected {expected}", ""),
    "too_short": ("has {actual_length}, needs at least {min_length}", ""),
    "too_long": ("has more than {max_length}", "leave some out, or split it in two"),
    "string_too_long": ("is longer than {max_length} characters", ""),
    "union_tag_invalid": ("unknown type ‹{tag}›", ""),
    "union_tag_not_found": ("is missing", "say which type of question it is, as in type: verdict"),
}
SHAPES = {  # the pattern of a field, in words
    "url": "an address that begins with https://",
    "source": "an address that begins with https://",
    "number": "digits and spaces, as in 33 37 00 37",
    "id": "an id of a–z, 0–9 and hyphens, as in parcel-fee",
}


def build(document: Document, model: type[T], context: Context, extra: Mapping[str, object] | None = None) -> T | None:
    """Return a model made from a document's data and `extra`; None if it has mistakes, which become its problems."""
    if document.data is None:
        return None
    data = document.data
    if isinstance(data, dict):
        for key in extra or {}:
            if key in data:
                document.problems.append(
                    document.report((key,), "is given by the file's name", "remove it", at_key=True)
                )
        data = {**data, **(extra or {})}
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        found = _without_consequences(error.errors(include_url=False))
        document.problems += [_problem(document, model, one) for one in islice(found, MAX_PROBLEMS)]
        return None


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return a hint with the most similar known word, or with all known words if none is similar."""
    words = sorted(known)
    if not words:
        return ""
    near = get_close_matches(found, words, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(words)}"


def _without_consequences(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out the error that a list is too short if some of its members have errors of their own."""
    above = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in above]


def _problem(document: Document, model: type[BaseModel], error: ErrorDetails) -> Problem:
    location, kind = error["loc"], error["type"]
    message, hint = _words(error)
    if kind == "extra_forbidden":
        hint = did_you_mean(str(location[-1]), _fields(model, location[:-1]))
    elif kind == "union_tag_invalid":
        tags = error["ctx"]["expected_tags"].split(",")
        hint = did_you_mean(error["ctx"]["tag"], [tag.strip(" '") for tag in tags])
    if kind.startswith("union_tag"):
        location = (*location, "type")
    return document.report(location, message, hint, at_key=message in ("is missing", "unknown key", "unknown language"))


def _words(error: ErrorDetails) -> tuple[str, str]:
    """Return the message and hint that follow from the error alone."""
    context, found, location = error.get("ctx", {}), _shown(error["input"]), error["loc"]
    if error["type"] == "found":
        return context["message"], context["hint"]
    if error["type"] in SAID:
        template, hint = SAID[error["type"]]
        expected = str(context.get("expected", "")).replace("'", "")
        return template.format(**{**context, "found": found, "expected": expected}), hint
    if error["type"] == "string_pattern_mismatch":
        field = next((str(part) for part in reversed(location) if isinstance(part, str)), "")
        of_language = location[0] == "languages"
        shape = "a language's code, as in da" if of_language else SHAPES.get(field, SHAPES["id"])
        return f"expected {shape}, found {found}", ""
    return f"{error['msg'][0].lower()}{error['msg'][1:]}, found {found}", ""


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a block of keys"
    if isinstance(value, list | tuple):
        return "a list"
    text = " ".join(str(value).split())
    return f"‹{text[:60]}{'…' if len(text) > 60 else ''}›" if text else "nothing"  # noqa: PLR2004 - a line's worth


def _fields(model: type[BaseModel], location: Location) -> set[str]:
    """Return the keys that are allowed at a location, found by following the annotations of the models."""
    root = model.model_fields.get("root")  # of a file that is a list
    here: set[type[BaseModel]] = set(_models(root.annotation)) if root else {model}
    for part in location:
        inside = {
            deeper
            for one in here
            if part in one.model_fields
            for deeper in _models(one.model_fields[str(part)].annotation)
        }
        if inside:
            here = inside
        elif isinstance(part, str):  # the name of a type, which the location has and the file has not
            named = {one for one in _derived(here) if "type" in one.model_fields}
            here = {one for one in named if one.model_fields["type"].default == part} or here
    return {field.alias or name for one in here for name, field in one.model_fields.items()}


def _derived(models: Iterable[type[BaseModel]]) -> set[type[BaseModel]]:
    """Return these models with every model derived from them."""
    found = set(models)
    for model in tuple(found):
        found |= _derived(model.__subclasses__())
    return found


def _models(annotation: Any) -> set[type[BaseModel]]:  # noqa: ANN401 - an annotation may be anything
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return set() if issubclass(annotation, Text | Quotes) else {annotation}
    return {model for inner in get_args(annotation) for model in _models(inner)}
