"""Comparing places: rates for the same mix of quizzes, so that a place with a hard quiz does not look weak."""

from __future__ import annotations

from collections.abc import Mapping

from quizlib.measures.statistics.clusters import Clusters
from quizlib.measures.statistics.intervals import Estimate, Variance, combined, estimate

BLOCKS, PEOPLE = 3, 30
"""The blocks and people that a place needs for a quiz to be compared."""


def standardised(place: Mapping[str, Clusters], mix: Mapping[str, float]) -> Estimate | None:
    """Return the rate of a place for a given mix of quizzes: Σ weight·rate / Σ weight over quizzes.

    `place` holds clusters of rows (d, people) by quiz, with d in any unit; `mix` holds the weight of each quiz, such as
    its people in the campaign. Quizzes with fewer than 3 blocks or 30 people at the place are left out. None if no
    quiz has enough. Direct standardisation: Fleiss, *Statistical Methods for Rates and Proportions* (2nd ed. 1981),
    14; clustered by block within each quiz.
    """
    return _compared([(1.0, place)], mix)


def standardised_difference(
    one: Mapping[str, Clusters], other: Mapping[str, Clusters], mix: Mapping[str, float]
) -> Estimate | None:
    """Return the difference of the standardised rates of two places, over the quizzes that both have enough of.

    The places must not share a block: compare a place with the other places, not with a whole that includes it.
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
