"""Counting: what answers to a question are counted by, as each question type says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from quizlib.texts.message import Truth


@dataclass(frozen=True)
class Counting:
    """The categories of a question in the order shown, each with its score (0 where nothing is marked).

    A category is what was responded, the text of the score, or whether it was `right`. `parts` are counted each for
    itself, whether it was among the responses; the question is then `right` or not, for between its parts and its score
    nearly every response would show. `truth` is what a verdict is given on, `scale` what a rating rates.
    """

    by: Literal["response", "score", "right"]
    scores: Mapping[str, float]
    parts: tuple[str, ...] = ()
    truth: Truth | None = None
    scale: Literal["worry", "mastery"] | None = None

    @classmethod
    def by_score(cls, scores: Iterable[float]) -> Self:
        """Return what is counted by these scores."""
        return cls("score", {score_text(score): score for score in scores})

    @classmethod
    def by_parts(cls, parts: Iterable[str]) -> Self:
        """Return what is counted part by part, and as right or not."""
        return cls("right", {score_text(score): score for score in (0, 1)}, tuple(parts))


def score_text(score: float) -> str:
    """Return a score as the name of a category: 1 as "1", a third as "0.333333"."""
    return f"{score:g}"  # scores have six decimals, so nothing is lost


def distinct(scores: Iterable[float]) -> tuple[float, ...]:
    """Return scores as marking rounds them, each once, ascending."""
    return tuple(sorted({round(score, 6) for score in scores}))
