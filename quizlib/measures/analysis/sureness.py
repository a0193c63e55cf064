"""Calibration: how sure people were, compared with how often they were right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CONFIDENCE = {"1": 0.5, "2": 0.75, "3": 1.0}
"""The probability of being right that each step claims: 0.5 for a guess between two, 1 for *quite sure*."""


@dataclass(frozen=True)
class Calibration:
    """Mean sureness and share right of n decided answers (0 to 1), their difference, and the Brier score (best: 0)."""

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
    """Return the calibration from the `sureness` of counts or of a record; None if sureness was not asked.

    `marks`, by question and category, show which answers are right: those with the highest mark. `confidence` is the
    probability of being right that each step claims. Overconfidence = mean sureness − share right (Lichtenstein,
    Fischhoff and Phillips 1982, "Calibration of probabilities"). Brier score = mean of (sureness − 1 if right, or 0)²:
    Brier (1950), "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1–3, in the
    form for one outcome, which is half of his.
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
