"""Bare numbers of people, such as how many began a quiz: what may be kept of them for good."""

from __future__ import annotations

from random import Random

from quizlib.measures import STEP, rounded

FEWEST = 5
"""They are kept from here on."""
FEWEST_ROUNDED = 2 * STEP
"""And, rounded, from here on: a 3 could come of a 5 alone."""


def bare(n: int, random: Random, times: int = 1) -> int | None:
    """Return a number as it may be kept: a multiple of 3 beside it; None if that would tell of too few.

    One person may be among it so many `times`, as who rates before and after is.
    """
    kept = rounded(n, random) if n >= FEWEST * times else 0
    return kept if kept >= FEWEST_ROUNDED else None
