"""Public names: what a module offers of others is imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def first_use(module: str, names: Mapping[str, str], known: dict[str, object]) -> Callable[[str], object]:
    """Return the `__getattr__` of a module: it imports one of its names, and keeps it among those that are `known`.

    `names` has those of each module below `quizlib`, separated by spaces.
    """
    modules = {name: where for where, several in names.items() for name in several.split()}

    def imported(name: str) -> object:
        if name not in modules:
            message = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(message)
        known[name] = found = getattr(import_module(f"quizlib.{modules[name]}"), name)
        return found

    return imported
