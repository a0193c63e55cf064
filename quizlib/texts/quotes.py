"""QuotedText: a part of a message, in which quotes are found whatever white space separates their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

LONGEST = 5_000  # letters


class QuotedText:
    """A text, and the places in it that belong to a quote.

    The time to find a quote grows with the length of the text plus that of the quote, not with their product.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._flat = _flat(text)
        self._taken: list[tuple[int, int]] = []

    def count(self, quote: str) -> int:
        """Return how often the quote occurs in the text."""
        return self._flat.count(_flat(quote))

    def find(self, quote: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each place where the quote occurs in the text."""
        wanted = _flat(quote)
        at = self._flat.find(wanted)
        while at >= 0:
            yield self._place(at), self._place(at + len(wanted) - 1) + 1
            at = self._flat.find(wanted, at + len(wanted))

    def nearest(self, quote: str) -> str:
        """Return the passage that has the letters of a quote, with other capitals or signs; empty if there is none.

        It looks at texts of the length that messages have: the time grows with text and number of quotes alike.
        """
        if len(self._flat) > LONGEST:
            return ""
        places = [at for at, letter in enumerate(self._flat) if letter.isalnum()]
        wanted = "".join(letter.lower()[0] for letter in quote if letter.isalnum())
        at = "".join(self._flat[place].lower()[0] for place in places).find(wanted) if wanted else -1
        return self._flat[places[at] : places[at + len(wanted) - 1] + 1] if at >= 0 else ""

    def take(self, quote: str) -> bool:
        """Take the places where the quote occurs; return whether they overlap no place that was taken before."""
        spans = list(self.find(quote))
        free = not any(begin < stop and start < end for begin, end in spans for start, stop in self._taken)
        self._taken += spans
        return free

    def _place(self, flat: int) -> int:
        """Return the position in the text of a character of the flat text."""
        word = bisect_right(self._words[0], flat) - 1
        return self._words[1][word] + flat - self._words[0][word]

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        """The positions at which words begin, in the flat text and in the text."""
        words = [match.span() for match in re.finditer(r"\S+", self._text)]
        lengths = (end - begin + 1 for begin, end in words)
        return list(accumulate(lengths, initial=0)), [begin for begin, _ in words]


def _flat(text: str) -> str:
    return " ".join(text.split())
