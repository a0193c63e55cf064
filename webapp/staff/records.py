"""Workshops with more answers than people came, which somebody takes into the figures or leaves out, whole."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.staff.route import Route
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.database.engine import Transaction
from webapp.storage.records.set_aside import SetAside
from webapp.storage.staff.audit import Doing
from webapp.web.render import redirect_to, render

DECISIONS: dict[str, Doing] = {"take": "workshop-taken", "leave": "workshop-left"}


def records(visit: StaffVisit) -> Response:
    """List the workshops that are set aside, and say what was decided."""
    names = visit.services.places.name
    found = [(one, names(one.place)) for one in _set_aside(visit).all()]
    return render(visit, "staff/records.html", found=found, done=request.args.get("done"))


def decide(visit: StaffVisit, workshop_id: str) -> Response:
    """Take a workshop into the figures, or leave it out; this can be decided only once."""
    decision = request.form.get("decision", "")
    if decision not in DECISIONS:
        abort(400)
    set_aside, by, audit = _set_aside(visit), visit.by, visit.services.accounts.audit
    one = next((one for one in set_aside.all() if one.workshop == workshop_id), None)
    if one is None:
        return redirect_to(visit, visit.path("staff", "records"))
    about = f"{visit.services.places.name(one.place)}, {one.week}"

    def note(transaction: Transaction) -> None:
        audit.note(transaction, who=by.who, what=DECISIONS[decision], about=about, day=by.day)

    decided = (set_aside.take if decision == "take" else set_aside.leave)(workshop_id, note)
    return redirect_to(visit, visit.path("staff", "records") + (f"?done={decision}" if decided else ""))


def _set_aside(visit: StaffVisit) -> SetAside:
    return SetAside(visit.services.database, visit.services.records)


ROUTES = (
    Route("/records", records, "records"),
    Route("/records/<workshop_id>", decide, "records", ("POST",)),
)
