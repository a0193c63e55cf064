"""Coverage: 95 of 100 intervals hold the truth, where the people of one workshop are alike."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from statistics import NormalDist, fmean

import pytest

from quizlib.measures import Clusters, Estimate, d_prime, ratio, wilson
from tests.quizlib.measures.people import chance

pytestmark = pytest.mark.slow


class Campaign:
    """Workshops whose people are alike: each has its own leaning, for scams and for genuine messages."""

    messages = 6
    hit, false_alarm = 1.0, -1.0
    spread = 0.6

    def __init__(self, seed: int) -> None:
        self.random = chance(seed)

    def blocks(self) -> Iterator[list[tuple[int, int]]]:
        """Return ten workshops of 10 to 30 people: how many scams each caught, how many genuine ones each rejected."""
        for _ in range(10):
            hit, false_alarm = (logistic(self.random.gauss(mean, self.spread)) for mean in (self.hit, self.false_alarm))
            yield [(self.of(hit), self.of(false_alarm)) for _ in range(self.random.randint(10, 30))]

    def of(self, chance: float) -> int:
        return sum(self.random.random() < chance for _ in range(self.messages))

    def truth(self, mean: float) -> float:
        """Return the share among people of all workshops there could be."""
        leanings = NormalDist(mean, self.spread)
        return fmean(logistic(leanings.inv_cdf((step + 0.5) / 2000)) for step in range(2000))


def logistic(leaning: float) -> float:
    """Return the chance that belongs to a leaning."""
    return 1 / (1 + exp(-leaning))


def test_in_workshops_that_differ_95_of_100_clustered_intervals_hold_the_truth() -> None:
    campaign = Campaign(seed=2026)
    share, false_alarms = campaign.truth(campaign.hit), campaign.truth(campaign.false_alarm)
    sensitivity = NormalDist().inv_cdf(share) - NormalDist().inv_cdf(false_alarms)
    draws = 800
    held = {"share": 0, "d′": 0, "naive": 0}
    for _ in range(draws):
        blocks = list(campaign.blocks())
        hits = Clusters.of((sum(h for h, _ in block), campaign.messages * len(block)) for block in blocks)
        held["share"] += holds(ratio(hits), share)
        judged = Clusters.of((sum(h for h, _ in block), sum(f for _, f in block), len(block)) for block in blocks)
        held["d′"] += holds(d_prime(judged, campaign.messages, campaign.messages), sensitivity)
        lower, upper = wilson(int(hits.sums[0]), int(hits.sums[1])) or (0, 0)
        held["naive"] += lower <= share <= upper
    assert 0.92 <= held["share"] / draws <= 0.98
    assert 0.92 <= held["d′"] / draws <= 0.98
    assert held["naive"] / draws < 0.85, "if this held too, there would be no need for clusters"


def holds(estimate: Estimate | None, truth: float) -> bool:
    """Say whether an interval holds the truth."""
    assert estimate is not None
    assert estimate.lower is not None
    assert estimate.upper is not None
    return estimate.lower <= truth <= estimate.upper
