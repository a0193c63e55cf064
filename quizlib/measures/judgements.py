"""Judgements: how scams and genuine messages were told apart, in four counts on each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from quizlib.measures.answers import NONE, Truth
from quizlib.measures.clusters import Clusters
from quizlib.measures.counts import Counts
from quizlib.measures.records import Record
from quizlib.measures.signals import SignalDetection, signal_detection
from quizlib.measures.sums import Addable

Cut = Literal["cautious", "outright"]


@dataclass(frozen=True)
class Side(Addable):
    """How often messages of one kind were called a scam, left in doubt (a good answer), called genuine, left open."""

    called_scam: int = 0
    in_doubt: int = 0
    called_genuine: int = 0
    left_open: int = 0

    @property
    def of(self) -> int:
        """How many there were to judge: what is left open never makes it fewer."""
        return self.called_scam + self.in_doubt + self.called_genuine + self.left_open


@dataclass(frozen=True)
class Judgement:
    """Both sides of judging. What should fall: `scams_believed` and `genuine_rejected`."""

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
        """Return d′ and c of the group, doubt counted as calling it a scam (`cautious`) or not (`outright`)."""
        doubt = cut == "cautious"
        hits = self.scams.called_scam + doubt * self.scams.in_doubt
        false_alarms = self.genuine.called_scam + doubt * self.genuine.in_doubt
        return signal_detection(hits, self.scams.of, false_alarms, self.genuine.of)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.scams + other.scams, self.genuine + other.genuine)


def judgement(source: Counts | Record) -> Judgement | None:
    """Add up the verdicts on all judged messages; None if the verdicts are not known."""
    if source.categories is None or source.truths is None:
        return None
    sides = {"scam": Side(), "genuine": Side()}
    for question, truth in source.truths.items():
        people = source.categories[question]
        sides[truth] += Side(*(people.get(verdict, 0) for verdict in ("scam", "unsure", "genuine", NONE)))
    return Judgement(sides["scam"], sides["genuine"])


def people_believing(record: Record) -> Clusters | None:
    """Return people as clusters of one, in (scams not caught even by doubt, scams): for *scams believed*.

    What was left open is not caught either, so this is the interval's basis where little was left open.
    """
    if record.cuts is None:
        return None
    n, scams, sums = record.n, _messages(record, "scam"), record.cuts["cautious"]
    missed = n * scams - sums.h
    squares = n * scams**2 - 2 * scams * sums.h + sums.hh
    return Clusters(n, (missed, n * scams), ((squares, scams * missed), (scams * missed, n * scams**2)))


def people_rejecting(record: Record) -> Clusters | None:
    """Return people as clusters of one, in (genuine messages called scams, genuine messages): *genuine rejected*."""
    if record.cuts is None:
        return None
    n, genuine, sums = record.n, _messages(record, "genuine"), record.cuts["outright"]
    return Clusters(n, (sums.f, n * genuine), ((sums.ff, genuine * sums.f), (genuine * sums.f, n * genuine**2)))


def _messages(record: Record, truth: Truth) -> int:
    return list((record.truths or {}).values()).count(truth)
