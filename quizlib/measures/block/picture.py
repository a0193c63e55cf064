"""Picture: what a room may see of its own answers at once: rounded as in a record, then said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Literal

from quizlib.measures.block.lots import Lot, evened
from quizlib.measures.block.rounding import shared

FEWEST = 5
"""The fewest people whose answers are shown."""
TENTHS_FROM = 30
"""The rounded number of people from which tenths are shown beside the words."""
MOST_PARTS = 3
"""More answers side by side would tell more of one person than one number of a record does."""
Words = Literal["few", "some", "half", "most"]
"""Few or none; some; about half; most. No word says that all, or that just one, gave an answer."""
UP_TO: Mapping[Words, Fraction] = {"few": Fraction(1, 5), "some": Fraction(2, 5), "half": Fraction(3, 5)}
"""The shares up to which a word is used: "few" and "some" below them, "half" at them too."""


@dataclass(frozen=True)
class PicturePart:
    """How many gave an answer: in words, and from 30 people on in tenths, 1 to 9; None where only words are shown."""

    words: Words
    tenths: int | None = None


Picture = Mapping[str, PicturePart]
"""The parts of a picture by answer."""


def picture(people: Mapping[str, int], random: Random) -> Picture | None:
    """Return what may be shown of the numbers of people by answer; None if there are fewer than 5.

    The numbers are rounded as in a record: up to two people, drawn by lot, count twice or not at all, then every
    number becomes one of the two nearest multiples of 3, at random and without bias. Make it once, keep what it
    returns as long as it is shown, and forget the numbers. `random` must be unpredictable: use `SystemRandom`.

    Raises ValueError for more than three answers.
    """
    if len(people) > MOST_PARTS:
        message = f"{len(people)} answers side by side are too many; put them together until they are {MOST_PARTS}"
        raise ValueError(message)
    n = sum(people.values())
    if n < FEWEST:
        return None
    lot = Lot.draw(n, random)
    kept = shared(evened(people, lot.to, random), lot.to, random)
    return {answer: said(number, lot.to) for answer, number in kept.items()}


def said(number: int, of: int) -> PicturePart:
    """Return the words for a rounded number of people, of as many as there are after rounding."""
    share = Fraction(number, of)
    tenths = round(share * 10)
    return PicturePart(_words(share), tenths if of >= TENTHS_FROM and 0 < tenths < 10 else None)  # noqa: PLR2004 - of ten


def _words(share: Fraction) -> Words:
    if share < UP_TO["few"]:
        return "few"
    if share < UP_TO["some"]:
        return "some"
    return "half" if share <= UP_TO["half"] else "most"
