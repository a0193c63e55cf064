"""The staff's front page: what one may do here."""

from __future__ import annotations

from flask import Response

from webapp.staff.roles import Route
from webapp.web.render import render


def front(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show what the role of whoever is signed in allows; the template says it, a card for each."""
    return render("staff/front.html")


ROUTES = (Route("/", front, "signed-in"),)
