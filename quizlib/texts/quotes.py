"""Passages: a part of a message, in which quotes are found however their white space is broken."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate


class Passages:
    """A text, and which passages of it are taken.

    Looking for a quote takes time that grows with the lengths of both, never with their product.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._flat = _flat(text)
        self._taken: list[tuple[int, int]] = []

    def count(self, quote: str) -> int:
        """Say how often the quote stands in the text."""
        return self._flat.count(_flat(quote))

    def find(self, quote: str) -> Iterator[tuple[int, int]]:
        """Yield from which character of the text to which the quote stands."""
        wanted = _flat(quote)
        at = self._flat.find(wanted)
        while at >= 0:
            yield self._place(at), self._place(at + len(wanted) - 1) + 1
            at = self._flat.find(wanted, at + len(wanted))

    def take(self, quote: str) -> bool:
        """Take the passages where the quote stands; say whether none of them overlaps what was taken before."""
        spans = list(self.find(quote))
        free = not any(begin < stop and start < end for begin, end in spans for start, stop in self._taken)
        self._taken += spans
        return free

    def _place(self, flat: int) -> int:
        """Return where in the text a character of the flat text stands."""
        word = bisect_right(self._words[0], flat) - 1
        return self._words[1][word] + flat - self._words[0][word]

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        """Where each word begins: in the flat text, in the text."""
        words = [match.span() for match in re.finditer(r"\S+", self._text)]
        lengths = (end - begin + 1 for begin, end in words)
        return list(accumulate(lengths, initial=0)), [begin for begin, _ in words]


def _flat(text: str) -> str:
    return " ".join(text.split())
