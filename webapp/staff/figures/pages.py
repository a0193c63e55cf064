"""Figures: the overview, quizzes, workshops, and what libraries report, as pages."""

from __future__ import annotations

from typing import Literal

from flask import Response, abort, request

from webapp.figure_source import content_of, sums_of, translator_of
from webapp.report import (
    RULES,
    View,
    attendance,
    basis_text,
    figure_text,
    interval_text,
    overview,
    quiz,
    summary,
    workshop,
)
from webapp.report.output import charts
from webapp.report.output.looks import meaning
from webapp.report.rules.figure import Mode
from webapp.report.wording.names import Names
from webapp.report.wording.words import _
from webapp.staff.staff_visit import StaffVisit
from webapp.web.replying.render import render
from webapp.web.visit import Visit

FORMS = {"xlsx": "Excel", "csv": "CSV", "pdf": "PDF"}

Kind = Literal["overview", "summary", "attendance", "quiz", "workshop"]
COUNTED: tuple[Mode, ...] = ("workshop", "home", "hands")  # of which the page of a quiz has figures


def view_of(visit: Visit, kind: Kind, name: str = "", version: str = "") -> View:
    """Return the figures of a kind; 404 if nothing has been counted of them.

    `name` is the id of a quiz or a workshop, and `version` another version of a quiz than the newest.
    """
    sums, content = sums_of(visit.services), content_of(visit.services)
    if kind == "overview":
        return overview(sums, content, visit.today)
    if kind == "summary":
        return summary(sums, content)
    if kind == "attendance":
        return attendance(sums, content)
    if kind == "quiz":
        return quiz(sums, content, name, version) or abort(404)
    return workshop(sums, content, name) or abort(404)


def show_overview(visit: StaffVisit) -> Response:
    """Show what the campaign has learned."""
    return _show(visit, "overview")


def show_summary(visit: StaffVisit) -> Response:
    """Show the campaign on one page."""
    return _show(visit, "summary")


def show_attendance(visit: StaffVisit) -> Response:
    """Show lessons and participants of each library."""
    return _show(visit, "attendance")


def show_quiz(visit: StaffVisit, name: str) -> Response:
    """Show one quiz."""
    return _show(visit, "quiz", name, request.args.get("version", ""))


def show_workshop(visit: StaffVisit, name: str) -> Response:
    """Show one workshop that is over."""
    return _show(visit, "workshop", name)


def quizzes(visit: StaffVisit) -> Response:
    """List the quizzes that have been counted."""
    names, sums, translate = Names(content_of(visit.services)), sums_of(visit.services), translator_of(visit).translate
    library = visit.services.library.quizzes
    counted = {version.quiz for mode in COUNTED for version in sums.versions(mode)}
    order = [name for name in (*library, *sorted(counted - library.keys())) if name in counted]
    return render(
        visit,
        "staff/figures/figures_list.html",
        title=translate(_("Figures of each quiz")),
        listed=[(visit.path("staff", "figures", "quiz", name), translate(names.quiz(name)), ()) for name in order],
        empty=translate(_("No quiz has been counted yet.")),
    )


def _show(visit: StaffVisit, kind: Kind, name: str = "", version: str = "") -> Response:
    address = visit.path("staff", "exports", *filter(None, (kind, name)))
    query = f"?version={version}" if version else ""
    drawings = visit.path("staff", "pictures", kind)
    return render(
        visit,
        "staff/figures/figures.html",
        view=view_of(visit, kind, name, version),
        translate=translator_of(visit).translate,
        figure_text=figure_text,
        interval_text=interval_text,
        basis_text=basis_text,
        charts=charts,
        meaning=meaning,
        definitions=Names(content_of(visit.services)).definitions,
        rules=RULES,
        forms=FORMS.items(),
        take=lambda form: f"{address}.{form}{query}",
        slides=visit.path("staff", "exports", "overview.pptx") if kind in {"overview", "summary"} else None,
        pictures=(lambda section, form: f"{drawings}/{section}.{form}") if kind in {"overview", "summary"} else None,
    )
