"""Workshops, for those who plan them: the list, planning one, its leader sheet, its leader link, deleting it."""

from __future__ import annotations

import secrets
from datetime import date

from flask import Response, abort, request

from webapp.alphabet import danish
from webapp.prints import MOST
from webapp.staff.plan import MOST_WEEKS, WorkshopPlan, quizzes_to_choose, recent, with_name
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.staff.audit import Doing
from webapp.storage.weeks import monday, week_of
from webapp.storage.workshops.planning import Also
from webapp.storage.workshops.workshop import Workshop
from webapp.web.addresses import saying
from webapp.web.invitation import joining, leading, only_here, qr, site_address, unreachable
from webapp.web.replying.render import redirect_to, render
from webapp.web.typed import sent_back

CLOSED_SHOWN = 60


def workshops(visit: StaffVisit) -> Response:
    """List the workshops that run, those to come, those that were not held, and those that are closed."""
    moment, named = visit.now, visit.services.places.name
    every = sorted(visit.services.workshops.all(), key=lambda one: danish(named(one.place)))
    phases = {workshop.id: workshop.phase(moment) for workshop in every}
    waiting = [workshop for workshop in every if phases[workshop.id] == "coming" and workshop.day]
    closed = sorted((one for one in every if one.closed), key=lambda one: one.week or "", reverse=True)
    return render(
        visit,
        "staff/workshops/workshops.html",
        running=[one for one in every if phases[one.id] in ("running", "ending", "ended")],
        coming=sorted((one for one in waiting if one.day and one.day >= visit.today), key=_moment),
        missed=[one for one in waiting if one.day and one.day < visit.today],
        closed=closed[:CLOSED_SHOWN],
        named=named,
        most_printed=MOST,
        programmes=visit.services.library.programmes,
        quizzes=visit.services.library.quizzes,
    )


def _moment(workshop: Workshop) -> tuple[str, str]:
    """Return what sorts workshops by day and time of day."""
    return str(workshop.day), workshop.time or ""


def new(visit: StaffVisit) -> Response:
    """Ask where, when and what, or say what is wrong with it."""
    return _form(visit, WorkshopPlan.sent(request.values, visit.offered), None)


def plan(visit: StaffVisit) -> Response:
    """Plan a workshop, or one in each of several weeks, and lead to its page, or to the list."""
    asked = WorkshopPlan.sent(request.form, visit.offered)
    problem = asked.trouble(visit.services.places)
    if problem:
        return redirect_to(visit, f"{visit.path('staff', 'workshops', 'new')}?{_again(asked, problem)}")
    orders, plans = _orders(visit, asked), asked.plans()
    series = secrets.token_urlsafe(16) if len(plans) > 1 else None
    made = [
        visit.services.planning.create(
            each,
            orders,
            planner=visit.who.id,
            series=series,
            also=_noted(visit, "workshop-planned", each.place, each.day),
        ).workshop
        for each in plans
    ]
    if len(made) > 1:
        return redirect_to(visit, saying(visit.path("staff", "workshops"), "planned"))
    return redirect_to(visit, saying(visit.path("staff", "workshops", made[0].id), "planned"))


def change(visit: StaffVisit, workshop_id: str) -> Response:
    """Show the form with the plan of a workshop that is to come, or with what is wrong with a change of it."""
    found = _workshop(visit, workshop_id)
    if not found.is_coming:
        return redirect_to(visit, visit.path("staff", "workshops", found.id))
    sent = "problem" in request.args
    asked = WorkshopPlan.sent(request.args, visit.offered) if sent else WorkshopPlan.of(found, visit.offered)
    return _form(visit, asked, found)


def set_change(visit: StaffVisit, workshop_id: str) -> Response:
    """Change the plan of a workshop that is to come. Its code and its leader link stay."""
    found = _workshop(visit, workshop_id)
    asked = WorkshopPlan.sent(request.form, visit.offered)
    problem, own = asked.trouble(visit.services.places), visit.path("staff", "workshops", found.id)
    if problem:
        return redirect_to(visit, f"{own}/change?{_again(asked, problem)}")
    planned, *_ = asked.plans()
    noted = _noted(visit, "workshop-changed", planned.place, planned.day)
    changed = visit.services.planning.change(found.id, planned, _orders(visit, asked), noted)
    return redirect_to(visit, saying(own, "changed") if changed else own)


