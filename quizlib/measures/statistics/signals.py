"""Signal detection: sensitivity d′ and criterion c of a group that judged the same messages."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

from quizlib.measures.statistics.clusters import Clusters, chosen
from quizlib.measures.statistics.intervals import Estimate, estimate

NORMAL = NormalDist()


class SignalDetection(NamedTuple):
    """Sensitivity d′ (0: no better than chance) and criterion c (below 0: the group tends to call messages scams)."""

    d_prime: float | None
    c: float | None


def signal_detection(hits: int, scams: int, false_alarms: int, genuine: int) -> SignalDetection:
    """Return d′ and c from hits among scams and false alarms among genuine messages; None if a side is empty.

    H = (hits + ½)/(scams + 1), F = (false alarms + ½)/(genuine + 1); d′ = z(H) − z(F); c = −½(z(H) + z(F)).
    Green and Swets (1966), *Signal Detection Theory and Psychophysics*; the log-linear correction by Hautus (1995),
    "Corrections for extreme proportions and their biasing effects on estimated values of d′", Behavior Research
    Methods 27, 46–51. ValueError unless 0 ≤ hits ≤ scams and 0 ≤ false alarms ≤ genuine.
    """
    for found, messages in ((hits, scams), (false_alarms, genuine)):
        if not 0 <= found <= messages:
            message = f"{found} of {messages} is no proportion"
            raise ValueError(message)
    if not scams or not genuine:
        return SignalDetection(None, None)
    hit, false_alarm = NORMAL.inv_cdf(_corrected(hits, scams)), NORMAL.inv_cdf(_corrected(false_alarms, genuine))
    return SignalDetection(hit - false_alarm, 0 - (hit + false_alarm) / 2)  # a minus alone would make -0.0


def d_prime(blocks: Clusters, scams: int, genuine: int, people: Clusters | None = None) -> Estimate | None:
    """Return d′ with its interval, for people who each judged the given numbers of scams and genuine messages.

    The row of a block is (ΣH, ΣF, n) at one cut; `people` has such rows for single persons. Linearised by the delta
    method: u = (H/S − n·h)/φ(z(h)) − (F/N − n·f)/φ(z(f)), where h and f are the shares over all blocks, and
    V = m/(m−1)·Σu²/(Σn)². The interval comes from blocks or people, as in `ratio`. None if there are no people, or if
    a side is empty.
    """
    n = blocks.n
    if not n or not scams or not genuine:
        return None
    # rounded sums can be a little more than there was to judge
    hits, false_alarms = min(blocks.sums[0], n * scams), min(blocks.sums[1], n * genuine)
    h, f = _corrected(hits, n * scams), _corrected(false_alarms, n * genuine)
    basis, source = chosen(blocks, people)
    variance = None
    if source and source.n:
        steep_h, steep_f = (NORMAL.pdf(NORMAL.inv_cdf(share)) for share in (h, f))
        mean_h, mean_f = source.sums[0] / (source.n * scams), source.sums[1] / (source.n * genuine)
        rows = (1 / (scams * steep_h), -1 / (genuine * steep_f), mean_f / steep_f - mean_h / steep_h)
        variance = source.variance([weight / source.n for weight in rows])
    return estimate(NORMAL.inv_cdf(h) - NORMAL.inv_cdf(f), variance, basis)


def _corrected(found: float, messages: float) -> float:
    return (found + 0.5) / (messages + 1)
