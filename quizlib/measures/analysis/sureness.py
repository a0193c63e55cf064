"""Calibration: how sure people were, beside how often they were right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CONFIDENCE = {"1": 0.5, "2": 0.75, "3": 1.0}
"""What the three words claim: a guess between two is right half of the time, *quite sure* always."""


@dataclass(frozen=True)
class Calibration:
    """n decided answers: mean sureness and share right, 0 to 1; their difference; the Brier score (0 is best)."""

    n: int
    sureness: float
    right: float
    overconfidence: float
    brier: float


def calibration(
    sureness: Mapping[str, Mapping[str, Mapping[str, int]]] | None,
    marks: Mapping[str, Mapping[str, float]],
    confidence: Mapping[str, float] = CONFIDENCE,
) -> Calibration | None:
    """Return how well sureness fits, over the `sureness` of counts or of a record; None if nobody was asked.

    `marks`, question → category → mark, say which answers are right: those with the highest. `confidence` says which
    chance of being right each step claims. Overconfidence = mean sureness − share right (Lichtenstein, Fischhoff and
    Phillips 1982, "Calibration of probabilities"). Brier score = mean (sureness − 1 or 0)²: Brier (1950),
    "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1–3, in its form for one
    outcome, half of his.
    """
    cells = [
        (confidence[step], float(marks[question].get(category, 0) == max(marks[question].values())), count)
        for question, rows in (sureness or {}).items()
        for category, steps in rows.items()
        for step, count in steps.items()
    ]
    n = sum(count for *_, count in cells)
    if not n:
        return None
    said = sum(sure * count for sure, _, count in cells) / n
    right = sum(was * count for _, was, count in cells) / n
    brier = sum((sure - was) ** 2 * count for sure, was, count in cells) / n
    return Calibration(n, said, right, said - right, brier)
