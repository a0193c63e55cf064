"""The leader's pages: one blueprint. Each is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Blueprint

from quizlib import Language
from webapp.web.current_visit import with_visit
from webapp.web.later import later

if TYPE_CHECKING:
    from webapp.leader import hands, pages, pin, screen, slip
else:
    hands, pages, pin, screen, slip = later("webapp.leader", "hands pages pin screen slip")


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages, in these languages."""
    leader = Blueprint("leader", __name__)
    lang = f"/<any({', '.join(language.id for language in languages)}):lang>"
    leader.add_url_rule(f"{lang}/lead", "pin", with_visit(pin.ask))
    leader.add_url_rule(f"{lang}/lead", "take_pin", with_visit(pin.take), methods=["POST"])
    leader.add_url_rule(f"{lang}/lead/happened", "happened", with_visit(pages.happened))
    leader.add_url_rule(f"{lang}/lead/<token>", "lead", with_visit(pages.lead))
    leader.add_url_rule(f"{lang}/lead/<token>", "act", with_visit(pages.act), methods=["POST"])
    leader.add_url_rule(f"{lang}/lead/<token>/end", "ask_to_end", with_visit(pages.ask_to_end))
    leader.add_url_rule(f"{lang}/lead/<token>/hands", "hands", with_visit(hands.act), methods=["POST"])
    leader.add_url_rule(f"{lang}/lead/<token>/slip", "slip", with_visit(slip.ask))
    leader.add_url_rule(f"{lang}/lead/<token>/slip", "take_slip", with_visit(slip.take), methods=["POST"])
    leader.add_url_rule(f"{lang}/lead/<token>/now", "lead_now", with_visit(pages.lead_now))
    leader.add_url_rule(f"{lang}/screen/<workshop_id>", "screen", with_visit(screen.screen))
    leader.add_url_rule(f"{lang}/screen/<workshop_id>/now", "screen_now", with_visit(screen.screen_now))
    return leader
