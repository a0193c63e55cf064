"""Later: views, and other functions, of modules that no start waits for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any


class Later:
    """The functions of a module, which is imported when one of them is first called.

    It stands where the module would. Type checkers see the module itself, where they alone are told to import it.
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a function of any arguments
        """Return the function of this name: it has the name and the module of the real one, and calls it."""

        def called(*given: Any, **arguments: Any) -> Any:  # noqa: ANN401 - as above
            return getattr(import_module(self._module), name)(*given, **arguments)

        called.__module__, called.__name__ = self._module, name
        return called


def later(package: str, names: str) -> Iterator[Later]:
    """Yield the modules of a package with these names, which spaces separate."""
    for name in names.split():
        yield Later(f"{package}.{name}")
