"""Comparing places and years: rates for the same mix of quizzes, and of the same messages."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

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
    one: Mapping[str, Clusters], other: Mapping[str, Clusters], mix: Mapping[str, float], family: int = 1
) -> Estimate | None:
    """Return the difference of the standardised rates of two places, over the quizzes that both have enough of.

    The places must not share a block: compare a place with the other places, not with a whole that includes it.
    `family` is the number of differences that are read together.
    """
    return _compared([(1.0, one), (-1.0, other)], mix, family)


def _compared(
    places: list[tuple[float, Mapping[str, Clusters]]], mix: Mapping[str, float], family: int = 1
) -> Estimate | None:
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
    return estimate(value, combined(parts), "blocks", family)


def _enough(clusters: Clusters | None) -> bool:
    return clusters is not None and clusters.m >= BLOCKS and clusters.n >= PEOPLE


class SameMessages(NamedTuple):
    """The mean rates of the messages that two groups have both judged, and their difference, second minus first.

    `answers` are the judgements in both groups, and `blocks` the lowest number of blocks behind a message.
    """

    messages: int
    answers: int
    blocks: int
    first: Estimate
    second: Estimate
    difference: Estimate


def same_messages(one: Mapping[str, Clusters], other: Mapping[str, Clusters]) -> SameMessages | None:
    """Compare two groups, such as the people of two years, on the messages that both have enough of; None without any.

    Both map a message to clusters of rows (d, people). Every message has the same weight, and needs 3 blocks and 30
    people in each group. The same people judge several messages, so errors may go together: the standard deviation of
    a mean is taken to be the mean of the standard deviations, its highest possible value. So intervals are rather too
    wide.
    """
    shared = [name for name in one.keys() & other.keys() if _enough(one[name]) and _enough(other[name])]
    groups = [(_mean_rate(group, shared), _widest(group, shared)) for group in (one, other)]
    if not shared or any(variance is None for _, variance in groups):
        return None
    (first, _), (second, _) = groups
    apart = combined((1.0, variance) for _, variance in groups)
    before, after = (estimate(rate, variance, "blocks") for rate, variance in groups)
    everything = [group[name] for group in (one, other) for name in shared]
    answers, blocks = round(sum(each.n for each in everything)), min(each.m for each in everything)
    return SameMessages(len(shared), answers, blocks, before, after, estimate(second - first, apart, "blocks"))


def _mean_rate(group: Mapping[str, Clusters], names: list[str]) -> float:
    return sum(group[name].value or 0 for name in names) / max(len(names), 1)


def _widest(group: Mapping[str, Clusters], names: list[str]) -> Variance | None:
    """Return the variance of a mean rate if the errors of all messages went together."""
    found = [group[name].ratio_variance for name in names]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    deviation = sum(sqrt(one.variance) for one in known) / len(known)
    return Variance(deviation * deviation, min(one.df for one in known))
