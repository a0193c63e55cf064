"""Exports: a view as the bytes of a file."""

from __future__ import annotations

from webapp.report.figures.view import View
from webapp.report.output.paper import as_pdf
from webapp.report.output.rows import Provenance
from webapp.report.output.sheets import as_csv, as_xlsx
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names

FORMS = ("xlsx", "csv", "pdf")


def exported(view: View, form: str, names: Names, translator: Translator, made: Provenance) -> bytes:
    """Return a view as a file of one of the forms. NoPdf if the extra `pdf` is not installed."""
    if form == "csv":
        return as_csv(view, names, translator)
    if form == "xlsx":
        return as_xlsx(view, names, translator, made)
    return as_pdf(view, translator, made)
