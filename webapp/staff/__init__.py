"""The staff's pages: one blueprint under `/<lang>/staff`, each page behind its right."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from quizlib import Language
from webapp.staff import account, accounts, front, laptops, log, publishing, records, workshops
from webapp.staff.figures import routes as figures
from webapp.staff.route import Route, later
from webapp.staff.sign_in import beginning, proving, signing_in
from webapp.web.current_visit import with_visit

PRINTING = "webapp.staff.printing"
ROUTES: tuple[Route, ...] = (
    *front.ROUTES,
    *signing_in.ROUTES,
    *beginning.ROUTES,
    *proving.ROUTES,
    *account.ROUTES,
    *accounts.ROUTES,
    *log.ROUTES,
    *records.ROUTES,
    *figures.ROUTES,
    Route("/workshops/print", later(PRINTING, "choose"), "workshops"),
    Route("/workshops/print", later(PRINTING, "print_all"), "workshops", ("POST",)),
    *workshops.ROUTES,
    *laptops.ROUTES,
    *publishing.ROUTES,
)


def blueprint(languages: Iterable[Language], others: Iterable[Route] = ()) -> Blueprint:
    """Return the pages in these languages, and others that belong to the staff."""
    lang = f"<any({', '.join(language.id for language in languages)}):lang>"
    staff = Blueprint("staff", __name__, url_prefix=f"/{lang}/staff")
    for route in (*ROUTES, *others):
        staff.add_url_rule(route.rule, route.endpoint, with_visit(route.guarded), methods=route.methods)
    return staff
