"""The leader's pages: one blueprint. The address of a page is the leader link, which opens this workshop alone."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from quizlib import Language
from webapp.leader import pages, screen
from webapp.web.visit import with_visit


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages, in these languages."""
    leader = Blueprint("leader", __name__)
    lang = f"/<any({', '.join(language.id for language in languages)}):lang>"
    leader.add_url_rule(f"{lang}/lead/<token>", "lead", with_visit(pages.lead))
    leader.add_url_rule(f"{lang}/lead/<token>", "act", with_visit(pages.act), methods=["POST"])
    leader.add_url_rule(f"{lang}/lead/<token>/now", "lead_now", with_visit(pages.lead_now))
    leader.add_url_rule(f"{lang}/screen/<workshop_id>", "screen", with_visit(screen.screen))
    leader.add_url_rule(f"{lang}/screen/<workshop_id>/now", "screen_now", with_visit(screen.screen_now))
    return leader
