"""Shares: of those who wait, no source is more than half of a block, and no series of workshops more than a third.

A source is a workshop, or a laptop with all of its workshops. So nobody who sends made-up people meets one person
alone: at least half of the block comes from elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from random import Random

from webapp.storage.batches import SERIES

HALF, THIRD = 2, 3


def within_shares(people: Collection[str], sources: Mapping[str, frozenset[str]], random: Random) -> set[str]:
    """Return as many attempts as may be a block together, chosen by lot where a source has too many.

    `sources` are those of each attempt. One without any is of somebody at home; there is no bound for those.
    """
    if sources.keys().isdisjoint(people):
        return set(people)
    order = sorted(people)
    random.shuffle(order)
    size = len(order)
    while len(chosen := _chosen(order, sources, size)) < size:
        size = len(chosen)
    return chosen


def _chosen(order: Iterable[str], sources: Mapping[str, frozenset[str]], size: int) -> set[str]:
    """Return attempts in this order, of each source no more than may be in a block of this size."""
    taken = Counter[str]()
    chosen: set[str] = set()
    for name in order:
        own = sources.get(name, frozenset())
        if len(chosen) < size and all(taken[source] < size // _part(source) for source in own):
            chosen.add(name)
            taken.update(own)
    return chosen


def _part(source: str) -> int:
    return THIRD if source.startswith(SERIES) else HALF
