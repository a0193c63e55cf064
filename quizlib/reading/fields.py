"""The fields of models by their place in a file: which keys are allowed there, and whether it holds words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from quizlib.problems import Location
from quizlib.texts.text import Quotes, Text


def keys_at(model: type[BaseModel], location: Location) -> set[str]:
    """Return the keys that are allowed at a location, found by following the annotations of the models."""
    return {field.alias or name for one in _at(model, location) for name, field in one.model_fields.items()}


def models_at(model: type[BaseModel], location: Location) -> set[type[BaseModel]]:
    """Return the models that may be at a location, with those that are derived from them."""
    return _derived(_at(model, location))


def holds_text(model: type[BaseModel], location: Location) -> bool:
    """Return whether a location is in a text of several languages, or in quotes."""
    return any(_mentions(one, Text, Quotes) for one in _annotations(model, location))


@cache
def is_text(model: type[BaseModel], location: Location) -> bool:
    """Return whether the innermost named part of a location is a field of texts, or of quotes."""
    depth = max((number for number, part in enumerate(location) if isinstance(part, str)), default=None)
    if depth is None:
        return False
    fields = (one.model_fields.get(str(location[depth])) for one in models_at(model, location[:depth]))
    return any(field is not None and _is_made_of(field.annotation, Text, Quotes) for field in fields)


def holds_name(model: type[BaseModel], location: Location) -> bool:
    """Return whether a location is in a text that is the same in every language and may be any, such as a name."""
    return any(_mentions(one, str) for one in _annotations(model, location))


def _annotations(model: type[BaseModel], location: Location) -> Iterator[Any]:
    """Yield the annotations of the fields on the way to a location, without those of fields that ask for a pattern."""
    for depth, part in enumerate(location):
        for one in models_at(model, location[:depth]):
            field = one.model_fields.get(str(part))
            if field is not None and not field.metadata:
                yield field.annotation


def _mentions(annotation: Any, *wanted: type) -> bool:  # noqa: ANN401 - an annotation may be anything
    """Return whether one of the wanted types is in an annotation, and not under a condition of its own."""
    if get_origin(annotation) is Annotated:
        return False
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return True
    return any(_mentions(inner, *wanted) for inner in get_args(annotation))


def _is_made_of(annotation: Any, *wanted: type) -> bool:  # noqa: ANN401 - an annotation may be anything
    """Return whether one of the wanted types is in an annotation, whatever conditions it has."""
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return True
    return any(_is_made_of(inner, *wanted) for inner in get_args(annotation))


def _at(model: type[BaseModel], location: Location) -> set[type[BaseModel]]:
    """Return the models that a location may hold, with or without the names of types in it."""
    root = model.model_fields.get("root")  # of a file that is a list
    here: set[type[BaseModel]] = set(_models(root.annotation)) if root else {model}
    for part in location:
        if isinstance(part, str):
            every = _derived(here)
            types = {one for one in every if "type" in one.model_fields and one.model_fields["type"].default == part}
            here = _inside(here, part) or types or _inside(every, part) or here
    return here


def _inside(models: Iterable[type[BaseModel]], part: str) -> set[type[BaseModel]]:
    fields = [one.model_fields[part] for one in models if part in one.model_fields]
    return {deeper for field in fields for deeper in _models(field.annotation)}


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
