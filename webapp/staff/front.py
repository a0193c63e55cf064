"""The staff's front page: what they may do here."""

from __future__ import annotations

from flask import Response

from webapp.staff.route import Route
from webapp.staff.staff_visit import StaffVisit
from webapp.web.render import render


def front(visit: StaffVisit) -> Response:
    """Show what the role of the person allows; the template has a card for each right."""
    return render(visit, "staff/front.html")


ROUTES = (Route("/", front, "signed-in"),)
