"""Paper: a view as an accessible PDF (PDF/UA-1) with words and tables, drawn by typst."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from webapp.report.figures.view import Row, Section, View
from webapp.report.output.rows import Provenance
from webapp.report.rules.figure import Figure
from webapp.report.rules.figure_text import basis_text, figure_text, interval_text
from webapp.report.wording.definitions import DEFINITIONS, RULES
from webapp.report.wording.messages import Translator
from webapp.report.wording.words import DayName, _

TEMPLATE = Path(__file__).with_name("report.typ")


class NoPdf(Exception):  # noqa: N818 - it says what there is not
    """The extra `pdf` is not installed."""


def as_pdf(view: View, translator: Translator, made: Provenance) -> bytes:
    """Return a view as a PDF. NoPdf if typst is not installed."""
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "pip install 'tryg-paa-nettet[webapp,pdf]'"
        raise NoPdf(message) from error
    data = json.dumps(document(view, translator, made), ensure_ascii=False)
    drawn = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    if not isinstance(drawn, bytes):  # a list only where pages are pictures
        message = "typst drew no PDF"
        raise TypeError(message)
    return drawn


def document(view: View, translator: Translator, made: Provenance) -> dict[str, Any]:
    """Return all words of a view as plain data. The template only sets them."""
    translate = translator.translate
    return {
        "lang": translator.language,
        "title": translate(view.title),
        "made": translate(_("Taken out on %(day)s, version %(version)s.", day=DayName(made.day), version=made.version)),
        "opening": [translate(words) for words in view.opening],
        "sections": [_section(section, translator) for section in view.sections],
        "about": translate(_("What the figures mean")),
        "silent": translate(_("What it does not show:")),
        "definitions": [[translate(words) for words in DEFINITIONS[measure]] for measure in view.measures],
        "rules": {
            "title": translate(_("The rules that all figures keep")),
            "texts": [translate(rule) for rule in RULES],
        },
    }


def _section(section: Section, translator: Translator) -> dict[str, Any]:
    translate = translator.translate
    rows = [_columns(row) for row in section.rows]
    measures = rows[0] if rows else []
    same = all(row == measures for row in rows)  # else each row names its figures itself
    heads = [translate(DEFINITIONS[measure].name) for measure in measures] if same else [translate(_("Figure"))]
    return {
        "title": translate(section.title),
        "lead": [translate(words) for words in section.lead],
        "empty": translate(section.empty) if section.empty is not None else "",
        "heads": [translate(_("What it is about")), *heads],
        "rows": [
            cells
            for row in section.rows
            for cells in ([_together(row, translator)] if same else _each(row, translator))
        ],
    }


def _columns(row: Row) -> list[str]:
    """Return the measures that have a column. A difference is in the column of the figure before it."""
    return [figure.measure for figure in row.figures if figure.kind != "difference"]


def _together(row: Row, translator: Translator) -> list[str]:
    """Return one line of the table: the label, a cell for each column, and the remark."""
    label = ": ".join(translator.translate(words) for words in (row.within, row.label) if words is not None)
    cells: dict[str, str] = {}
    for figure in row.figures:
        if figure.kind == "difference":
            last = next(reversed(cells))
            cells[last] += f". {translator.translate(DEFINITIONS[figure.measure].name)}: {_figure(figure, translator)}"
        else:
            cells[figure.measure] = _figure(figure, translator)
    return [label, *cells.values(), _remark(row, translator)]


def _each(row: Row, translator: Translator) -> list[list[str]]:
    label = translator.translate(row.label)
    names = [translator.translate(DEFINITIONS[figure.measure].name) for figure in row.figures]
    return [
        [
            label if name == label else f"{label}: {name}",
            _figure(figure, translator),
            _remark(row, translator) if last else "",
        ]
        for name, figure in zip(names, row.figures, strict=True)
        for last in [figure is row.figures[-1]]
    ]


def _remark(row: Row, translator: Translator) -> str:
    return " ".join(filter(None, (translator.translate(row.remark) if row.remark is not None else "", _address(row))))


def _address(row: Row) -> str:
    return row.link if row.link.startswith("https://") else ""


def _figure(figure: Figure, translator: Translator) -> str:
    """Return the value of a figure with its interval, the numbers behind it, and its notes."""
    translate = translator.translate
    limits, rests = interval_text(figure), basis_text(figure)
    return " ".join(
        part
        for part in (
            translate(figure_text(figure)),
            f"({translate(limits)})" if limits is not None else "",
            f"[{translate(rests)}]" if rests is not None and figure.shown else "",
            *(translate(note) for note in figure.notes),
        )
        if part
    )
