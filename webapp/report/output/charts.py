"""Scales: how long and how high a figure is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from webapp.report.figures.view import Section
from webapp.report.rules.figure import Figure
from webapp.report.wording.words import Amount, Percent, Words, _

STEPS = (0.1, 0.25, 0.5, 1.0)
"""What the whole width may stand for, of shares: the least that holds them all."""
FEELINGS = (1.0, 5.0)
TEN = 10


class Point(NamedTuple):
    """Where something is drawn, in percent of width and height."""

    x: float
    y: float


def drawn(figure: Figure) -> bool:
    """Say whether a bar tells something of a figure: of a part of a whole, or of a number of people."""
    return figure.kind in {"share", "people"}


def widest(figures: Iterable[Figure]) -> float:
    """Return what the whole width stands for, of shares or of numbers of people."""
    found = [figure for figure in figures if figure.value is not None and drawn(figure)]
    most = max((max(figure.value or 0, figure.upper or 0) for figure in found), default=1.0)
    if all(figure.kind == "share" for figure in found):
        return next(step for step in STEPS if most <= step)
    return max(most, 1.0)


def scale(section: Section, measure: str) -> float:
    """Return what the whole width of a measure's bars stands for: shares of one section are all drawn alike."""
    figures = list(section.figures)
    kind = next(figure.kind for figure in figures if figure.measure == measure)
    return widest(figure for figure in figures if figure.kind == kind)


def end(section: Section, measure: str, most: float | None = None) -> Words:
    """Return what stands at the end of the axis, the whole width unless `most` is given."""
    found = [figure for figure in section.figures if figure.measure == measure]
    most = scale(section, measure) if most is None else most
    if found[0].kind == "people":
        return Amount(most)
    if any(figure.interval for figure in found):
        return Percent(most)
    return _("%(n)s in 10", n=Amount(most * TEN))


def length(value: float, most: float) -> float:
    """Return a value's share of the width in percent, kept inside."""
    return round(100 * min(max(value / most, 0), 1), 2)


def slope(figures: Sequence[Figure]) -> tuple[Point, Point] | None:
    """Return where before and after are drawn; None where they are not known."""
    before, after = figures[0].value, figures[1].value
    if before is None or after is None:
        return None
    least, most = FEELINGS if figures[0].kind == "steps" else (0.0, max(before, after, 1.0))
    left, right = (round(78 - 52 * (value - least) / (most - least), 2) for value in (before, after))
    return Point(16, left), Point(84, right)


def highest(section: Section, measure: str) -> float:
    """Return what the whole height stands for: of people their greatest number, of shares the same for all."""
    found = [figure for figure in section.figures if figure.measure == measure]
    shares = found[0].kind == "share"
    return widest(figure for figure in section.figures if figure.kind == "share") if shares else widest(found)


def over_time(section: Section, measure: str, aside: float = 0) -> list[tuple[Figure, float, float]]:
    """Return each month's figure with its place from left to right, and its height in percent.

    `aside` moves it by a share of a month, so that two of a month do not hide each other.
    """
    found = [figure for figure in section.figures if figure.measure == measure]
    most = highest(section, measure)
    width = 100 / max(len(found), 1)
    return [
        (figure, round(width * (index + 0.5 + aside), 2), length(figure.value or 0, most))
        for index, figure in enumerate(found)
    ]
