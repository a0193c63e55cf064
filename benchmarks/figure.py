"""Figure: a measured value beside its limit, and the line in which it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured for a goal: ours and the limit's own figure, both in `unit` and from the same run.

    The goal is met when ours is at most `bound` times the limit, or with `at_least`, no less than that.
    """

    goal: str
    what: str
    limit: float
    ours: float
    unit: str
    bound: float = 1.0
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        allowed = self.bound * self.limit
        return self.ours >= allowed if self.at_least else self.ours <= allowed

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        ratio = f"{self.ours / self.limit:.2f}" if self.limit else "–"
        bound = f"{'≥' if self.at_least else '≤'} {self.bound:.2f}"
        met = "met" if self.met else "NOT MET"
        return (self.goal, self.what, self.unit, _short(self.limit), _short(self.ours), ratio, bound, met)


HEADINGS = ("goal", "what", "unit", "limit", "ours", "ratio", "bound", "")
WIDTHS = (4, 67, 13, 7, 7, 6, 6, 7)


def line(cells: Sequence[str]) -> str:
    """Return cells as a line with columns."""
    words = [cell.ljust(width) for cell, width in zip(cells[:3], WIDTHS, strict=False)]
    numbers = [cell.rjust(width) for cell, width in zip(cells[3:], WIDTHS[3:], strict=True)]
    return "  ".join([*words, *numbers]).rstrip()


def _short(value: float) -> str:
    """Return a number with three digits that say something."""
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3f}"
