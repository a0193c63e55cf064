"""RememberedResult: what one browser remembers of how a quiz went.

The cookie keeps it as the list of its fields in their order: see `webapp/web/devices/device.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from quizlib import Result, Share, VerdictCounts


@dataclass(frozen=True)
class RememberedResult:
    """The coarse result of one quiz so far, in one month ("2026-11").

    `ratings` maps the id of a question to the step that was chosen. `earlier` is the reminder code of the first
    check-up, or empty. `refreshed` is how many of the two refreshers were taken. `others` has the verdicts on
    messages that are neither scams nor genuine, by side. `safely` is how many questions ended in a safe place.
    """

    month: str
    scams: VerdictCounts
    genuine: VerdictCounts
    safe: Share
    ratings: Mapping[str, int]
    done: bool
    earlier: str = ""
    refreshed: int = 0
    others: Mapping[str, VerdictCounts] = field(default_factory=dict)
    safely: Share = field(default_factory=Share)

    @classmethod
    def of(cls, result: Result, ratings: Mapping[str, int], safely: Share, *, month: str, done: bool) -> Self:
        """Return the part of a result that a browser may remember."""
        others = {side: counts for side, counts in result.verdicts.items() if side not in ("scam", "genuine")}
        return cls(
            month, result.scams, result.genuine, result.safe_choices, ratings, done, others=others, safely=safely
        )

    def same_as(self, other: RememberedResult) -> bool:
        """Return whether both have the same counts and ratings; month, earlier code and refreshers do not matter."""
        return self == replace(other, month=self.month, earlier=self.earlier, refreshed=self.refreshed)

    @property
    def result(self) -> Result:
        """The result, without the questions that were not right: a browser does not remember them."""
        verdicts = {"scam": self.scams, "genuine": self.genuine, **self.others}
        return Result(verdicts, self.safe, ())