def _form(visit: StaffVisit, asked: WorkshopPlan, changing: Workshop | None) -> Response:
    services, wanted = visit.services, request.args.get("find", "")
    return render(
        visit,
        "staff/workshops/new_workshop.html",
        plan=asked.given,
        chosen=asked.quizzes,
        problem=asked.problem,
        changing=changing,
        find=wanted,
        recent=[] if wanted else recent(services.workshops.all(), services.places),
        places=with_name(services.places, wanted),
        programmes=visit.offered.for_workshops,
        meetings=max((len(programme.meetings) for programme in visit.offered.for_workshops), default=0),
        quizzes=quizzes_to_choose(visit.offered),
        most_weeks=MOST_WEEKS,
        today=visit.today,
    )


def _again(asked: WorkshopPlan, problem: str) -> str:
    return sent_back([("problem", problem), *asked.given.items(), *(("quiz", name) for name in asked.quizzes)])


def _orders(visit: StaffVisit, asked: WorkshopPlan) -> tuple[str, ...]:
    return visit.offered.orders if asked.programme and asked.programme.check_ups else ("",)


def one(visit: StaffVisit, workshop_id: str) -> Response:
    """Show a workshop, and what can be done about it."""
    found = _workshop(visit, workshop_id)
    shown = joining(visit, found) if found.code else ""
    return render(
        visit,
        "staff/workshops/one_workshop.html",
        workshop=found,
        phase=found.phase(visit.now),
        place=visit.services.places.name(found.place),
        programme=visit.services.library.programmes.get(found.programme or ""),
        quizzes=[quiz for name in found.quizzes if (quiz := visit.services.library.quizzes.get(name))],
        missing=visit.offered.missing(found),
        has_sheet=visit.services.planning.token(found) is not None,
        address=site_address(visit),
        joining=shown,
        qr=qr(shown) if shown else "",
        only_here=only_here(visit),
        today=visit.today,
    )


def sheet(visit: StaffVisit, workshop_id: str) -> Response:
    """Show the leader sheet, to be printed as often as it is needed."""
    found = _workshop(visit, workshop_id)
    token = visit.services.planning.token(found)
    if token is None or found.code is None:
        return redirect_to(visit, visit.path("staff", "workshops", found.id))
    return render(
        visit,
        "staff/workshops/leader_sheet.html",
        workshop=found,
        place=visit.services.places.name(found.place),
        programme=visit.services.library.programmes.get(found.programme or ""),
        address=site_address(visit),
        leading=leading(visit, token),
        leading_qr=qr(leading(visit, token)),
        pin=visit.services.planning.pin(found),
        unreachable=unreachable(site_address(visit)),
    )


def renew(visit: StaffVisit, workshop_id: str) -> Response:
    """Make a new leader link, for a sheet that is lost: the old link is not valid any more."""
    found = _workshop(visit, workshop_id)
    visit.services.planning.renew(found.id, _noted(visit, "leader-link-renewed", found.place, found.day))
    return redirect_to(visit, saying(visit.path("staff", "workshops", found.id), "renewed"))


def revoke(visit: StaffVisit, workshop_id: str) -> Response:
    """Make the leader link invalid: nobody can lead with it, or read how it went."""
    found = _workshop(visit, workshop_id)
    held = found.day or (monday(found.week) if found.week else None)
    visit.services.planning.revoke(found.id, _noted(visit, "leader-link-revoked", found.place, held))
    said = "no-longer-reads" if found.closed else "revoked"
    return redirect_to(visit, saying(visit.path("staff", "workshops", found.id), said))


def ask_to_delete(visit: StaffVisit, workshop_id: str) -> Response:
    """Ask whether a workshop that has not begun is really to be deleted."""
    found = _workshop(visit, workshop_id)
    if not found.is_coming:
        return redirect_to(visit, visit.path("staff", "workshops", found.id))
    place = visit.services.places.name(found.place)
    return render(visit, "staff/workshops/delete_workshop.html", workshop=found, place=place)


def delete(visit: StaffVisit, workshop_id: str) -> Response:
    """Delete a workshop that has not begun."""
    found = _workshop(visit, workshop_id)
    if not visit.services.planning.delete(found.id, _noted(visit, "workshop-deleted", found.place, found.day)):
        return redirect_to(visit, visit.path("staff", "workshops", found.id))
    return redirect_to(visit, saying(visit.path("staff", "workshops"), "deleted"))


def _workshop(visit: StaffVisit, workshop_id: str) -> Workshop:
    return visit.services.workshops.by_id(workshop_id) or abort(404)


def _noted(visit: StaffVisit, what: Doing, place: str, day: date | None) -> Also:
    """Return what notes a change in the list of who did what: by week, for nothing finer outlives a workshop."""
    about = f"{visit.services.places.name(place)}{f', {week_of(day)}' if day else ''}"
    by, audit = visit.by, visit.services.accounts.audit
    return lambda transaction: audit.note(transaction, who=by.who, what=what, about=about, day=by.day)
