"""What each field means to authors: the words under it in its model, for the guide and for editors."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


@cache
def field_words(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the words about each field by its name; a model has those of the models that it derives from too."""
    words: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and (defined := _classes(one.__module__).get(one.__name__)):
            words |= dict(_below_fields(defined))
    return {name: words[name] for name in model.model_fields if name in words}


@cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    """Return the classes in the source of a module by name; none if its source is not there, or not any more."""
    try:
        source = inspect.getsource(sys.modules[module])
    except (KeyError, OSError, TypeError):
        return {}
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


def _below_fields(defined: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield (field, words) for every field of a class with a text below it."""
    for field, below in pairwise(defined.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, " ".join(words.split())
