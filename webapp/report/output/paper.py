"""Paper: a view as an accessible PDF (PDF/UA-1), the same figures in words and tables; typst draws it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from webapp.report.figures.view import Row, Section, View
from webapp.report.output.rows import Provenance
from webapp.report.rules.figure import Figure
from webapp.report.rules.figure_text import interval, rests_on, said
from webapp.report.wording.definitions import DEFINITIONS, RULES
from webapp.report.wording.messages import Speech
from webapp.report.wording.words import Day, _

TEMPLATE = Path(__file__).with_name("report.typ")


class NoPdf(Exception):  # noqa: N818 - it says what there is not
    """The extra `pdf` is not installed."""


def as_pdf(view: View, speech: Speech, made: Provenance) -> bytes:
    """Return a view as a PDF; NoPdf where typst is not there to draw it."""
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "pip install 'tryg-paa-nettet[webapp,pdf]'"
        raise NoPdf(message) from error
    data = json.dumps(document(view, speech, made), ensure_ascii=False)
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


def document(view: View, speech: Speech, made: Provenance) -> dict[str, Any]:
    """Return all words of a view, as plain data: the template only sets them."""
    say = speech.say
    return {
        "lang": speech.language,
        "title": say(view.title),
        "made": say(_("Taken out on %(day)s, version %(version)s.", day=Day(made.day), version=made.version)),
        "opening": [say(words) for words in view.opening],
        "sections": [_section(section, speech) for section in view.sections],
        "about": say(_("What the figures mean")),
        "silent": say(_("What it does not show:")),
        "definitions": [[say(words) for words in DEFINITIONS[measure]] for measure in view.measures],
        "rules": {"title": say(_("The rules that all figures keep")), "texts": [say(rule) for rule in RULES]},
    }


def _section(section: Section, speech: Speech) -> dict[str, Any]:
    say = speech.say
    rows = [_columns(row) for row in section.rows]
    measures = rows[0] if rows else []
    same = all(row == measures for row in rows)  # else each row names its figures itself
    heads = [say(DEFINITIONS[measure].name) for measure in measures] if same else [say(_("Figure"))]
    return {
        "title": say(section.title),
        "lead": [say(words) for words in section.lead],
        "empty": say(section.empty) if section.empty is not None else "",
        "heads": [say(_("What it is about")), *heads],
        "rows": [cells for row in section.rows for cells in ([_together(row, speech)] if same else _each(row, speech))],
    }


def _columns(row: Row) -> list[str]:
    """Return the measures that have a column: a difference stands in that of what it is a difference of."""
    return [figure.measure for figure in row.figures if figure.kind != "difference"]


def _together(row: Row, speech: Speech) -> list[str]:
    """Return a row of the table: its label, a cell for each column, and the remark."""
    label = ": ".join(speech.say(words) for words in (row.within, row.label) if words is not None)
    cells: dict[str, str] = {}
    for figure in row.figures:
        if figure.kind == "difference":
            last = next(reversed(cells))
            cells[last] += f". {speech.say(DEFINITIONS[figure.measure].name)}: {_figure(figure, speech)}"
        else:
            cells[figure.measure] = _figure(figure, speech)
    return [label, *cells.values(), _remark(row, speech)]


def _each(row: Row, speech: Speech) -> list[list[str]]:
    label = speech.say(row.label)
    names = [speech.say(DEFINITIONS[figure.measure].name) for figure in row.figures]
    return [
        [label if name == label else f"{label}: {name}", _figure(figure, speech), _remark(row, speech) if last else ""]
        for name, figure in zip(names, row.figures, strict=True)
        for last in [figure is row.figures[-1]]
    ]


def _remark(row: Row, speech: Speech) -> str:
    return " ".join(filter(None, (speech.say(row.remark) if row.remark is not None else "", _address(row))))


def _address(row: Row) -> str:
    return row.link if row.link.startswith("https://") else ""


def _figure(figure: Figure, speech: Speech) -> str:
    """Return all that is said of a figure."""
    say = speech.say
    limits, rests = interval(figure), rests_on(figure)
    return " ".join(
        part
        for part in (
            say(said(figure)),
            f"({say(limits)})" if limits is not None else "",
            f"[{say(rests)}]" if rests is not None and figure.shown else "",
            *(say(note) for note in figure.notes),
        )
        if part
    )
