"""The pages of authors, which are pages of the staff, and those of partners. Each is imported when first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Blueprint

from quizlib import Language
from webapp.authors.seen.looks import MOUNT
from webapp.staff.route import Route
from webapp.web.current_visit import with_visit
from webapp.web.later import later

if TYPE_CHECKING:
    from webapp.authors import asking, drafts, forms, imports, live, review, writing
else:
    asking, drafts, forms, imports = later("webapp.authors", "asking drafts forms imports")
    live, review, writing = later("webapp.authors", "live review writing")

ROUTES = (
    Route("/drafts", drafts.drafts, "drafts"),
    Route("/drafts", drafts.begin, "drafts", ("POST",)),
    Route("/drafts/file", drafts.upload, "drafts", ("POST",)),
    Route("/drafts/import", imports.choose, "drafts"),
    Route("/drafts/import", imports.read, "drafts", ("POST",)),
    Route("/drafts/<draft_id>", writing.draft, "drafts"),
    Route("/drafts/<draft_id>", writing.save, "drafts", ("POST",)),
    Route("/drafts/<draft_id>/history", writing.history, "drafts"),
    Route("/drafts/<draft_id>/file", writing.download, "drafts"),
    Route("/drafts/<draft_id>/delete", writing.delete, "drafts", ("POST",)),
    Route("/drafts/<draft_id>/questions", forms.add, "drafts", ("POST",)),
    Route("/drafts/<draft_id>/questions/<n>", forms.show, "drafts"),
    Route("/drafts/<draft_id>/questions/<n>", forms.save, "drafts", ("POST",)),
    Route("/drafts/<draft_id>/see", live.first, "drafts"),
    Route("/drafts/<draft_id>/see/<look>/<path:what>", live.see, "drafts"),
    Route(f"/drafts/<draft_id>{MOUNT}<look>/<path:page>", live.seen, "drafts", ("GET", "POST")),
    Route("/drafts/<draft_id>/reviews", asking.reviews, "drafts"),
    Route("/drafts/<draft_id>/reviews", asking.ask, "drafts", ("POST",)),
    Route("/drafts/<draft_id>/reviews/<review_id>/withdraw", asking.withdraw, "drafts", ("POST",)),
    Route("/drafts/<draft_id>/reviews/<review_id>/approve", asking.approve, "drafts", ("POST",)),
)
"""Pages of the staff, each behind its right."""


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages of partners, in these languages; the address of each is a secret of its own."""
    lang = f"<any({', '.join(language.id for language in languages)}):lang>"
    partners = Blueprint("review", __name__)
    partners.add_url_rule(f"/{lang}/review/<code>", "review", with_visit(review.show))
    partners.add_url_rule(f"/{lang}/review/<code>", "take", with_visit(review.take), methods=["POST"])
    return partners
