"""Sheets: a view as CSV or as a spreadsheet. A text never becomes a formula there."""

from __future__ import annotations

import csv
import io
from typing import Any

from webapp.report.figures.view import View
from webapp.report.output.rows import Cell, Provenance, SheetLine, about, heads, lines
from webapp.report.wording.definitions import RULES
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.report.wording.words import Amount, _

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""The first characters by which a spreadsheet recognises a formula."""
WIDTHS = {"id": 34, "section": 26, "name": 30, "about": 46, "words": 34, "notes": 40, "withheld": 40, "basis": 26}


def as_csv(view: View, names: Names, translator: Translator) -> bytes:
    """Return the figures of a view as CSV in UTF-8, with the decimal comma or point of the language."""
    comma = "," in translator.translate(Amount(0.5, 1))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if comma else ",")
    writer.writerow(heads(translator))
    for line in lines(view, names, translator):
        writer.writerow([_plain(cell, comma=comma) for cell in line])
    return (BOM + text.getvalue()).encode()


def as_xlsx(view: View, names: Names, translator: Translator, made: Provenance) -> bytes:
    """Return the figures of a view as a spreadsheet: one sheet with the rows, one about the figures."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - nothing else needs it

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(data, options) as book:
        book.set_properties({"title": translator.translate(view.title)})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(translator.translate(_("Figures")))
        found = [heads(translator), *lines(view, names, translator)]
        for number, line in enumerate(found):
            for column, cell in enumerate(line):
                _write(sheet, number, column, cell, bold if number == 0 else None)
        for column, name in enumerate(SheetLine._fields):
            sheet.set_column(column, column, WIDTHS.get(name, 12))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(found) - 1, len(SheetLine._fields) - 1)
        notes = book.add_worksheet(translator.translate(_("About the figures")))
        for number, texts in enumerate(about(view, made, RULES, translator)):
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


def _plain(cell: Cell, *, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    text = f"{cell:g}" if isinstance(cell, float) else str(cell)
    return text.replace(".", ",") if comma else text
