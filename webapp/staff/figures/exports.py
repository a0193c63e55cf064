"""Exports: the figures of any page of figures, to take along as a spreadsheet, as CSV or as a PDF."""

from __future__ import annotations

import re
from importlib.metadata import version

from flask import Response, make_response

from webapp.report import NoPdf, Provenance, exported
from webapp.report.wording.names import Names
from webapp.staff.figures.pages import content, found, translator
from webapp.staff.roles import Route
from webapp.web.render import path, render
from webapp.web.services import today

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
MISSING = 501  # Not Implemented: this installation cannot


def export(lang: str, kind: str, form: str, name: str = "") -> Response:  # noqa: ARG001 - the language is read from the address
    """Send a view in a form."""
    made = Provenance(today(), version("tryg-paa-nettet"))
    try:
        data = exported(found(kind, name), form, Names(content()), translator(), made)
    except NoPdf as missing:
        back = path("staff", "figures", *filter(None, (kind if kind != "overview" else "", name)))
        return render("staff/no_pdf.html", MISSING, how=str(missing), back=back)
    response = make_response(data)
    response.headers["Content-Type"] = KINDS[form]
    response.headers["Content-Disposition"] = f'attachment; filename="{_file(kind, name)}-{made.day}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(kind: str, name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", "-".join(filter(None, ("tryg", kind, name.lower()))))


FORMS = f"<any({', '.join(KINDS)}):form>"
ROUTES = (
    Route(f"/exports/<any(overview, attendance):kind>.{FORMS}", export, "exports"),
    Route(f"/exports/<any(quiz, workshop):kind>/<name>.{FORMS}", export, "exports"),
)
