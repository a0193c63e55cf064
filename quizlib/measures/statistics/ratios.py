"""Ratios over blocks, as shares of answers and mean scores are, with their intervals."""

from __future__ import annotations

from collections.abc import Iterable

from quizlib.measures.statistics.clusters import ENOUGH, NO_BLOCK, TWO, Clusters, chosen
from quizlib.measures.statistics.intervals import Estimate, combined, estimate


def ratio(blocks: Clusters, people: Clusters | None = None) -> Estimate | None:
    """Return Σd/Σn over blocks of rows (d, …, n), with its interval; None if there is nobody.

    d and n of a block: answers of a kind and all answers, or Σ of marks and people. With 6 blocks or more the interval
    is clustered by block, V = e/(e−1)·Σ(d − n·D)²/(Σn)² as in `Clusters.variance`. With fewer it is that of `people`,
    as clusters of one, and holds only for those who took part; without them there is none.
    """
    if blocks.value is None:
        return None
    basis, source = chosen(blocks, people)
    return estimate(blocks.value, source.ratio_variance if source else None, basis)


def stratified(strata: Iterable[Clusters]) -> Estimate | None:
    """Return Σd/Σn over the blocks of all strata, such as quizzes; what strata differ by does not widen the interval.

    For blocks of one stratum each, in a mix that is what it is: at home the blocks of a week are of different quizzes
    and different people, and that some quizzes are harder is no uncertainty. V = Σ (n of stratum/Σn)²·V of stratum,
    degrees by Satterthwaite; a stratum whose blocks say no variance is taken together with the others like it, which
    makes V larger rather than smaller (collapsed strata: Cochran, *Sampling Techniques*, 3rd ed. 1977, 5A.12). No
    limits under 6 blocks; None if there is nobody.
    """
    found = [one for one in strata if one.value is not None]
    everything = sum(found, start=NO_BLOCK)
    if everything.value is None:
        return None
    alone = sum((one for one in found if one.effective < TWO), start=NO_BLOCK)
    known = [one for one in (*(one for one in found if one.effective >= TWO), alone) if one.m]
    parts = [(one.n / everything.n, one.ratio_variance) for one in known]
    return estimate(everything.value, combined(parts) if everything.m >= ENOUGH else None, "blocks")
