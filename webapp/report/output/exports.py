"""Exports: a view as the bytes of a file."""

from __future__ import annotations

from webapp.extras import NotInstalled
from webapp.report.figures.view import View
from webapp.report.output.leaving import leaving
from webapp.report.output.paper import as_pdf
from webapp.report.output.rows import Provenance
from webapp.report.output.sheets import as_csv, as_xlsx
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names

FORMS = ("xlsx", "csv", "pdf", "pptx")
"""What the overview can be taken along as, with its summary; other views have no slides (`pptx`)."""


def exported(
    view: View, form: str, names: Names, translator: Translator, made: Provenance, *, summary: View | None = None
) -> bytes:
    """Return a view as a file of one of the forms. NotInstalled without the extra that the form needs.

    No message of the item bank is in it. A spreadsheet begins with the `summary`, if there is one.
    """
    view = leaving(view, names)
    if form == "csv":
        return as_csv(view, names, translator, made)
    first = summary and leaving(summary, names)
    if form == "xlsx":
        return as_xlsx(view, names, translator, made, summary=first)
    if form == "pptx" and first:
        return _as_pptx(view, first, names, translator, made)
    return as_pdf(view, names, translator, made)


def _as_pptx(view: View, summary: View, names: Names, translator: Translator, made: Provenance) -> bytes:
    try:
        from webapp.report.output.slides.deck import Slides  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NotInstalled("slides") from error
    return Slides(names, translator, made).of(view, summary)
