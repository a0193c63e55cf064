"""Summable: numbers of several groups that `sum` adds up."""

from __future__ import annotations

from typing import Self


class Summable:
    """Base class for what can be added: `sum` needs no start; without one, the sum of nothing is 0."""

    def __radd__(self, nothing: int) -> Self:
        return self if nothing == 0 else NotImplemented
