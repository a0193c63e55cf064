"""FormOrder: in which order the forms of a check-up are taken, and which edition of the forms it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Self

NAMED = re.compile(r"([A-Z]{2,26})@([0-9a-f]{8})")


class FormOrder(NamedTuple):
    """The forms by occasion, such as "BCA": form B at the first occasion, C at the second, A at the third.

    `edition` says which versions of the forms are meant: any change of one of them makes a new edition. Pairs are
    counted by the name of their order, "BCA@9f3a12bc", so that pairs of different editions are never added up.
    """

    forms: str
    edition: str

    def __str__(self) -> str:
        return f"{self.forms}@{self.edition}"

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """Return the order of a name; None for any other name, such as those of records from before editions."""
        match = NAMED.fullmatch(name)
        return cls(match[1], match[2]) if match else None

    @property
    def together(self) -> tuple[str, ...]:
        """The names of this order and of those that balance it."""
        return tuple(str(self._replace(forms=forms)) for forms in rotations(self.forms))


def rotations(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the orders in which forms are taken, such as ABC, BCA and CAB: each form once at each occasion."""
    ordered = sorted(forms)
    return tuple("".join([*ordered[first:], *ordered[:first]]) for first in range(len(ordered)))
