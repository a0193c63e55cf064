"""Learning: what a change is worth, of what could be gained and on both sides of judging."""

from __future__ import annotations

from quizlib.measures.group.sums import PairSums
from quizlib.measures.statistics.intervals import Estimate

PAIRS = 30
CEILING = 80
PERCENT = 100


def normalised_gain(pairs: PairSums, maximum: float) -> float | None:
    """Return ⟨g⟩ = (after − before)/(maximum − before), from mean points: the share gained of what could be gained.

    None under 30 pairs, and where the mean before is over 80 % of the maximum: little room makes it meaningless.
    Hake (1998), "Interactive-engagement versus traditional methods", American Journal of Physics 66, 64–74.
    """
    if pairs.n < PAIRS or pairs.x * PERCENT > CEILING * maximum * pairs.n:
        return None
    return pairs.d / (maximum * pairs.n - pairs.x)


def shows_learning(believed: Estimate, rejected: Estimate) -> bool:
    """Say whether changes of *scams believed* and *genuine rejected* mean learning, and not only more suspicion.

    One side improves (its whole interval is under 0), and the other does not worsen by more than its interval.
    """
    sides = (believed, rejected)
    improves = any(side.upper is not None and side.upper < 0 for side in sides)
    worsens = any(side.lower is None or side.lower > 0 for side in sides)
    return improves and not worsens
