"""Outcome: a marked response, with how many of its parts are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from quizlib.questions.response import Response
from quizlib.texts.text import Text


@dataclass(frozen=True)
class Share:
    """A number of right answers, or of right parts of one answer, and the number that they are among."""

    right: int = 0
    of: int = 0

    @classmethod
    def among(cls, parts: Iterable[bool]) -> Self:
        """Return the share of parts that are right."""
        known = list(parts)
        return cls(sum(known), len(known))


@dataclass(frozen=True)
class Outcome:
    """A response, marked: `score` from 0 to 1, rounded to six decimals (None where nothing is right or wrong).

    `feedback` holds the author's words about this response, by option id (for a verdict: by the verdict). `parts` is
    how many parts of the response are as they should be, where it has several that are right or wrong by themselves.
    All are right if, and only if, the score is 1.
    """

    response: Response
    score: float | None
    feedback: Mapping[str, Text] = field(default_factory=dict, hash=False)
    parts: Share | None = None
