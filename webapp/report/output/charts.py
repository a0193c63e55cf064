"""Charts: how long and how high a figure is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from webapp.report.figures.view import Section
from webapp.report.rules.figure import Figure
from webapp.report.wording.words import Amount, MonthName, Words, _

STEPS = (0.1, 0.25, 0.5, 1.0)
"""The shares that a whole width can mean. A chart takes the smallest in which all its shares fit."""
FEELINGS = (1.0, 5.0)
HUNDRED = 100


class Point(NamedTuple):
    """A point in a chart with the ends of its interval, in percent of width and height."""

    x: float
    y: float
    top: float
    bottom: float


class ChartColumn(NamedTuple):
    """A column of a chart over time, in percent of width and height; `ends` are those of its interval."""

    x: float
    width: float
    height: float
    ends: tuple[float, float] | None
    running: bool

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return round(self.x + self.width / 2, 2)


def widest(figures: Iterable[Figure]) -> float:
    """Return the share, or the number of people, that the whole width means."""
    found = [figure for figure in figures if figure.drawn]
    most = max((max(figure.value or 0, figure.upper or 0) for figure in found), default=1.0)
    if all(figure.kind == "share" for figure in found):
        return next(step for step in STEPS if most <= step)
    return max(most, 1.0)


def scale(section: Section, measure: str) -> float:
    """Return what the whole width of the bars of a measure means. All shares of a section have one scale."""
    figures = list(section.figures)
    kind = next(figure.kind for figure in figures if figure.measure == measure)
    return widest(figure for figure in figures if figure.kind == kind)


def end(section: Section, measure: str) -> Words:
    """Return the label at the end of the axis: what the whole width means."""
    found = [figure for figure in section.figures if figure.measure == measure]
    most = scale(section, measure)
    return _("%(n)s of 100", n=Amount(most * HUNDRED)) if found[0].kind == "share" else Amount(most)


def length(value: float, most: float) -> float:
    """Return the length of a value in percent of the width, from 0 to 100."""
    return round(100 * min(max(value / most, 0), 1), 2)


def slope(figures: Sequence[Figure]) -> tuple[Point, Point] | None:
    """Return the points of before and after; None if one of the two has no interval."""
    before, after = figures[0], figures[1]
    if before.interval is None or after.interval is None:
        return None
    least, most = FEELINGS if before.kind == "steps" else (0.0, widest((before, after)))

    def height(value: float) -> float:
        return round(78 - 52 * (min(max(value, least), most) - least) / (most - least), 2)

    def point(x: float, figure: Figure) -> Point:
        return Point(x, height(figure.value or 0), height(figure.upper or 0), height(figure.lower or 0))

    return point(24, before), point(76, after)


def monthly(section: Section) -> list[str]:
    """Return the measures that are drawn over time: attendances, and each side of judging."""
    return list(dict.fromkeys(figure.measure for figure in section.figures if figure.kind != "people" and figure.drawn))


def columns(section: Section, measure: str) -> list[ChartColumn]:
    """Return the columns of a measure, one for each row that has a figure to draw."""
    most, width = scale(section, measure), 100 / max(len(section.rows), 1)
    found = []
    for index, row in enumerate(section.rows):
        for figure in row.figures:
            if figure.measure == measure and figure.drawn:
                ends = figure.interval and (length(figure.interval[0], most), length(figure.interval[1], most))
                place = round(width * (index + 0.2), 2)
                height = length(figure.value or 0, most)
                found.append(ChartColumn(place, round(width * 0.6, 2), height, ends, running=row.running))
    return found


def short(label: Words, translate: Callable[[Words], str]) -> str:
    """Return the name of a month, or the number of a week, short enough for a column."""
    text = translate(label)
    return text.split()[0][:3] if isinstance(label, MonthName) else text.split()[-1]
