"""Paper: a view as an accessible PDF (PDF/UA-1) with words and tables, drawn by typst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from webapp.report.figures.view import Row, Section, View
from webapp.report.output.pictures import Picture
from webapp.report.output.rows import MADE_UP, Provenance
from webapp.report.rules.figure import Figure
from webapp.report.rules.figure_text import basis_text, figure_text, interval_text
from webapp.report.wording.definitions import RULES
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.report.wording.words import DayName, _
from webapp.typeset import typeset

TEMPLATE = Path(__file__).with_name("report.typ")
CHARTS = frozenset({"slopes", "stacks", "bars"})
"""The sections that are drawn as pictures; a brief view has the picture in place of the table."""


def as_pdf(view: View, names: Names, translator: Translator, made: Provenance) -> bytes:
    """Return a view as a PDF. NotInstalled if typst is not installed."""
    return typeset(TEMPLATE, document(view, names, translator, made))


def document(view: View, names: Names, translator: Translator, made: Provenance) -> dict[str, Any]:
    """Return all words of a view as plain data. The template only sets them.

    Paper has the sections that a page shows open; the others are in the spreadsheet.
    """
    translate = translator.translate
    shorter = any(section.folded for section in view.sections)
    view = replace(view, sections=tuple(section for section in view.sections if not section.folded))
    return {
        "lang": translator.language,
        "title": translate(view.title),
        "made": translate(_("Taken out on %(day)s, version %(version)s.", day=DayName(made.day), version=made.version)),
        "made_up": translate(MADE_UP) if made.made_up else "",
        "opening": [translate(words) for words in view.opening],
        "brief": view.brief,
        "more": translate(_("All other figures are on the page and in the spreadsheet.")) if shorter else "",
        "sections": [
            _section(section, names, translator)
            | _picture(Picture(section, names, translator, made) if section.drawn in CHARTS else None)
            for section in view.sections
        ],
        "about": translate(_("What the figures mean")),
        "silent": translate(_("What it does not show:")),
        "definitions": [
            [translate(words) for words in names.definitions[measure]] for measure in view.measures if not view.brief
        ],
        "rules": {
            "title": translate(_("The rules that all figures keep")),
            "texts": [translate(rule) for rule in RULES],
        },
    }


def _picture(picture: Picture | None) -> dict[str, str]:
    """Return the picture of a section with its alternative text; both are empty if it has none."""
    if picture is None or not picture.bars:
        return {"picture": "", "described": ""}
    return {"picture": picture.svg(), "described": picture.described}


def _section(section: Section, names: Names, translator: Translator) -> dict[str, Any]:
    translate = translator.translate
    columns = section.columns
    heads = [translate(names.definitions[measure].name) for measure in columns] or [translate(_("Figure"))]
    return {
        "title": translate(section.headline),
        "measured": translate(section.measured) if section.measured is not None else "",
        "lead": [translate(words) for words in section.lead],
        "empty": translate(section.empty) if section.empty is not None else "",
        "heads": [translate(_("What it is about")), *heads],
        "rows": [
            cells
            for row in section.rows
            for cells in ([_together(row, columns, names, translator)] if columns else _each(row, names, translator))
        ],
    }


def _together(row: Row, columns: Sequence[str], names: Names, translator: Translator) -> list[str]:
    """Return one line of the table: the label, a cell for each column, and the remark."""
    label = ": ".join(translator.translate(words) for words in (row.within, row.label) if words is not None)
    cells: dict[str, str] = {}
    for figure in row.all_figures:
        if figure.kind == "difference":
            last = next(reversed(cells))
            name = translator.translate(names.definitions[figure.measure].name)
            cells[last] += f". {name}: {_figure(figure, translator)}"
        else:
            cells[figure.measure] = _figure(figure, translator)
    return [label, *(cells.get(measure, "") for measure in columns), _remark(row, translator)]


def _each(row: Row, names: Names, translator: Translator) -> list[list[str]]:
    label = translator.translate(row.label)
    named = [translator.translate(names.definitions[figure.measure].name) for figure in row.all_figures]
    return [
        [
            label if name == label else f"{label}: {name}",
            _figure(figure, translator),
            _remark(row, translator) if last else "",
        ]
        for name, figure in zip(named, row.all_figures, strict=True)
        for last in [figure is row.all_figures[-1]]
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
