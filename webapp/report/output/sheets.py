"""Sheets: a view as CSV or as a spreadsheet. A text never becomes a formula there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from quizlib.authoring import BOM, safe_cell
from webapp.report.figures.view import View
from webapp.report.output.rows import Cell, Provenance, SheetLine, about, heads, lines
from webapp.report.output.sheet_charts import SheetCharts
from webapp.report.output.summary_sheet import SummarySheet
from webapp.report.wording.definitions import RULES
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.report.wording.words import Amount, _

OURS = "words"
"""The column that holds the words of this site alone, such as +0.52: nobody else typed them."""
WIDTHS = {"id": 34, "section": 26, "name": 30, "about": 46, "words": 34, "notes": 40, "withheld": 40, "basis": 26}


def as_csv(view: View, names: Names, translator: Translator, made: Provenance) -> bytes:
    """Return the figures of a view as CSV in UTF-8, with the decimal comma or point of the language."""
    found = (
        [cell if name == OURS else _safe(cell) for name, cell in zip(line._fields, line, strict=True)]
        for line in lines(view, names, translator, made)
    )
    return _csv([heads(translator), *found], translator)


def table_as_csv(rows: Iterable[Sequence[Cell]], translator: Translator) -> bytes:
    """Return any table as CSV, as that of a view."""
    return _csv(([_safe(cell) for cell in row] for row in rows), translator)


def _csv(rows: Iterable[Sequence[Cell]], translator: Translator) -> bytes:
    """Return rows whose texts are safe, in the form that a spreadsheet of this language reads."""
    comma = "," in translator.translate(Amount(0.5, 1))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if comma else ",")
    writer.writerows([_plain(cell, comma=comma) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def as_xlsx(
    view: View, names: Names, translator: Translator, made: Provenance, *, summary: View | None = None
) -> bytes:
    """Return the figures of a view as a spreadsheet: a sheet with the rows, one with charts, one about the figures.

    The first sheet is the `summary`, if there is one.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - nothing else needs it

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(data, options) as book:
        day = datetime.combine(made.day, time())  # no more is known of an export than its day
        book.set_properties({"title": translator.translate(view.title), "created": day})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        first = book.add_worksheet(translator.translate(summary.title)) if summary else None
        sheet = book.add_worksheet(translator.translate(_("Figures")))
        found = [heads(translator), *lines(view, names, translator, made)]
        for number, line in enumerate(found):
            for column, cell in enumerate(line):
                _write(sheet, number, column, cell, bold if number == 0 else None)
        for column, name in enumerate(SheetLine._fields):
            sheet.set_column(column, column, WIDTHS.get(name, 12))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(found) - 1, len(SheetLine._fields) - 1)
        places = {line.id: number for number, line in enumerate(found) if isinstance(line, SheetLine)}
        charts = SheetCharts(book, sheet, names, translator, places)
        charts.add(book.add_worksheet(translator.translate(_("Charts"))), view)
        if summary:
            below = SummarySheet(first, bold, wrapped, translator).fill(summary, made)
            charts.add_one(first, below, summary)
        notes = book.add_worksheet(translator.translate(_("About the figures")))
        for number, texts in enumerate(about(view, names, made, RULES, translator)):
            for column, text in enumerate(texts):
                notes.write_string(number, column, text, wrapped)
        notes.set_column(0, 0, 34)
        notes.set_column(1, 2, 70)
    return data.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, form: Any) -> None:  # noqa: ANN401 - xlsxwriter brings no types
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, form)
    elif cell is not None:
        sheet.write_number(row, column, cell, form)


def _safe(cell: Cell) -> Cell:
    return safe_cell(cell) if isinstance(cell, str) else cell


def _plain(cell: Cell, *, comma: bool) -> str:
    if isinstance(cell, int | float):
        text = f"{cell:.12g}"
        return text.replace(".", ",") if comma else text
    return cell or ""
