"""Draft: a quiz that is being written on the site, with the versions that were saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class NewerVersionError(Exception):
    """Somebody else has saved a newer version meanwhile."""


@dataclass(frozen=True)
class Saved:
    """One version of a draft: its number from 1 on, its text, who of the staff saved it, and on which day."""

    number: int
    text: str
    by: str
    day: date


@dataclass(frozen=True)
class Draft:
    """A draft with one of its versions; `newest` is the number of the newest. `name` is the id that its file has."""

    id: str
    name: str
    newest: int
    version: Saved

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.yaml"
