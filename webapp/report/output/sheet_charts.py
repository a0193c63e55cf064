"""Sheet charts: native charts of a spreadsheet, drawn from its cells, each with the intervals of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.report.figures.view import View
from webapp.report.output.looks import LOOKS, meaning
from webapp.report.output.rows import SheetLine
from webapp.report.rules.figure import Figure
from webapp.report.rules.findings import spread
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _

HIGH, PIXELS = 22, 20
"""The rows from one chart to the next, and the height of a row."""
SHARE, PEOPLE = "0 %", "#,##0"


@dataclass(frozen=True)
class SheetCharts:
    """Draws the figures of the sheet `cells` of a book; `places` are their rows by id, from 0."""

    book: Any
    cells: Any
    names: Names
    translator: Translator
    places: Mapping[str, int]

    def add(self, sheet: Any, view: View) -> None:  # noqa: ANN401 - xlsxwriter brings no types
        """Put a chart of each measure of each section onto a sheet, where it has two figures or more to draw."""
        at = 0
        for section in view.sections:
            for measure in section.measures:
                found = [figure for figure in section.figures if figure.measure == measure and figure.drawn]
                if len(found) > 1:
                    name = self.names.definitions[measure].name
                    finding = section.finding
                    title = finding.words if finding and measure in finding.measures else spread(name, found)
                    below = _("%(title)s: %(name)s", title=section.title, name=name)
                    series = self._series(self.translator.translate(name), found)
                    sheet.insert_chart(at, 0, self._chart(title, below, [series], found[0].kind))
                    at += HIGH

    def add_one(self, sheet: Any, at: int, view: View) -> None:  # noqa: ANN401 - as above
        """Put the first section that compares shares onto a sheet as one chart, from row `at`."""
        for section in view.sections:
            columns = [found for found in zip(*(row.figures for row in section.rows), strict=False) if _compared(found)]
            if columns:
                ends = section.ends if section.drawn == "slopes" else None
                words = [LOOKS[meaning(found[0].measure)].word for found in columns] if ends is None else ends
                names = [self.translator.translate(word) for word in words]
                series = [self._series(name, found) for name, found in zip(names, columns, strict=False)]
                if ends:  # both have one colour: what was before is empty
                    series[0] |= {"fill": {"color": LOOKS["open"].colour}, "border": series[0]["fill"]}
                sheet.insert_chart(at, 0, self._chart(section.headline, section.title, series, "share"))
                return

    def _series(self, name: str, found: Sequence[Figure]) -> dict[str, Any]:
        series: dict[str, Any] = {
            "name": name,
            "categories": self._cells("about", found),
            "values": self._cells("value", found),
            "fill": {"color": LOOKS[meaning(found[0].measure)].colour},
            "border": {"color": "#333333"},
        }
        if all(figure.interval for figure in found):
            series["y_error_bars"] = {
                "type": "custom",
                "plus_values": [round((one.upper or 0) - (one.value or 0), 4) for one in found],
                "minus_values": [round((one.value or 0) - (one.lower or 0), 4) for one in found],
            }
        return series

    def _chart(self, title: Words, below: Words, several: Sequence[dict[str, Any]], kind: str) -> Any:  # noqa: ANN401 - as above
        """Return a chart with a title that says what it shows; its axis says what was measured."""
        chart, translate = self.book.add_chart({"type": "bar"}), self.translator.translate
        for series in several:
            chart.add_series(series)
        chart.set_title({"name": translate(title), "name_font": {"size": 12}})
        chart.set_legend({"none": True} if len(several) == 1 else {"position": "bottom"})
        chart.set_y_axis({"reverse": True})
        measured = {"name": translate(below), "name_font": {"bold": False}}
        chart.set_x_axis({"num_format": SHARE if kind == "share" else PEOPLE, "min": 0, **measured})
        chart.set_size({"width": 900, "height": (HIGH - 2) * PIXELS})
        return chart

    def _cells(self, column: str, found: Sequence[Figure]) -> str:
        """Return the formula of the cells of figures in a column."""
        sheet, letter = self.cells.get_name(), chr(ord("A") + SheetLine._fields.index(column))
        return "=(" + ",".join(f"'{sheet}'!${letter}${self.places[figure.id] + 1}" for figure in found) + ")"


def _compared(found: Sequence[Figure]) -> bool:
    """Return whether these are several shares that can be drawn."""
    return len(found) > 1 and all(figure.drawn and figure.kind == "share" for figure in found)
