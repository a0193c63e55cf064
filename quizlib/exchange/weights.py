"""Weights: the points that other programs give for each answer, as a quiz gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizlib.exchange.item import Kind
from quizlib.say import say

WHOLE = 100
NEARLY = 0.5  # percent: three times 33.33 is a whole


@dataclass(frozen=True)
class Weighed:
    """The fraction of each answer, and sentences about what was changed."""

    fractions: tuple[float, ...]
    notes: tuple[str, ...] = ()


def weighed(kind: Kind, percents: Sequence[float]) -> Weighed:
    """Return the fractions for percents of full marks: of one choice as they are, of several only right or not.

    Where several may be chosen, `net` takes wrong choices away from right ones. Other points have no equal here.
    """
    return _of_one(percents) if kind == "single_choice" else _of_several(percents)


def _of_one(percents: Sequence[float]) -> Weighed:
    notes = []
    if any(percent < 0 for percent in percents):
        notes.append(say("an answer takes points away: here it gives none"))
    fractions = (min(1.0, max(0.0, percent / WHOLE)) for percent in percents)
    return Weighed(tuple(round(fraction, 4) for fraction in fractions), tuple(notes))


def _of_several(percents: Sequence[float]) -> Weighed:
    right = [percent for percent in percents if percent > 0]
    wrong = [percent for percent in percents if percent <= 0]
    fractions = tuple(float(percent > 0) for percent in percents)
    if not right:
        return Weighed(fractions)
    notes = []
    total = sum(right)
    if abs(total - WHOLE) > NEARLY:
        notes.append(say("the points of the right answers are {total} % together, not 100", total=f"{total:g}"))
    elif max(right) - min(right) > NEARLY:
        notes.append(say("the right answers give different points: here they all give the same"))
    share = WHOLE / len(right)
    if any(abs(percent + share) > NEARLY for percent in wrong):
        notes.append(say("points for wrong answers are not kept: here a wrong one takes a right one away"))
    return Weighed(fractions, tuple(notes))
