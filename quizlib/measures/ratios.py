"""Ratios over blocks, as shares of answers and mean scores are, with their intervals."""

from __future__ import annotations

from quizlib.measures.clusters import Clusters, chosen
from quizlib.measures.intervals import Estimate, estimate


def ratio(blocks: Clusters, people: Clusters | None = None) -> Estimate | None:
    """Return Σd/Σn over blocks of rows (d, …, n), with its interval; None if there is nobody.

    d and n of a block: answers of a kind and all answers, or Σ of marks and people. With 6 blocks or more the interval
    is clustered by block, V = m/(m−1)·Σ(d − n·D)²/(Σn)², t with m − 1 degrees. With fewer it is that of `people`, as
    clusters of one, and holds only for those who took part; without them there is none.
    """
    if blocks.value is None:
        return None
    basis, source = chosen(blocks, people)
    return estimate(blocks.value, source.ratio_variance if source else None, basis)
