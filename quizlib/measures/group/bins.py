"""Bins: totals brought together in bands and in whole points, as far as a record may tell them apart."""

from __future__ import annotations

from quizlib.measures.group.histograms import Histogram

PERCENT = 100
BANDS = {"under 50": 50, "50-74": 75, "75-89": 90, "90 and over": None}
"""Bands in percent of the highest total, each with the percent it stays under."""
FEWEST = 3
"""Under so many points the two lowest and the two highest totals are not different ones."""


def bands(totals: Histogram, highest: int) -> dict[str, int] | None:
    """Return people by band; None where there is no mark to reach."""
    if not highest:
        return None
    found = dict.fromkeys(BANDS, 0)
    for total, count in totals.items():
        name = next(name for name, under in BANDS.items() if under is None or total * PERCENT < under * highest)
        found[name] += count
    return found


def points(totals: Histogram, highest: int, point: int) -> dict[str, int] | None:
    """Return people by whole points, the two lowest and the two highest values as one; None under 3 points.

    A begun point does not count; so the names are the same for every group, and who reached everything, or nothing,
    stands beside others.
    """
    most = highest // point
    if most < FEWEST:
        return None
    names = {number: str(number) for number in range(most + 1)}
    names |= {0: "0-1", 1: "0-1", most - 1: f"{most - 1}-{most}", most: f"{most - 1}-{most}"}
    found = dict.fromkeys(names.values(), 0)
    for total, count in totals.items():
        found[names[total // point]] += count
    return found
