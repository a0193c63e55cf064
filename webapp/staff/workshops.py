"""Workshops, for those who plan them: the list, planning one, its leader sheet, its leader link, deleting it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from flask import Response, abort, request

from webapp.staff.plan import WorkshopPlan, meetings, offered, within
from webapp.staff.roles import Route
from webapp.staff.sign_in import session
from webapp.staff.sign_in.session import who
from webapp.storage.staff.audit import Doing
from webapp.storage.weeks import week_of
from webapp.storage.workshops.store import Also
from webapp.storage.workshops.workshop import Workshop
from webapp.web.invitation import address, joining, leading, only_here, qr
from webapp.web.render import path, redirect_to, render
from webapp.web.services import now, services, today

SHEET = "leader sheet"  # the name under which the newest leader link is kept in the session
CLOSED_SHOWN = 60


def workshops(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """List those that run, those to come, those that were not held, and those that are closed."""
    every, moment = services().workshops.all(), now()
    phases = {workshop.id: workshop.phase(moment) for workshop in every}
    waiting = [workshop for workshop in every if phases[workshop.id] == "coming" and workshop.day]
    closed = sorted((one for one in every if one.closed), key=lambda one: one.week or "", reverse=True)
    return render(
        "staff/workshops.html",
        running=[one for one in every if phases[one.id] in ("running", "ending", "ended")],
        coming=sorted((one for one in waiting if one.day and one.day >= today()), key=lambda one: str(one.day)),
        missed=[one for one in waiting if one.day and one.day < today()],
        closed=closed[:CLOSED_SHOWN],
        named=services().places.name,
        programmes=services().library.programmes,
    )


def new(lang: str) -> Response:  # noqa: ARG001 - as in workshops
    """Ask where, when and what, or say what is wrong with it."""
    return render(
        "staff/new_workshop.html",
        plan=WorkshopPlan.sent(),
        problem=request.args.get("problem"),
        places=[(root, list(within(root))) for root in services().places.places],
        programmes=[(programme, meetings(programme)) for programme in services().library.programmes.values()],
        quizzes=offered(),
        today=today(),
    )


def plan(lang: str) -> Response:  # noqa: ARG001 - as in workshops
    """Plan it, and lead to its page."""
    asked = WorkshopPlan.sent()
    problem = asked.trouble()
    if problem or asked.date is None:
        fields = [("problem", problem), ("place", asked.place), ("day", asked.day), ("what", asked.what)]
        again = urlencode([*fields, *(("quiz", name) for name in asked.quizzes)])
        return redirect_to(f"{path('staff', 'workshops', 'new')}?{again}")
    programme, meeting = asked.programme or (None, 1)
    made, token = services().workshops.create(
        asked.place,
        asked.date,
        programme=programme.id if programme else None,
        meeting=meeting,
        quizzes=() if programme else asked.quizzes,
        orders=services().orders(programme) if programme else ("",),
        also=_noted("workshop-planned", asked.place, asked.date),
    )
    session.keep(SHEET, f"{made.id} {token}")
    return redirect_to(f"{path('staff', 'workshops', made.id)}?done=planned")


def one(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in workshops
    """Show a workshop, and what can be done about it."""
    found = _workshop(workshop_id)
    shown = joining(found.code) if found.code else ""
    return render(
        "staff/one_workshop.html",
        workshop=found,
        phase=found.phase(now()),
        place=services().places.name(found.place),
        programme=services().library.programmes.get(found.programme or ""),
        quizzes=[quiz for name in found.quizzes if (quiz := services().library.quizzes.get(name))],
        has_sheet=_token(found) is not None,
        address=address(),
        joining=shown,
        qr=qr(shown) if shown else "",
        only_here=only_here(),
        done=request.args.get("done"),
        today=today(),
    )


def sheet(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in workshops
    """Show the leader sheet, to be printed: as long as this session knows the leader link."""
    found = _workshop(workshop_id)
    token = _token(found)
    if token is None or found.code is None:
        return redirect_to(path("staff", "workshops", found.id))
    return render(
        "staff/leader_sheet.html",
        workshop=found,
        place=services().places.name(found.place),
        programme=services().library.programmes.get(found.programme or ""),
        address=address(),
        leading=leading(token),
        leading_qr=qr(leading(token)),
        joining_qr=qr(joining(found.code)),
    )


def renew(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in workshops
    """Make a new leader link, for a sheet that is lost: the old one is good no longer."""
    found = _workshop(workshop_id)
    token = services().workshops.renew(found.id, _noted("leader-link-renewed", found.place, found.day))
    if token:
        session.keep(SHEET, f"{found.id} {token}")
    return redirect_to(f"{path('staff', 'workshops', found.id)}?done=renewed")


def revoke(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in workshops
    """Take the leader link away."""
    found = _workshop(workshop_id)
    services().workshops.revoke(found.id, _noted("leader-link-revoked", found.place, found.day))
    if _token(found):
        session.let_go(SHEET)
    return redirect_to(f"{path('staff', 'workshops', found.id)}?done=revoked")


def delete(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in workshops
    """Delete a workshop that has not begun."""
    found = _workshop(workshop_id)
    if not services().workshops.delete(found.id, _noted("workshop-deleted", found.place, found.day)):
        return redirect_to(path("staff", "workshops", found.id))
    return redirect_to(f"{path('staff', 'workshops')}?done=deleted")


def _workshop(workshop_id: str) -> Workshop:
    return services().workshops.by_id(workshop_id) or abort(404)


def _token(found: Workshop) -> str | None:
    """Return the token of a leader link that was made in this session and still is good."""
    workshop, _, token = (session.kept(SHEET) or "").partition(" ")
    return token if workshop == found.id and services().workshops.by_leader(token) else None


def _noted(what: Doing, place: str, day: date | None) -> Also:
    """Return what notes it: by week, for nothing finer outlives a workshop."""
    about = f"{services().places.name(place)}{f', {week_of(day)}' if day else ''}"
    name, this, audit = (
        who().name,
        today(),
        services().accounts.audit,
    )  # the write runs on a thread that knows no request
    return lambda connection: audit.note(connection, who=name, what=what, about=about, day=this)


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
