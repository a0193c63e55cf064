"""Sheets for the room: the poster, and the cards for the tables, with which everybody joins."""

from __future__ import annotations

import re

from webapp.prints.printing import Printing, Sheet
from webapp.web.invitation import square

SPECIAL = re.compile(r'([\\;,:"])')  # what a QR code of a Wi-Fi has a stroke before


def poster(printing: Printing) -> list[Sheet]:
    """Return the poster, for any size of paper; none where nobody needs a phone."""
    _ = printing.gettext
    if printing.by_hands:
        return []
    return [
        {
            "kind": "poster",
            "title": _("Join in"),
            "what": printing.what,
            "place": printing.place,
            "when": printing.when,
            "drawing": printing.drawing,
            **_ways(printing),
        }
    ]


def table_cards(printing: Printing) -> list[Sheet]:
    """Return four cards for the tables; none where nobody needs a phone."""
    if printing.by_hands:
        return []
    return [{"kind": "tables", "title": printing.gettext("Join in"), **_ways(printing)}]


def _ways(printing: Printing) -> Sheet:
    """Return the ways into the workshop, and into the Wi-Fi of the room if it is known."""
    _ = printing.gettext
    return {
        "joining": printing.joining,
        "camera": _("Point your phone's camera here"),
        "type": _("Or type"),
        "then": _("Choose “Type the code”, and type"),
        "free": _("It costs nothing, and nobody asks for your name."),
        "wifi": _wifi(printing),
    }


def _wifi(printing: Printing) -> Sheet:
    _, typed = printing.gettext, printing.on_paper
    words = {"title": _("First the Wi-Fi"), "network": typed.network, "password": typed.password}
    if not typed.network:
        return words
    kind = "WPA" if typed.password else "nopass"
    text = f"WIFI:T:{kind};S:{_quoted(typed.network)};P:{_quoted(typed.password)};;"
    return {**words, "qr": square(text), "alt": _("QR code for the Wi-Fi %(name)s", name=typed.network)}


def _quoted(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
