"""How much a run of the benchmarks measures: all of it, or as little as shows that every one still runs."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How often, and of how much, each subject measures."""

    rounds: int = 5
    parsings: int = 20  # of each file, in one round
    library: tuple[int, int] = (200, 5_000)  # quizzes of the small one and the large one
    pages: int = 1_000  # by each client, in one round
    people: int = 45  # for each client, in one round; each takes the whole quiz
    attempts: int = 450  # in one round, each with all its questions answered
    syncs: int = 1_000  # in one round
    crowd: int = 1_250  # people in a week at home
    few: int = 100_000  # answers
    answers: int = int(os.environ.get("ANSWERS", "200000"))


SMALLEST = Size(
    rounds=1,
    parsings=1,
    library=(20, 60),
    pages=100,
    people=1,
    attempts=30,
    syncs=100,
    crowd=40,
    few=2_000,
    answers=6_000,
)
