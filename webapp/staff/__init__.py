"""The staff's pages: one blueprint under `/<lang>/staff`, each page behind its right."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from quizlib import Language
from webapp.staff import account, accounts, front, log, records, workshops
from webapp.staff.figures import exports
from webapp.staff.figures import pages as figures
from webapp.staff.route import Route
from webapp.staff.sign_in import beginning, signing_in
from webapp.web.visit import with_visit

ROUTES: tuple[Route, ...] = (
    *front.ROUTES,
    *signing_in.ROUTES,
    *beginning.ROUTES,
    *account.ROUTES,
    *accounts.ROUTES,
    *log.ROUTES,
    *records.ROUTES,
    *figures.ROUTES,
    *exports.ROUTES,
    *workshops.ROUTES,
)


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages, in these languages."""
    lang = f"<any({', '.join(language.id for language in languages)}):lang>"
    staff = Blueprint("staff", __name__, url_prefix=f"/{lang}/staff")
    for route in ROUTES:
        staff.add_url_rule(route.rule, route.endpoint, with_visit(route.guarded), methods=route.methods)
    return staff
