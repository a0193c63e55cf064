"""Learning: how large a change is compared with the possible gain, and whether it means learning."""

from __future__ import annotations

from quizlib.measures.group.sums import PairSums
from quizlib.measures.statistics.intervals import Estimate

PAIRS = 30
CEILING = 80
PERCENT = 100


def normalised_gain(pairs: PairSums, maximum: float) -> float | None:
    """Return ⟨g⟩ = (after − before)/(maximum − before) from mean points: the gain as a share of the possible gain.

    None with fewer than 30 pairs, and if the mean before is over 80 % of the maximum, where the figure means little.
    Source: Hake (1998), "Interactive-engagement versus traditional methods", American Journal of Physics 66, 64–74.
    """
    if pairs.n < PAIRS or pairs.x * PERCENT > CEILING * maximum * pairs.n:
        return None
    return pairs.d / (maximum * pairs.n - pairs.x)


def shows_learning(believed: Estimate, rejected: Estimate) -> bool:
    """Return whether the changes of *scams believed* and *genuine rejected* show learning, not only more suspicion.

    They do if one side improves (its whole interval is below 0) and the other does not get worse (its interval is not
    completely above 0, and it has one).
    """
    sides = (believed, rejected)
    improves = any(side.upper is not None and side.upper < 0 for side in sides)
    worsens = any(side.lower is None or side.lower > 0 for side in sides)
    return improves and not worsens
