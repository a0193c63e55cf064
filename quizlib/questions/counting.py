"""Counting: how answers to a question are counted; each question type gives its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from quizlib.texts.judge import JUDGES
from quizlib.texts.message import Truth


@dataclass(frozen=True)
class Counting:
    """The categories of a question in the order shown, each with its score (0 if nothing is marked).

    `by` says what the category of an answer is: its response, its score as text, or whether it is right ("1" or "0").
    `parts` are options or signs; each is counted by itself, chosen or not. A question with parts is counted by right
    or not, because parts and scores together would show nearly every response. `truth` is the side of the message
    that a verdict judges, and `sides` are both sides of its judge; `scale` is the scale of a rating.
    """

    by: Literal["response", "score", "right"]
    scores: Mapping[str, float]
    parts: tuple[str, ...] = ()
    truth: Truth | None = None
    scale: str | None = None
    sides: tuple[str, str] = JUDGES[0].pair

    @classmethod
    def by_score(cls, scores: Iterable[float]) -> Self:
        """Return a counting by these scores."""
        return cls("score", {score_text(score): score for score in scores})

    @classmethod
    def by_parts(cls, parts: Iterable[str]) -> Self:
        """Return a counting of each part, and of the whole as right or not."""
        return cls("right", {score_text(score): score for score in (0, 1)}, tuple(parts))


def score_text(score: float) -> str:
    """Return the category name of a score: "1" for 1, "0.333333" for a third."""
    return f"{score:g}"  # scores have six decimals, so nothing is lost


def distinct(scores: Iterable[float]) -> tuple[float, ...]:
    """Return the scores rounded to six decimals as marking does, without duplicates, ascending."""
    return tuple(sorted({round(score, 6) for score in scores}))
