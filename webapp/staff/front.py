"""The staff's front page: what they may do here, and what has gone wrong lately."""

from __future__ import annotations

from flask import Response

from webapp.staff.staff_visit import StaffVisit
from webapp.web.replying.render import render


def front(visit: StaffVisit) -> Response:
    """Show what the role of the person allows (a card for each right), and the faults of the last day."""
    return render(visit, "staff/front.html", faults=visit.services.faults.lately())
