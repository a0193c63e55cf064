"""Ratios over blocks, such as shares of answers and mean scores, with their intervals."""

from __future__ import annotations

from collections.abc import Iterable

from quizlib.measures.statistics.clusters import ENOUGH, NO_BLOCK, TWO, Clusters, chosen
from quizlib.measures.statistics.intervals import Estimate, combined, estimate


def ratio(blocks: Clusters, people: Clusters | None = None) -> Estimate | None:
    """Return Σd/Σn over blocks with rows (d, …, n), with its interval; None if there are no people.

    d and n of a block are, for example, the answers of one kind and all answers, or the sum of marks and the people.
    With at least 6 blocks the interval is clustered by block, V = e/(e−1)·Σ(d − n·D)²/(Σn)² as in `Clusters.variance`.
    With fewer it comes from `people`, clusters of one person each, and is valid only for the people who took part;
    without `people` there is no interval.
    """
    if blocks.value is None:
        return None
    basis, source = chosen(blocks, people)
    return estimate(blocks.value, source.ratio_variance if source else None, basis)


def stratified(strata: Iterable[Clusters]) -> Estimate | None:
    """Return Σd/Σn over the blocks of all strata, such as quizzes; differences of strata do not widen the interval.

    Use it for blocks that each belong to one stratum, in a mix that is given: the blocks of a week at home are of
    different quizzes and different people, and it is no uncertainty that some quizzes are harder.
    V = Σ (n of stratum/Σn)²·V of stratum, with degrees by Satterthwaite. Strata with too few blocks for a variance are
    put together, which makes V larger rather than smaller (collapsed strata: Cochran, *Sampling Techniques*, 3rd ed.
    1977, 5A.12). There are no limits with fewer than 6 blocks. None if there are no people.
    """
    found = [one for one in strata if one.value is not None]
    everything = sum(found, start=NO_BLOCK)
    if everything.value is None:
        return None
    alone = sum((one for one in found if one.effective < TWO), start=NO_BLOCK)
    known = [one for one in (*(one for one in found if one.effective >= TWO), alone) if one.m]
    parts = [(one.n / everything.n, one.ratio_variance) for one in known]
    return estimate(everything.value, combined(parts) if everything.m >= ENOUGH else None, "blocks")
