"""Judgements: how people judged scams and genuine messages, as four counts for each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from quizlib.measures.group.answers import NONE
from quizlib.measures.group.counts import Counts
from quizlib.measures.group.sums import Addable
from quizlib.measures.group.tallies import WRONG
from quizlib.measures.record.records import Record
from quizlib.measures.statistics.clusters import Clusters
from quizlib.measures.statistics.signals import SignalDetection, signal_detection

Cut = Literal["cautious", "outright"]


@dataclass(frozen=True)
class Side(Addable):
    """How often messages of one kind were called a scam, left in doubt (a good answer), called genuine or left open."""

    called_scam: int = 0
    in_doubt: int = 0
    called_genuine: int = 0
    left_open: int = 0

    @property
    def of(self) -> int:
        """The number of messages to judge; open answers are included."""
        return self.called_scam + self.in_doubt + self.called_genuine + self.left_open


@dataclass(frozen=True)
class Judgement:
    """Both sides of judging. A campaign wants `scams_believed` and `genuine_rejected` to fall."""

    scams: Side = Side()
    genuine: Side = Side()

    @property
    def scams_believed(self) -> int:
        """Scams called genuine."""
        return self.scams.called_genuine

    @property
    def genuine_rejected(self) -> int:
        """Genuine messages called scams."""
        return self.genuine.called_scam

    def signal(self, cut: Cut) -> SignalDetection:
        """Return d′ and c of the group; a doubt counts as "scam" with the cut `cautious`, and not with `outright`."""
        doubt = cut == "cautious"
        hits = self.scams.called_scam + doubt * self.scams.in_doubt
        false_alarms = self.genuine.called_scam + doubt * self.genuine.in_doubt
        return signal_detection(hits, self.scams.of, false_alarms, self.genuine.of)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.scams + other.scams, self.genuine + other.genuine)


def judgement(source: Counts | Record) -> Judgement | None:
    """Return the sum of the verdicts on all judged messages; None if the verdicts are unknown."""
    if source.categories is None or source.truths is None:
        return None
    sides = {"scam": Side(), "genuine": Side()}
    for question, truth in source.truths.items():
        people = source.categories[question]
        sides[truth] += Side(*(people.get(verdict, 0) for verdict in ("scam", "unsure", "genuine", NONE)))
    return Judgement(sides["scam"], sides["genuine"])


def people_judging_wrong(record: Record) -> dict[str, Clusters]:
    """Return clusters of one person each by measure, with rows (2 · messages judged wrong, 2 · messages).

    The measures are `believed` (scams called genuine) and `rejected` (genuine messages called scams); a side without
    messages is left out. Numbers are doubled so that all sums are whole.
    """
    found = {}
    for truth, (measure, verdict) in WRONG.items():
        questions = [question for question, what in record.truths.items() if what == truth]
        if questions:
            n, m = record.n, len(questions)
            wrong = sum(record.categories[question].get(verdict, 0) for question in questions)
            spread = record.spreads[measure] if m > 1 else n
            squares = spread + 4 * m * wrong - n * m * m  # 4Σb² from Σ(2b − m)²
            across = 4 * m * wrong
            found[measure] = Clusters(n, (2 * wrong, 2 * n * m), ((squares, across), (across, 4 * n * m * m)))
    return found
