"""Addresses of laptops: the one at which the campaign's server takes what they send; and on a laptop, its own pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Blueprint

from quizlib import Language
from webapp.web.current_visit import with_visit
from webapp.web.large_bodies import RECEIVING
from webapp.web.later import later

if TYPE_CHECKING:
    from webapp.laptop import pages, receiving
else:
    pages, receiving = later("webapp.laptop", "pages receiving")


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages, in these languages."""
    laptop = Blueprint("laptop", __name__)
    lang = f"/<any({', '.join(language.id for language in languages)}):lang>"
    laptop.add_url_rule(RECEIVING, "receive", with_visit(receiving.receive), methods=["POST"])
    laptop.add_url_rule(f"{lang}/try", "try_it", with_visit(pages.try_it))
    laptop.add_url_rule(f"{lang}/try", "tell_time", with_visit(pages.tell_time), methods=["POST"])
    for address, view in (
        ("", pages.home),
        ("/tried", pages.tried),
        ("/help", pages.help_page),
        ("/save", pages.save),
    ):
        laptop.add_url_rule(f"{lang}/laptop{address}", view.__name__, with_visit(view))
    for address, view in (
        ("/begin", pages.begin),
        ("/clock", pages.set_clock),
        ("/wifi", pages.set_wifi),
        ("/address", pages.choose),
        ("/send", pages.send_now),
        ("/receipt", pages.take_receipt),
    ):
        laptop.add_url_rule(f"{lang}/laptop{address}", view.__name__, with_visit(view), methods=["POST"])
    return laptop
