"""The page for the projector: it shows what everybody may know, and can do nothing."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.leader.progress import state_of
from webapp.leader.replies import afresh, nothing_new
from webapp.web.invitation import joining, qr, site_address
from webapp.web.render import render
from webapp.web.visit import Visit


def screen(visit: Visit, workshop_id: str) -> Response:
    """Show, large, what everybody in the room needs: the address, the code, and when it is over, thanks."""
    found = visit.services.workshops.by_id(workshop_id) or abort(404)
    return render(
        visit,
        "leader/screen.html",
        workshop=found,
        state=state_of(found, visit.now),
        place=visit.services.places.name(found.place),
        address=site_address(visit),
        qr=qr(joining(visit, found.code)) if found.code else "",
    )


def screen_now(visit: Visit, workshop_id: str) -> Response:
    """Have the page drawn afresh once the workshop is in another state."""
    found = visit.services.workshops.by_id(workshop_id) or abort(404)
    return nothing_new() if request.args.get("seen") == state_of(found, visit.now) else afresh()
