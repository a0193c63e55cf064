"""Charts: how long and how high a figure is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from webapp.report.figures.view import Section
from webapp.report.rules.figure import Figure
from webapp.report.wording.words import Amount, Percent, Words, _

STEPS = (0.1, 0.25, 0.5, 1.0)
"""The shares that a whole width can mean. A chart takes the smallest in which all its shares fit."""
FEELINGS = (1.0, 5.0)
TEN = 10


class Point(NamedTuple):
    """A point in a chart, in percent of width and height."""

    x: float
    y: float


def drawn(figure: Figure) -> bool:
    """Return whether a figure is drawn as a bar: a share or a number of people is."""
    return figure.kind in {"share", "people"}


def widest(figures: Iterable[Figure]) -> float:
    """Return the share, or the number of people, that the whole width means."""
    found = [figure for figure in figures if figure.value is not None and drawn(figure)]
    most = max((max(figure.value or 0, figure.upper or 0) for figure in found), default=1.0)
    if all(figure.kind == "share" for figure in found):
        return next(step for step in STEPS if most <= step)
    return max(most, 1.0)


def scale(section: Section, measure: str) -> float:
    """Return what the whole width of the bars of a measure means. All shares of a section have one scale."""
    figures = list(section.figures)
    kind = next(figure.kind for figure in figures if figure.measure == measure)
    return widest(figure for figure in figures if figure.kind == kind)


def end(section: Section, measure: str, most: float | None = None) -> Words:
    """Return the label at the end of the axis: `most`, or what the whole width means."""
    found = [figure for figure in section.figures if figure.measure == measure]
    most = scale(section, measure) if most is None else most
    if found[0].kind == "people":
        return Amount(most)
    if any(figure.interval for figure in found):
        return Percent(most)
    return _("%(n)s in 10", n=Amount(most * TEN))


def length(value: float, most: float) -> float:
    """Return the length of a value in percent of the width, from 0 to 100."""
    return round(100 * min(max(value / most, 0), 1), 2)


def slope(figures: Sequence[Figure]) -> tuple[Point, Point] | None:
    """Return the points of before and after; None if one of the two is withheld."""
    before, after = figures[0].value, figures[1].value
    if before is None or after is None:
        return None
    least, most = FEELINGS if figures[0].kind == "steps" else (0.0, max(before, after, 1.0))
    left, right = (round(78 - 52 * (value - least) / (most - least), 2) for value in (before, after))
    return Point(16, left), Point(84, right)


def highest(section: Section, measure: str) -> float:
    """Return what the whole height means: the largest number of people, or one scale for all shares."""
    found = [figure for figure in section.figures if figure.measure == measure]
    shares = found[0].kind == "share"
    return widest(figure for figure in section.figures if figure.kind == "share") if shares else widest(found)


def over_time(section: Section, measure: str, aside: float = 0) -> list[tuple[Figure, float, float]]:
    """Return the figure of each month with its place from left to right and its height, both in percent.

    `aside` moves all of them by a part of a month, so that two figures of one month do not hide each other.
    """
    found = [figure for figure in section.figures if figure.measure == measure]
    most = highest(section, measure)
    width = 100 / max(len(found), 1)
    return [
        (figure, round(width * (index + 0.5 + aside), 2), length(figure.value or 0, most))
        for index, figure in enumerate(found)
    ]
