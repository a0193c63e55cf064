"""Exports: the figures of any page of figures, to take along as a spreadsheet, CSV, PDF, or slides."""

from __future__ import annotations

import re
from importlib.metadata import version

from flask import Response, abort, request

from webapp.extras import MISSING, NotInstalled
from webapp.figure_source import content_of, translator_of
from webapp.report import Provenance, exported
from webapp.report.output.leaving import leaving
from webapp.report.output.pictures import Picture
from webapp.report.output.sheets import table_as_csv
from webapp.report.wording.names import Names
from webapp.staff.figures.pages import Kind, view_of
from webapp.staff.figures.workshop_list import table
from webapp.staff.staff_visit import StaffVisit
from webapp.web.replying.render import render
from webapp.web.replying.replies import file_to_keep

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


def export(visit: StaffVisit, kind: Kind, form: str) -> Response:
    """Send the overview or the lessons in a form."""
    return _file_of(visit, kind, form)


def export_one(visit: StaffVisit, kind: Kind, name: str, form: str) -> Response:
    """Send the figures of one quiz or of one workshop in a form."""
    return _file_of(visit, kind, form, name)


def export_slides(visit: StaffVisit) -> Response:
    """Send the campaign on one page and six charts of the overview as slides."""
    return _file_of(visit, "overview", "pptx")


def export_list(visit: StaffVisit) -> Response:
    """Send the list of workshops that was sought, as CSV."""
    return _sent(visit, f"tryg-workshops-{visit.today}.csv", "csv", table_as_csv(table(visit), translator_of(visit)))


def picture(visit: StaffVisit, kind: Kind, section: str, form: str) -> Response:
    """Send a section of the overview or of the summary as a picture."""
    names, translator = Names(content_of(visit.services)), translator_of(visit)
    made = Provenance(visit.today, version("tryg-paa-nettet"), visit.services.made_up)
    sections = {one.id: one for one in leaving(view_of(visit, kind), names).sections}
    drawing = Picture(sections[section], names, translator, made) if section in sections else abort(404)
    if not drawing.bars:
        abort(404)
    try:
        data = drawing.svg() if form == "svg" else drawing.png()
    except NotInstalled as missing:
        return render(visit, "staff/not_installed.html", MISSING, how=str(missing), back=visit.path("staff", "figures"))
    return _sent(visit, f"{_file_name(kind, section)}-{made.day}.{form}", form, data)


def _file_of(visit: StaffVisit, kind: Kind, form: str, name: str = "") -> Response:
    made = Provenance(visit.today, version("tryg-paa-nettet"), visit.services.made_up)
    try:
        view = view_of(visit, kind, name, request.args.get("version", ""))
        first = view_of(visit, "summary") if kind in {"overview", "summary"} else None
        data = exported(view, form, Names(content_of(visit.services)), translator_of(visit), made, summary=first)
    except NotInstalled as missing:
        back = visit.path("staff", "figures", *filter(None, (kind if kind != "overview" else "", name)))
        return render(visit, "staff/not_installed.html", MISSING, how=str(missing), back=back)
    return _sent(visit, f"{_file_name(kind, name)}-{made.day}.{form}", form, data)


def _sent(visit: StaffVisit, file: str, form: str, data: bytes | str) -> Response:
    """Send a file to take along, and note who took it."""
    visit.services.accounts.audit.note_alone(who=visit.by.who, what="exported", about=file, day=visit.today)
    return file_to_keep(data, file, (KINDS | PICTURES)[form])


def _file_name(kind: str, name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", "-".join(filter(None, ("tryg", kind, name.lower()))))
