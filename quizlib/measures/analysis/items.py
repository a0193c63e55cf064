"""Item analysis: how hard each question is, and how well it separates people who know from people who do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from quizlib.measures.group.counts import Counts
from quizlib.measures.group.histograms import sorted_products, squares, total
from quizlib.measures.statistics.moments import Moments

FULL = 100
NEARLY = 1e-9


@dataclass(frozen=True)
class ItemStatistics:
    """The statistics of one question, each None if it is not defined; the formulas are those of Moodle.

    `facility` is the mean mark as a share of the highest, 0 to 1; `sd` is the sample standard deviation in marks;
    `effective_weight`, `discrimination_index` and `discriminative_efficiency` are in percent.
    """

    facility: float | None = None
    sd: float | None = None
    effective_weight: float | None = None
    discrimination_index: float | None = None
    discriminative_efficiency: float | None = None


def item_analysis(counts: Counts) -> dict[str, ItemStatistics]:
    """Return the statistics of each question, where x is its mark, T the total and R = T − x the rest score.

    Source: Moodle's `question/classes/statistics/questions/calculator.php` and "Quiz statistics calculations" in its
    developer documentation. Variances and covariances divide by n − 1.

    - facility = mean(x) / maximum; sd = √var(x)
    - effective weight = 100·√cov(x, T) / Σ√cov(x', T) over the questions x' with cov ≥ 0; none where cov(x, T) < 0
    - discrimination index = 100·cov(x, R) / √(var(x)·var(R)); none where a variance is 0
    - discriminative efficiency = 100·cov(x, R) / covmax, the covariance of x and R when each is sorted; none where
      it is 0
    """
    t, tt = total(counts.totals), squares(counts.totals)
    moments = {
        question: Moments(counts.n, total(marks), squares(marks), t, tt, counts.products[question])
        for question, marks in counts.marks.items()
    }
    most = {
        question: counts.n * sorted_products(counts.marks[question], counts.rests[question]) - one.x * (t - one.x)
        for question, one in moments.items()
    }
    return statistics(moments, counts.maxima, most)


def statistics(
    moments: Mapping[str, Moments], maxima: Mapping[str, float], most: Mapping[str, float]
) -> dict[str, ItemStatistics]:
    """Return the statistics that follow from moments; `most` is n(n − 1)·covmax for questions where it is known."""
    roots = {
        question: sqrt(one.cov_xt)
        for question, one in moments.items()
        if one.n > 1 and one.cov_xt is not None and one.cov_xt >= 0
    }
    return {
        question: _statistics(one, maxima[question], most.get(question), roots.get(question), sum(roots.values()))
        for question, one in moments.items()
    }


def random_guess(fractions: Sequence[float]) -> float | None:
    """Return the mean score of pure guessing from the fraction of each option: 0.5 for a verdict, with (1, 0).

    None without options. This is Moodle's random guess score.
    """
    return sum(fractions) / len(fractions) if fractions else None


def _statistics(one: Moments, maximum: float, most: float | None, root: float | None, roots: float) -> ItemStatistics:
    if not one.n or not maximum:
        return ItemStatistics()
    facility = one.x / (one.n * maximum)
    if one.n == 1:
        return ItemStatistics(facility)
    index = one.correlation
    return ItemStatistics(
        facility=facility,
        sd=sqrt(one.var_x / (one.n * (one.n - 1))) if one.var_x >= 0 else None,
        effective_weight=FULL * root / roots if root is not None and roots else None,
        # a correlation over 1 comes from rounded numbers: the rounding hides it
        discrimination_index=FULL * index if index is not None and abs(index) <= 1 + NEARLY else None,
        discriminative_efficiency=FULL * one.cov_xr / most if most and one.cov_xr is not None else None,
    )
