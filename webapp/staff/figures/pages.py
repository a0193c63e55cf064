"""Figures: the overview, quizzes, workshops, and what libraries report, as pages."""

from __future__ import annotations

from collections.abc import Sequence

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
from webapp.staff.roles import Route
from webapp.web.render import language, path, render
from webapp.web.services import services

FORMS = {"xlsx": "Excel", "csv": "CSV", "pdf": "PDF"}


def kept() -> FigureSource:
    """Return the sums, read anew for this request."""
    current = services()
    return FigureSource(current.database, current.records, current.figure_queries)


def content() -> SiteContent:
    """Return what authors wrote, which gives figures their names."""
    current = services()
    return SiteContent(current.library, current.help, current.months, current.places, current.outside)


def translator() -> Translator:
    """Return how this request's language says figures."""
    return Translator.of(language().id, shipped.translations())


def found(kind: str, name: str = "") -> View:
    """Return a view by its kind and, of a quiz or a workshop, its name; 404 if nothing has been counted of it."""
    sums, authors = kept(), content()
    if kind == "overview":
        return overview(sums, authors)
    if kind == "attendance":
        return attendance(sums, authors)
    if kind == "quiz":
        return quiz(sums, authors, name, request.args.get("version", "")) or abort(404)
    return workshop(sums, authors, name) or abort(404)


def show_overview(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show what the campaign has learned."""
    return _show("overview")


def show_attendance(lang: str) -> Response:  # noqa: ARG001 - as above
    """Show lessons and participants of each library."""
    return _show("attendance")


def show_quiz(lang: str, name: str) -> Response:  # noqa: ARG001 - as above
    """Show one quiz."""
    return _show("quiz", name)


def show_workshop(lang: str, name: str) -> Response:  # noqa: ARG001 - as above
    """Show one workshop that is over."""
    return _show("workshop", name)


def quizzes(lang: str) -> Response:  # noqa: ARG001 - as above
    """List the quizzes that have been counted."""
    names, sums, translate = Names(content()), kept(), translator().translate
    counted = {version.quiz for mode in ("workshop", "home") for version in sums.versions(mode)}
    order = [*services().library.quizzes, *sorted(counted - services().library.quizzes.keys())]
    listed = [
        (path("staff", "figures", "quiz", name), translate(names.quiz(name)), ()) for name in order if name in counted
    ]
    return _list(_("Figures of each quiz"), listed, _("No quiz has been counted yet."))


def workshops(lang: str) -> Response:  # noqa: ARG001 - as above
    """List the workshops that are over."""
    names, translate = Names(content()), translator().translate
    listed = [
        (
            path("staff", "figures", "workshop", held.id),
            translate(names.place(held.place)),
            (
                translate(_("Week %(week)s of %(year)s", week=held.week[6:].lstrip("0"), year=held.week[:4])),
                translate(ngettext("%(count)s person came", "%(count)s people came", held.head_count))
                if held.head_count
                else translate(_("Fewer than five came, or nobody counted.")),
            ),
        )
        for held in kept().workshops()
    ]
    return _list(_("Figures of each event"), listed, _("No event has been held and counted yet."))


def _show(kind: str, name: str = "") -> Response:
    view = found(kind, name)
    address = path("staff", "exports", *filter(None, (kind, name)))
    version = f"?version={request.args['version']}" if kind == "quiz" and request.args.get("version") else ""
    return render(
        "staff/figures.html",
        view=view,
        translate=translator().translate,
        figure_text=figure_text,
        interval_text=interval_text,
        basis_text=basis_text,
        charts=charts,
        definitions=DEFINITIONS,
        rules=RULES,
        forms=FORMS.items(),
        take=lambda form: f"{address}.{form}{version}",
    )


def _list(title: Words, listed: Sequence[tuple[str, str, tuple[str, ...]]], empty: Words) -> Response:
    translate = translator().translate
    return render("staff/figures_list.html", title=translate(title), listed=listed, empty=translate(empty))


ROUTES = (
    Route("/figures", show_overview, "figures"),
    Route("/figures/attendance", show_attendance, "figures"),
    Route("/figures/quizzes", quizzes, "figures"),
    Route("/figures/quiz/<name>", show_quiz, "figures"),
    Route("/figures/workshops", workshops, "figures"),
    Route("/figures/workshop/<name>", show_workshop, "figures"),
)
