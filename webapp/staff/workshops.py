"""Workshops, for those who plan them: the list, planning one, its leader sheet, its leader link, deleting it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from flask import Response, abort, request

from webapp.staff.plan import WorkshopPlan, meetings, quizzes_to_choose, within
from webapp.staff.route import Route
from webapp.staff.sign_in import session
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.staff.audit import Doing
from webapp.storage.weeks import week_of
from webapp.storage.workshops.store import Also
from webapp.storage.workshops.workshop import Workshop
from webapp.web.invitation import joining, leading, only_here, qr, site_address
from webapp.web.render import redirect_to, render

SHEET = "leader sheet"  # the name under which the newest leader link is kept in the session
CLOSED_SHOWN = 60


def workshops(visit: StaffVisit) -> Response:
    """List the workshops that run, those to come, those that were not held, and those that are closed."""
    every, moment = visit.services.workshops.all(), visit.now
    phases = {workshop.id: workshop.phase(moment) for workshop in every}
    waiting = [workshop for workshop in every if phases[workshop.id] == "coming" and workshop.day]
    closed = sorted((one for one in every if one.closed), key=lambda one: one.week or "", reverse=True)
    return render(
        visit,
        "staff/workshops.html",
        running=[one for one in every if phases[one.id] in ("running", "ending", "ended")],
        coming=sorted((one for one in waiting if one.day and one.day >= visit.today), key=lambda one: str(one.day)),
        missed=[one for one in waiting if one.day and one.day < visit.today],
        closed=closed[:CLOSED_SHOWN],
        named=visit.services.places.name,
        programmes=visit.services.library.programmes,
    )


def new(visit: StaffVisit) -> Response:
    """Ask where, when and what, or say what is wrong with it."""
    return render(
        visit,
        "staff/new_workshop.html",
        plan=WorkshopPlan.sent(request.values, visit.offered),
        problem=request.args.get("problem"),
        places=[(root, list(within(root))) for root in visit.services.places.places],
        programmes=[(programme, meetings(programme)) for programme in visit.services.library.programmes.values()],
        quizzes=quizzes_to_choose(visit.offered),
        today=visit.today,
    )


def plan(visit: StaffVisit) -> Response:
    """Plan a workshop, and lead to its page."""
    asked = WorkshopPlan.sent(request.values, visit.offered)
    problem = asked.trouble(visit.services.places)
    if problem or asked.date is None:
        fields = [("problem", problem), ("place", asked.place), ("day", asked.day), ("what", asked.what)]
        again = urlencode([*fields, *(("quiz", name) for name in asked.quizzes)])
        return redirect_to(visit, f"{visit.path('staff', 'workshops', 'new')}?{again}")
    programme, meeting = asked.programme or (None, 1)
    made, token = visit.services.workshops.create(
        asked.place,
        asked.date,
        programme=programme.id if programme else None,
        meeting=meeting,
        quizzes=() if programme else asked.quizzes,
        orders=visit.offered.orders(programme) if programme else ("",),
        also=_noted(visit, "workshop-planned", asked.place, asked.date),
    )
    session.keep(visit, SHEET, f"{made.id} {token}")
    return redirect_to(visit, f"{visit.path('staff', 'workshops', made.id)}?done=planned")


def one(visit: StaffVisit, workshop_id: str) -> Response:
    """Show a workshop, and what can be done about it."""
    found = _workshop(visit, workshop_id)
    shown = joining(visit, found.code) if found.code else ""
    return render(
        visit,
        "staff/one_workshop.html",
        workshop=found,
        phase=found.phase(visit.now),
        place=visit.services.places.name(found.place),
        programme=visit.services.library.programmes.get(found.programme or ""),
        quizzes=[quiz for name in found.quizzes if (quiz := visit.services.library.quizzes.get(name))],
        has_sheet=_token(visit, found) is not None,
        address=site_address(visit),
        joining=shown,
        qr=qr(shown) if shown else "",
        only_here=only_here(visit),
        done=request.args.get("done"),
        today=visit.today,
    )


def sheet(visit: StaffVisit, workshop_id: str) -> Response:
    """Show the leader sheet, to be printed: as long as this session knows the leader link."""
    found = _workshop(visit, workshop_id)
    token = _token(visit, found)
    if token is None or found.code is None:
        return redirect_to(visit, visit.path("staff", "workshops", found.id))
    return render(
        visit,
        "staff/leader_sheet.html",
        workshop=found,
        place=visit.services.places.name(found.place),
        programme=visit.services.library.programmes.get(found.programme or ""),
        address=site_address(visit),
        leading=leading(visit, token),
        leading_qr=qr(leading(visit, token)),
        joining_qr=qr(joining(visit, found.code)),
    )


def renew(visit: StaffVisit, workshop_id: str) -> Response:
    """Make a new leader link, for a sheet that is lost: the old link is not valid any more."""
    found = _workshop(visit, workshop_id)
    token = visit.services.workshops.renew(found.id, _noted(visit, "leader-link-renewed", found.place, found.day))
    if token:
        session.keep(visit, SHEET, f"{found.id} {token}")
    return redirect_to(visit, f"{visit.path('staff', 'workshops', found.id)}?done=renewed")


def revoke(visit: StaffVisit, workshop_id: str) -> Response:
    """Make the leader link invalid."""
    found = _workshop(visit, workshop_id)
    visit.services.workshops.revoke(found.id, _noted(visit, "leader-link-revoked", found.place, found.day))
    if _token(visit, found):
        session.let_go(SHEET)
    return redirect_to(visit, f"{visit.path('staff', 'workshops', found.id)}?done=revoked")


def delete(visit: StaffVisit, workshop_id: str) -> Response:
    """Delete a workshop that has not begun."""
    found = _workshop(visit, workshop_id)
    if not visit.services.workshops.delete(found.id, _noted(visit, "workshop-deleted", found.place, found.day)):
        return redirect_to(visit, visit.path("staff", "workshops", found.id))
    return redirect_to(visit, f"{visit.path('staff', 'workshops')}?done=deleted")


def _workshop(visit: StaffVisit, workshop_id: str) -> Workshop:
    return visit.services.workshops.by_id(workshop_id) or abort(404)


def _token(visit: StaffVisit, found: Workshop) -> str | None:
    """Return the token of a leader link that was made in this session and is still valid."""
    workshop, _, token = (session.kept(visit, SHEET) or "").partition(" ")
    return token if workshop == found.id and visit.services.workshops.by_leader(token) else None


def _noted(visit: StaffVisit, what: Doing, place: str, day: date | None) -> Also:
    """Return what notes a change in the list of who did what: by week, for nothing finer outlives a workshop."""
    about = f"{visit.services.places.name(place)}{f', {week_of(day)}' if day else ''}"
    by, audit = visit.by, visit.services.accounts.audit
    return lambda transaction: audit.note(transaction, who=by.who, what=what, about=about, day=by.day)


ROUTES = (
    Route("/workshops", workshops, "workshops"),
    Route("/workshops/new", new, "workshops"),
    Route("/workshops/new", plan, "workshops", ("POST",)),
    Route("/workshops/<workshop_id>", one, "workshops"),
    Route("/workshops/<workshop_id>/sheet", sheet, "workshops"),
    Route("/workshops/<workshop_id>/renew", renew, "workshops", ("POST",)),
    Route("/workshops/<workshop_id>/revoke", revoke, "workshops", ("POST",)),
    Route("/workshops/<workshop_id>/delete", delete, "workshops", ("POST",)),
)
