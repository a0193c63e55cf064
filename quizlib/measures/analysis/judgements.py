"""Judgements: how people judged the messages of both sides, as four counts for each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from quizlib.measures.block.records import Record
from quizlib.measures.group.answers import NONE
from quizlib.measures.group.counts import Counts
from quizlib.measures.group.sums import Addable
from quizlib.measures.names import DOUBT, GENUINE_OR_SCAM, Cut, Measure, Sides
from quizlib.measures.statistics.clusters import Clusters
from quizlib.measures.statistics.signals import SignalDetection, signal_detection
from quizlib.measures.statistics.summable import Summable


@dataclass(frozen=True)
class SideCounts(Addable):
    """How often messages of one side were called harmful, left in doubt (a good answer), called harmless, left open."""

    called_harmful: int = 0
    in_doubt: int = 0
    called_harmless: int = 0
    left_open: int = 0

    @property
    def of(self) -> int:
        """The number of messages to judge; open answers are included."""
        return self.called_harmful + self.in_doubt + self.called_harmless + self.left_open


@dataclass(frozen=True)
class Judgement(Summable):
    """Both sides, such as scams and genuine messages. A campaign wants `believed` and `rejected` to fall."""

    harmful: SideCounts = SideCounts()
    harmless: SideCounts = SideCounts()

    @property
    def believed(self) -> int:
        """Harmful messages called harmless."""
        return self.harmful.called_harmless

    @property
    def rejected(self) -> int:
        """Harmless messages called harmful."""
        return self.harmless.called_harmful

    def signal(self, cut: Cut) -> SignalDetection:
        """Return d′ and c of the group; a doubt counts as "harmful" with the cut `cautious`, not with `outright`."""
        doubt = cut == "cautious"
        hits = self.harmful.called_harmful + doubt * self.harmful.in_doubt
        false_alarms = self.harmless.called_harmful + doubt * self.harmless.in_doubt
        return signal_detection(hits, self.harmful.of, false_alarms, self.harmless.of)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.harmful + other.harmful, self.harmless + other.harmless)


def judgement(source: Counts | Record, sides: Sides = GENUINE_OR_SCAM) -> Judgement | None:
    """Return the sum of the verdicts on all messages of these two sides; None if the verdicts are unknown.

    `sides` are the harmless side and the harmful one. The verdicts on messages of other sides are never among them.
    """
    if source.categories is None or source.truths is None:
        return None
    harmless, harmful = sides
    found = {side: SideCounts() for side in sides}
    for question, truth in source.truths.items():
        if truth in found:
            people = source.categories[question]
            found[truth] += SideCounts(*(people.get(verdict, 0) for verdict in (harmful, DOUBT, harmless, NONE)))
    return Judgement(found[harmful], found[harmless])


def people_judging_wrong(record: Record) -> dict[str, Clusters]:
    """Return clusters of one person each by measure, with rows (2 · messages judged wrong, 2 · messages).

    There is a measure for each side that has messages, such as `believed` (scams called genuine) and `rejected`
    (genuine messages called scams). Numbers are doubled so that all sums are whole.
    """
    found = {}
    for truth in dict.fromkeys(record.truths.values()):
        measure = Measure.mistaken(truth)
        questions = [question for question, side in record.truths.items() if side == truth]
        n, m = record.n, len(questions)
        wrong = sum(map(record.mistaken, questions))
        spread = record.spreads[measure] if m > 1 else n
        squares = spread + 4 * m * wrong - n * m * m  # 4Σb² from Σ(2b − m)²
        across = 4 * m * wrong
        found[measure] = Clusters(n, (2 * wrong, 2 * n * m), ((squares, across), (across, 4 * n * m * m)))
    return found
