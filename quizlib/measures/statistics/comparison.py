"""Comparing places: rates standardised to one mix of quizzes, so that a hard quiz does not make a place look weak."""

from __future__ import annotations

from collections.abc import Mapping

from quizlib.measures.statistics.clusters import Clusters
from quizlib.measures.statistics.intervals import Estimate, Variance, combined, estimate

BLOCKS, PEOPLE = 3, 30
"""So many a place needs of a quiz, for that quiz to be compared."""


def standardised(place: Mapping[str, Clusters], mix: Mapping[str, float]) -> Estimate | None:
    """Return a place's rate as it would be with the given mix: Σ weight·rate / Σ weight over quizzes.

    `place` holds, by quiz, clusters of rows (d, people), d in the unit wanted; `mix` each quiz's weight, as the
    campaign's people. A quiz of which the place has under 3 blocks or
    30 people is left out. Direct standardisation: Fleiss, *Statistical Methods for
    Rates and Proportions* (2nd ed. 1981), 14. Clustered by block within each quiz. None if no quiz has enough.
    """
    return _compared([(1.0, place)], mix)


def standardised_difference(
    one: Mapping[str, Clusters], other: Mapping[str, Clusters], mix: Mapping[str, float]
) -> Estimate | None:
    """Return one place's standardised rate minus another's, over the quizzes both have enough of; as `standardised`.

    The two share no block: a place is compared with the others, not with a whole that it is part of.
    """
    return _compared([(1.0, one), (-1.0, other)], mix)


def _compared(places: list[tuple[float, Mapping[str, Clusters]]], mix: Mapping[str, float]) -> Estimate | None:
    shared = [quiz for quiz in mix if all(_enough(place.get(quiz)) for _, place in places)]
    weights = sum(mix[quiz] for quiz in shared)
    if not weights:
        return None
    value = 0.0
    parts: list[tuple[float, Variance | None]] = []
    for sign, place in places:
        for quiz in shared:
            weight = sign * mix[quiz] / weights
            value += weight * (place[quiz].value or 0)
            parts.append((weight, place[quiz].ratio_variance))
    return estimate(value, combined(parts), "blocks")


def _enough(clusters: Clusters | None) -> bool:
    return clusters is not None and clusters.m >= BLOCKS and clusters.n >= PEOPLE
