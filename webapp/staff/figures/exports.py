"""Exports: the figures of any page of figures, to take along as a spreadsheet, as CSV or as a PDF."""

from __future__ import annotations

import re
from importlib.metadata import version

from flask import Response, make_response, request

from webapp.report import NoPdf, Provenance, exported
from webapp.report.wording.names import Names
from webapp.staff.figures.pages import Kind, content_of, translator_of, view_of
from webapp.staff.route import Route
from webapp.staff.staff_visit import StaffVisit
from webapp.web.render import render

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
MISSING = 501  # Not Implemented: this installation cannot


def export(visit: StaffVisit, kind: Kind, form: str) -> Response:
    """Send the overview or the lessons in a form."""
    return _file_of(visit, kind, form)


def export_one(visit: StaffVisit, kind: Kind, name: str, form: str) -> Response:
    """Send the figures of one quiz or of one workshop in a form."""
    return _file_of(visit, kind, form, name)


def _file_of(visit: StaffVisit, kind: Kind, form: str, name: str = "") -> Response:
    made = Provenance(visit.today, version("tryg-paa-nettet"))
    try:
        view = view_of(visit, kind, name, request.args.get("version", ""))
        data = exported(view, form, Names(content_of(visit.services)), translator_of(visit), made)
    except NoPdf as missing:
        back = visit.path("staff", "figures", *filter(None, (kind if kind != "overview" else "", name)))
        return render(visit, "staff/no_pdf.html", MISSING, how=str(missing), back=back)
    response = make_response(data)
    response.headers["Content-Type"] = KINDS[form]
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(kind, name)}-{made.day}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _file_name(kind: str, name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", "-".join(filter(None, ("tryg", kind, name.lower()))))


FORMS = f"<any({', '.join(KINDS)}):form>"
ROUTES = (
    Route(f"/exports/<any(overview, attendance):kind>.{FORMS}", export, "exports"),
    Route(f"/exports/<any(quiz, workshop):kind>/<name>.{FORMS}", export_one, "exports"),
)
