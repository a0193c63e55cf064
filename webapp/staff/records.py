"""Workshops with more answers than people came, which somebody takes into the figures or leaves out, whole."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.alphabet import danish
from webapp.staff.roles import Right, allowed
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.database.engine import Transaction
from webapp.storage.records.set_aside import SetAside
from webapp.storage.staff.audit import Doing
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render

RIGHT: Right = "records"
DECISIONS: dict[str, Doing] = {"take": "workshop-taken", "leave": "workshop-left"}


def records(visit: StaffVisit) -> Response:
    """List the workshops that are set aside, and say what was decided."""
    names, me = visit.services.places.name, visit.who.id
    by_name = sorted(_set_aside(visit).all(), key=lambda one: danish(names(one.place)))
    newest = sorted(by_name, key=lambda one: one.week, reverse=True)
    found = [(one, names(one.place), one.planner == me) for one in newest]
    deciding = [account for account in visit.services.accounts.all() if account.active and allowed(account.role, RIGHT)]
    return render(visit, "staff/figures/records.html", found=found, alone=len(deciding) == 1)


def decide(visit: StaffVisit, workshop_id: str) -> Response:
    """Take a workshop into the figures, or leave it out; this can be decided only once.

    Who planned it cannot take it: such a person could have made up the answers of all others in the room.
    """
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

    if decision == "take":
        decided = set_aside.take(workshop_id, visit.who.id, note)
    else:
        decided = set_aside.leave(workshop_id, note)
    own = visit.path("staff", "records")
    return redirect_to(visit, saying(own, decision) if decided else own)


def _set_aside(visit: StaffVisit) -> SetAside:
    return SetAside(visit.services.database, visit.services.records)
