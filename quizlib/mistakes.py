"""What pydantic found in a document, as Problems in an author's words, at the place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizlib.problems import Location, Problem
from quizlib.source import MAX_PROBLEMS, Document
from quizlib.text import Content, Context, Quotes, Text

T = TypeVar("T", bound=Content)

SHAPES = {  # what a field's pattern asks for
    "url": "an address that begins with https://",
    "source": "an address that begins with https://",
    "number": "digits and spaces, as in 33 37 00 37",
}
EXPECTED = {
    "model_type": "a block of keys",
    "model_attributes_type": "a block of keys",
    "dict_type": "one text for each language, as in da: …",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date as 2026-11-20",
    "date_parsing": "a date as 2026-11-20",
    "date_from_datetime_parsing": "a date as 2026-11-20",
    "date_from_datetime_inexact": "a date as 2026-11-20",
}


def build(document: Document, model: type[T], context: Context, extra: Mapping[str, object] | None = None) -> T | None:
    """Make a model of a document's data and `extra`; what prevents it is added to the document's problems."""
    if document.data is None:
        return None
    data = document.data
    if isinstance(data, dict):
        for key in extra or {}:
            if key in data:
                document.problems.append(document.report((key,), "is given by the file's name", "remove it", at_key=True))
        data = {**data, **(extra or {})}
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        found = _without_consequences(error.errors(include_url=False))
        document.problems += [_problem(document, model, one) for one in islice(found, MAX_PROBLEMS)]
        return None


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest known word, else all of them."""
    words = sorted(known)
    if not words:
        return ""
    near = get_close_matches(found, words, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(words)}"


def _without_consequences(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is too short where the reason is that its members are broken."""
    above = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in above]


def _problem(document: Document, model: type[Content], error: ErrorDetails) -> Problem:
    location, kind, context = error["loc"], error["type"], error.get("ctx", {})
    found = _shown(error["input"])
    last = str(location[-1]) if location else ""
    hint = ""
    if kind == "found":
        message, hint = context["message"], context["hint"]
    elif kind == "missing":
        message = "is missing"
    elif kind == "extra_forbidden":
        message, hint = "unknown key", did_you_mean(last, _fields(model, location[:-1]))
    elif kind == "union_tag_invalid":
        location = (*location, "type")
        message = f"unknown type ‹{context['tag']}›"
        hint = did_you_mean(context["tag"], [tag.strip(" '") for tag in context["expected_tags"].split(",")])
    elif kind == "union_tag_not_found":
        location = (*location, "type")
        message, hint = "is missing", "say which type of question it is, as in type: verdict"
    elif kind == "literal_error":
        message = f"found {found}, expected {context['expected'].replace(chr(39), '')}"
    elif kind == "too_short":
        message = f"has {context['actual_length']}, needs at least {context['min_length']}"
    elif kind == "too_long":
        message, hint = f"has more than {context['max_length']}", "split the file"
    elif kind == "string_too_long":
        message = f"is longer than {context['max_length']} characters"
    elif kind == "string_pattern_mismatch" and last in SHAPES:
        message = f"expected {SHAPES[last]}, found {found}"
    elif kind == "string_pattern_mismatch" and location[0] == "languages":
        message = f"expected a language's code, as in da, found {found}"
    elif kind == "string_pattern_mismatch" and last == "id":
        message, hint = f"‹{error['input']}› cannot be an id", "use a–z, 0–9 and hyphens, as in parcel-fee"
    elif kind in EXPECTED:
        message = f"expected {EXPECTED[kind]}, found {found}"
    else:
        message = f"{error['msg'][0].lower()}{error['msg'][1:]}, found {found}"
    at_key = kind in ("missing", "extra_forbidden") or (kind == "found" and message in ("is missing", "unknown language"))
    return document.report(location, message, hint, at_key=at_key)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a block of keys"
    if isinstance(value, list | tuple):
        return "a list"
    text = " ".join(str(value).split())
    return f"‹{text[:60]}{'…' if len(text) > 60 else ''}›" if text else "nothing"  # noqa: PLR2004 - a line's worth


def _fields(model: type[Content], location: Location) -> set[str]:
    """Return the keys that may stand at a location: follow it through the models' annotations."""
    here: set[type[BaseModel]] = {model}
    for part in location:
        inside = {
            deeper
            for one in here
            if part in one.model_fields
            for deeper in _models(one.model_fields[str(part)].annotation)
        }
        if inside:
            here = inside
        elif isinstance(part, str):  # a tag of the union, which the file does not have
            here = {one for one in here if "type" in one.model_fields and one.model_fields["type"].default == part} or here
    return {name for one in here for name in one.model_fields}


def _models(annotation: Any) -> set[type[BaseModel]]:  # noqa: ANN401 - an annotation may be anything
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return set() if issubclass(annotation, Text | Quotes) else {annotation}
    return {model for inner in get_args(annotation) for model in _models(inner)}
