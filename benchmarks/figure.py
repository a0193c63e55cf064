"""Figure: a measured value beside its limit, and the table of them."""

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


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines with columns."""
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(row[:3], widths, strict=False)]
    numbers = [cell.rjust(width) for cell, width in zip(row[3:], widths[3:], strict=True)]
    return "  ".join([*words, *numbers]).rstrip()


def _short(value: float) -> str:
    """Return a number with three digits that say something."""
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3f}"
