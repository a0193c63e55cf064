"""Roles: who of the staff may do what, and which page asks for which right. The whole matrix stands here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Right = Literal["accounts", "records", "workshops", "figures", "exports"]

RIGHTS: dict[str, frozenset[Right]] = {
    "administrator": frozenset({"accounts", "records", "workshops", "figures", "exports"}),
    "organiser": frozenset({"workshops"}),
    "analyst": frozenset({"figures", "exports"}),
}


@dataclass(frozen=True)
class Route:
    """A page of the staff: its address after `/<lang>/staff`, its view, and who may see it.

    `right` is a right, `signed-in` for whoever is signed in, `anyone` for the pages on which one signs in.
    """

    rule: str
    view: Callable[..., Any]
    right: Right | Literal["signed-in", "anyone"]
    methods: tuple[str, ...] = ("GET",)

    @property
    def endpoint(self) -> str:
        """Its name: module and view."""
        return f"{self.view.__module__.rpartition('.')[2]}-{self.view.__name__}"


def allowed(role: str, right: str) -> bool:
    """Say whether somebody who is signed in with a role may see what asks for a right."""
    return right in ("anyone", "signed-in") or right in RIGHTS.get(role, ())
