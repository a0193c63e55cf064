"""Figures: the overview, quizzes, workshops, and what libraries report, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from flask import Response, abort, request

from webapp.report import (
    DEFINITIONS,
    RULES,
    Translator,
    View,
    attendance,
    basis_text,
    figure_text,
    interval_text,
    overview,
    quiz,
    workshop,
)
from webapp.report.output import charts
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _, ngettext
from webapp.site_content import shipped
from webapp.site_content.reading import SiteContent
from webapp.staff.figures.figure_source import FigureSource
from webapp.staff.route import Route
from webapp.staff.staff_visit import StaffVisit
from webapp.web.render import render
from webapp.web.services import Services
from webapp.web.visit import Visit

FORMS = {"xlsx": "Excel", "csv": "CSV", "pdf": "PDF"}

Kind = Literal["overview", "attendance", "quiz", "workshop"]


def content_of(services: Services) -> SiteContent:
    """Return what authors wrote, which gives figures their names."""
    return SiteContent(services.library, services.help, services.months, services.places, services.outside)


def translator_of(visit: Visit) -> Translator:
    """Return how the language of a visit says figures."""
    return Translator.of(visit.language.id, shipped.translations())


def view_of(visit: Visit, kind: Kind, name: str = "", version: str = "") -> View:
    """Return the figures of a kind; 404 if nothing has been counted of them.

    `name` is the id of a quiz or a workshop, and `version` another version of a quiz than the newest.
    """
    sums, content = _sums(visit.services), content_of(visit.services)
    if kind == "overview":
        return overview(sums, content)
    if kind == "attendance":
        return attendance(sums, content)
    if kind == "quiz":
        return quiz(sums, content, name, version) or abort(404)
    return workshop(sums, content, name) or abort(404)


def show_overview(visit: StaffVisit) -> Response:
    """Show what the campaign has learned."""
    return _show(visit, "overview")


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
    names, sums, translate = Names(content_of(visit.services)), _sums(visit.services), translator_of(visit).translate
    library = visit.services.library.quizzes
    counted = {version.quiz for mode in ("workshop", "home") for version in sums.versions(mode)}
    order = [name for name in (*library, *sorted(counted - library.keys())) if name in counted]
    listed = [(visit.path("staff", "figures", "quiz", name), translate(names.quiz(name)), ()) for name in order]
    return _list(visit, _("Figures of each quiz"), listed, _("No quiz has been counted yet."))


def workshops(visit: StaffVisit) -> Response:
    """List the workshops that are over."""
    names, translate = Names(content_of(visit.services)), translator_of(visit).translate
    listed = [
        (
            visit.path("staff", "figures", "workshop", held.id),
            translate(names.place(held.place)),
            (
                translate(_("Week %(week)s of %(year)s", week=held.week[6:].lstrip("0"), year=held.week[:4])),
                translate(ngettext("%(count)s person came", "%(count)s people came", held.head_count))
                if held.head_count
                else translate(_("Fewer than five came, or nobody counted.")),
            ),
        )
        for held in _sums(visit.services).workshops()
    ]
    return _list(visit, _("Figures of each event"), listed, _("No event has been held and counted yet."))


def _show(visit: StaffVisit, kind: Kind, name: str = "", version: str = "") -> Response:
    address = visit.path("staff", "exports", *filter(None, (kind, name)))
    query = f"?version={version}" if version else ""
    return render(
        visit,
        "staff/figures.html",
        view=view_of(visit, kind, name, version),
        translate=translator_of(visit).translate,
        figure_text=figure_text,
        interval_text=interval_text,
        basis_text=basis_text,
        charts=charts,
        definitions=DEFINITIONS,
        rules=RULES,
        forms=FORMS.items(),
        take=lambda form: f"{address}.{form}{query}",
    )


def _list(
    visit: StaffVisit, title: Words, listed: Sequence[tuple[str, str, tuple[str, ...]]], empty: Words
) -> Response:
    translate = translator_of(visit).translate
    return render(visit, "staff/figures_list.html", title=translate(title), listed=listed, empty=translate(empty))


def _sums(services: Services) -> FigureSource:
    """Return the sums, read anew for this page."""
    return FigureSource(services.database, services.records, services.figure_queries)


ROUTES = (
    Route("/figures", show_overview, "figures"),
    Route("/figures/attendance", show_attendance, "figures"),
    Route("/figures/quizzes", quizzes, "figures"),
    Route("/figures/quiz/<name>", show_quiz, "figures"),
    Route("/figures/workshops", workshops, "figures"),
    Route("/figures/workshop/<name>", show_workshop, "figures"),
)
