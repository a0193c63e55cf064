"""Small counts: what may be kept for good of a number of people, such as how many began a quiz."""

from __future__ import annotations

from random import Random

from quizlib.measures import STEP, rounded

FEWEST = 5
"""A number is kept from here on."""
FEWEST_ROUNDED = 2 * STEP
"""A rounded number is kept from here on: a rounded 3 could only have been a 5."""


def number_to_keep(n: int, random: Random, times: int = 1) -> int | None:
    """Return a multiple of 3 beside n, or None if n is too small to be kept.

    `times` is how often one person may be counted in n: twice where people rate before and after.
    """
    if n < FEWEST * times:
        return None
    kept = rounded(n, random)
    return kept if kept >= FEWEST_ROUNDED else None
