"""The leader's page: letting people in, seeing how far they have come, ending, and the head count."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.leader.progress import WorkshopProgress, progress_of
from webapp.leader.replies import afresh, nothing_new
from webapp.storage.workshops.workshop import DAY, Workshop
from webapp.web.invitation import only_here, site_address
from webapp.web.render import redirect_to, render
from webapp.web.visit import Visit

MOST = 500  # people that may be told
DIGITS = 3


def lead(visit: Visit, token: str) -> Response:
    """Show the leader's page; where the link is not good now, why."""
    found = visit.services.workshops.by_leader(token)
    good = found.led(visit.now) if found else "over"
    if found is None or good == "over":
        return render(visit, "leader/gone.html", 404)
    if good == "early" and found.day:
        place = visit.services.places.name(found.place)
        return render(visit, "leader/early.html", from_day=found.day - DAY, place=place)
    return render(
        visit,
        "leader/lead.html",
        tomorrow=found.day is not None and found.day > visit.today,
        counting=not found.head_count_given or "count" in request.args,
        problem=request.args.get("problem"),
        typed=request.args.get("typed", found.head_count or ""),
        address=site_address(visit),
        only_here=only_here(visit),
        **_about(visit, found, token),
        **_changing(progress_of(visit, found)),
    )


def lead_now(visit: Visit, token: str) -> Response:
    """Give the part of the leader's page that changes by itself; nothing if nothing has, all if more has."""
    found = visit.services.workshops.by_leader(token)
    if found is None or found.led(visit.now) != "now":
        return afresh()
    progress = progress_of(visit, found)
    seen_state, _, seen_version = request.args.get("seen", "").partition("-")
    if seen_state != progress.state and {seen_state, progress.state} != {"ending", "ended"}:
        return afresh()
    if (seen_state, seen_version) == (progress.state, progress.version):
        return nothing_new()
    return render(visit, "leader/live.html", **_about(visit, found, token), **_changing(progress))


def act(visit: Visit, token: str) -> Response:
    """Do what a button of the page says; what cannot be done any more changes nothing."""
    page, workshops, now = visit.path("lead", token), visit.services.workshops, visit.now
    found = workshops.by_leader(token)
    if found is None or found.led(now) != "now":
        return redirect_to(visit, page)
    does = {
        "open": lambda: workshops.let_in(found.id, now),
        "stop": lambda: workshops.stop(found.id),
        "end": lambda: workshops.end(found.id, now),
        "resume": lambda: workshops.resume(found.id, now),
        "skip": lambda: workshops.give_head_count(found.id, None, now),
    }
    action = request.form.get("action", "")
    if action == "count":
        return _count(visit, found, page)
    if action not in does:
        abort(400)
    does[action]()
    return redirect_to(visit, page)


def _count(visit: Visit, found: Workshop, page: str) -> Response:
    """Take the head count, or say what is wrong with it."""
    typed = request.form.get("people", "").strip()
    right = typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS and 0 < int(typed) <= MOST
    if not right:
        return redirect_to(visit, f"{page}?problem={'wrong' if typed else 'missing'}&count=1")
    visit.services.workshops.give_head_count(found.id, int(typed), visit.now)
    return redirect_to(visit, page)


def _about(visit: Visit, found: Workshop, token: str) -> dict[str, object]:
    """Return what the templates know of a workshop."""
    return {
        "workshop": found,
        "token": token,
        "place": visit.services.places.name(found.place),
        "programme": visit.services.library.programmes.get(found.programme or ""),
    }


def _changing(progress: WorkshopProgress) -> dict[str, object]:
    """Return what the templates know of that which changes by itself."""
    return {"state": progress.state, "taken": progress.parts, "version": progress.version}
