"""Holding: how often the intervals of a statistic contain the true value, over many campaigns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from statistics import fmean, pstdev
from typing import NamedTuple

from quizlib.measures import Clusters, Estimate

RARE = 10
"""Shares of which fewer people than this are to be expected, or to be missing."""


class Covered(NamedTuple):
    """The share of intervals that hold the truth, of those shown; its error, and from how many campaigns."""

    share: float
    error: float
    shown: float
    campaigns: int


@dataclass
class Holding:
    """What is found: statistic → campaign → for each figure of it 1 (held), 0 (not), or None (no interval)."""

    found: defaultdict[str, defaultdict[int, list[int | None]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def note(self, statistic: str, campaign: int, estimate: Estimate | None, truth: float) -> None:
        """Note whether a figure's interval holds the truth."""
        held = None
        if estimate is not None and estimate.lower is not None and estimate.upper is not None:
            held = int(estimate.lower <= truth <= estimate.upper)
        self.found[statistic][campaign].append(held)

    def note_all(self, statistic: str, campaign: int, family: Sequence[tuple[Estimate | None, float]]) -> None:
        """Note whether all intervals of a family hold their truths; without one of them nothing is known of it."""
        each = Holding()
        for estimate, truth in family:
            each.note(statistic, campaign, estimate, truth)
        held = each.found[statistic][campaign]
        self.found[statistic][campaign].append(None if None in held else min(one or 0 for one in held))

    def covered(self) -> Iterator[tuple[str, Covered]]:
        """Yield every statistic with how often its intervals hold; figures of one campaign do not err alone."""
        for statistic, campaigns in sorted(self.found.items()):
            asked = sum(map(len, campaigns.values()))
            shown = [[one for one in figures if one is not None] for figures in campaigns.values()]
            each = [fmean(figures) for figures in shown if figures]
            if each:
                told = sum(map(len, shown)) / asked
                yield statistic, Covered(fmean(each), pstdev(each) / sqrt(len(each)), told, len(each))

    def __str__(self) -> str:
        lines = [
            f"{name:40} {one.campaigns} {one.share:6.1%} ± {one.error:.1%}, shown {one.shown:.0%}"
            for name, one in self.covered()
        ]
        return "\n".join(lines)


def named(measure: str, truth: float, blocks: Clusters, unit: int = 1) -> str:
    """Return what a measure is pooled with: a kind of fraud, a question, an option among its like."""
    kind, _, part = measure.partition(":")
    if kind in ("share", "finished") and min(truth, 1 - truth) * blocks.n / unit < RARE:
        return f"{kind}, rare"
    if kind.endswith("-open"):  # one in a hundred: in most groups fewer than the step in which records round
        return f"{kind}, rare"
    return f"{kind} by kind of fraud" if part and kind in ("believed", "rejected") else kind
