"""Bins: totals grouped in bands and in whole points, as coarse as a record keeps them."""

from __future__ import annotations

from quizlib.measures.group.histograms import Histogram

PERCENT = 100
BANDS = {"under 50": 50, "50-74": 75, "75-89": 90, "90 and over": None}
"""Bands in percent of the highest total, each with its upper bound, which is not included."""
FEWEST = 3
"""With fewer points than this, the two lowest and the two highest totals would overlap."""


def bands(totals: Histogram, highest: int) -> dict[str, int] | None:
    """Return the number of people by band; None if no marks can be reached."""
    if not highest:
        return None
    found = dict.fromkeys(BANDS, 0)
    for total, count in totals.items():
        name = next(name for name, under in BANDS.items() if under is None or total * PERCENT < under * highest)
        found[name] += count
    return found


def points(totals: Histogram, highest: int, point: int) -> dict[str, int] | None:
    """Return the number of people by whole points, the two lowest and the two highest together; None under 3 points.

    Fractions of a point are cut off, so that the names are the same for every group. People with all points, or with
    none, are never counted alone.
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
