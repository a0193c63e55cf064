"""What authors do on the site: they write drafts, see them as participants will, and have partners read them."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from quizlib import Language
from webapp.authors import asking, drafts, forms, live, review, writing
from webapp.staff.route import Route, later
from webapp.web.current_visit import with_visit

IMPORTS = "webapp.authors.imports"
ROUTES = (
    *drafts.ROUTES,
    Route("/drafts/import", later(IMPORTS, "choose"), "drafts"),
    Route("/drafts/import", later(IMPORTS, "read"), "drafts", ("POST",)),
    *writing.ROUTES,
    *forms.ROUTES,
    *live.ROUTES,
    *asking.ROUTES,
)
"""Pages of the staff, each behind its right."""


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages of partners, in these languages; the address of each is a secret of its own."""
    lang = f"<any({', '.join(language.id for language in languages)}):lang>"
    partners = Blueprint("review", __name__)
    partners.add_url_rule(f"/{lang}/review/<code>", "review", with_visit(review.show))
    partners.add_url_rule(f"/{lang}/review/<code>", "take", with_visit(review.take), methods=["POST"])
    return partners
