"""Chart: bars as a native chart of a slide, each with its interval and its number, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.point import Point
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from webapp.report.figures.view import Section
from webapp.report.output.bars import Bar, described
from webapp.report.output.charts import scale
from webapp.report.output.looks import LOOKS, meaning
from webapp.report.output.slides.page import INK, Page
from webapp.report.rules.figure import Figure

PATTERNS = {"stripes": MSO_PATTERN.WIDE_UPWARD_DIAGONAL, "dots": MSO_PATTERN.PERCENT_20}
PALE, PAPER = RGBColor(0xE3, 0xEF, 0xF1), RGBColor(0xFF, 0xFF, 0xFF)
ROOM = 1.45
"""How many times as wide as the longest bar the chart is, so that numbers have room beside it."""
TIGHT, LARGE, SMALL = 12, 14, 11
"""With more bars than `TIGHT` there is no room for what a number rests on; the sizes of letters in points."""
HALO, LINE = Pt(5), Pt(2)
"""How wide the line of an interval is, and the white one behind it that shows it on a dark bar."""
SHARE, PEOPLE = "0%", "#,##0"
Ends = tuple[float | None, float | None, float | None]
"""The upper end of an interval, where its line is fixed, and the lower end."""


def add_chart(page: Page, section: Section, found: Sequence[Bar], names: tuple[str, str], box: Sequence[int]) -> Chart:
    """Add the bars of a section to a slide, in a box of left, top, width and height; it tells them in words too.

    `names` are those of the two columns of numbers that the chart holds: of the values, and of the ends of their
    intervals. The second is not seen: it carries the numbers, so that they begin where the interval ends.
    """
    share = found[0].figure.kind == "share"
    data = CategoryChartData(number_format=SHARE if share else PEOPLE)
    tight = len(found) > TIGHT
    data.categories = [bar.label if tight or not bar.basis else f"{bar.label}\n{bar.basis}" for bar in found]
    data.add_series(names[0], [bar.figure.value for bar in found])
    data.add_series(names[1], [_end(bar.figure) for bar in found])
    frame = page.slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *map(Emu, box), data)
    shape = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 - python-pptx has no alternative text
    shape.set("descr", described(found))
    chart: Chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(LARGE), INK
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    _axes(chart, max(scale(section, bar.figure.measure) for bar in found) * ROOM)
    values, ends = plot.series
    for number, bar in enumerate(found):
        _paint(values.points[number], bar.figure)
        _tell(page, ends.points[number], bar, tight=tight)
    ends.format.fill.background()
    ends.format.line.fill.background()
    drawn = [bar.figure for bar in found]
    _lines(values, [(figure.upper, figure.value, figure.lower) for figure in drawn], PAPER, HALO)
    _lines(ends, [(figure.upper, figure.upper, figure.lower) for figure in drawn], INK, LINE)
    return chart


def _end(figure: Figure) -> float | None:
    return figure.value if figure.upper is None else max(figure.upper, figure.value or 0)


def _axes(chart: Chart, most: float) -> None:
    """Show the labels alone, the first at the top: every bar has its number beside it."""
    labels, values = chart.category_axis, chart.value_axis
    labels.reverse_order = True
    labels.major_tick_mark = XL_TICK_MARK.NONE
    labels.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    labels.format.line.color.rgb = INK
    labels.tick_labels.font.size = Pt(SMALL + 1)
    values.visible = values.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale = 0, most


def _paint(point: Point, figure: Figure) -> None:
    look, fill = LOOKS[meaning(figure.measure)], point.format.fill
    colour = RGBColor.from_string(look.colour.removeprefix("#").upper())
    if look.pattern in PATTERNS:
        fill.patterned()
        fill.pattern = PATTERNS[look.pattern]
        front, back = (colour, PALE) if look.pattern == "stripes" else (PAPER, colour)
        fill.fore_color.rgb, fill.back_color.rgb = front, back
    else:
        fill.solid()
        fill.fore_color.rgb = colour
    point.format.line.color.rgb, point.format.line.width = INK, Pt(0.75)


def _tell(page: Page, point: Point, bar: Bar, *, tight: bool) -> None:
    """Write the number of a bar and its interval to the right of it."""
    label = point.data_label
    label.position = XL_LABEL_POSITION.OUTSIDE_END
    frame = label.text_frame
    frame.word_wrap = False
    if tight or not bar.limits:
        page.write(frame, [(bar.told, SMALL if tight else LARGE, True)])
    else:
        page.write(frame, [(bar.number, LARGE, True), (f"({bar.limits})", SMALL, False)])


def _lines(series: BarSeries, found: Sequence[Ends], colour: RGBColor, width: int) -> None:
    """Draw a line for each bar from one end of its interval to the other; python-pptx has no words for that."""
    if not any(upper for upper, _at, _lower in found):
        return
    plus = [(upper or 0) - (at or 0) if upper else 0 for upper, at, _lower in found]
    minus = [(at or 0) - (lower or 0) if upper else 0 for upper, at, lower in found]
    drawn = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{_numbers(plus)}</c:plus><c:minus>{_numbers(minus)}</c:minus>"
        f'<c:spPr><a:ln w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series._element.find("{*}cat").addprevious(drawn)  # noqa: SLF001 - as above


def _numbers(values: Sequence[float]) -> str:
    told = (round(max(value, 0), 4) for value in values)
    points = "".join(f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, value in enumerate(told))
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
