"""Joining a workshop by its code, saying how many sit at the screen, what is taken in it, and hearing that it ends."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

from flask import Response, abort, request

from webapp.participant.progress.course import Course, way_of
from webapp.participant.progress.quiz_list import quiz_list
from webapp.participant.progress.workshop_state import beginning, taken_together
from webapp.storage.workshops.workshop import Workshop
from webapp.web.devices.device import Device
from webapp.web.invitation import NEXT, handed_on
from webapp.web.replying.render import redirect_to, render, set_device
from webapp.web.replying.replies import nothing_new
from webapp.web.security import fetched_by_another_site
from webapp.web.typed import is_code, six_digits
from webapp.web.visit import Visit

LONGEST = 100  # characters of what was typed, that are shown again
PEOPLE = {"1": 1, "2": 2, "3": 3}

Problem = Literal["length", "place", "wrong", "many"]
STATUS: dict[Problem, int] = {"length": 404, "place": 200, "wrong": 404, "many": 429}


def join(visit: Visit) -> Response:
    """Ask for the join code, or say what is wrong with the one that was typed."""
    return _ask_for_code(visit, request.args.get("problem"), request.args.get("code", ""))


def take_join_code(visit: Visit) -> Response:
    """Look for the workshop with the code that was typed."""
    typed = request.form.get("code", "")
    code = six_digits(typed)
    found = _sought(visit, code)
    if isinstance(found, Workshop) or found == "place":
        return redirect_to(visit, visit.path("d", code))
    again = urlencode({"problem": found, "code": typed.strip()[:LONGEST]})
    return redirect_to(visit, f"{visit.path('join')}?{again}")


def invitation(visit: Visit, code: str) -> Response:
    """Show where and when the workshop is, and what will be done; nothing is changed yet."""
    digits = six_digits(code)
    if digits != code and is_code(digits):
        abort(404)  # which leads to the address without what is too much
    found = _sought(visit, digits)
    if found == "place":
        return render(visit, "workshop/place.html", code=digits, places=visit.services.places.listed())
    if not isinstance(found, Workshop):
        return _refuse(visit, found, code)
    place, address = visit.services.places.name(found.place), f"{visit.path('d', digits)}{_kept()}"
    if found.awaited(visit.now):
        news = f"{visit.path('d', digits, 'now')}{_kept()}"
        return render(visit, "workshop/waiting.html", workshop=found, place=place, address=address, news=news)
    return render(
        visit,
        "workshop/invitation.html",
        workshop=found,
        place=place,
        action=address,
        programme=visit.services.library.programmes.get(found.programme or ""),
        quizzes=_titles(visit, found),
        already=visit.device.workshop == found.id,
    )


def invitation_now(visit: Visit, code: str) -> Response:
    """Lead a page that waits to the invitation, as soon as it is one, or to what else there is to say of the code."""
    found = _sought(visit, six_digits(code))
    if isinstance(found, Workshop) and found.awaited(visit.now):
        return Response(status=204, headers={"Cache-Control": "no-store"})
    return redirect_to(visit, f"{visit.path('d', code)}{_kept()}")


def accept(visit: Visit, code: str) -> Response:
    """Join; a browser that has joined already goes on, and one that comes too early waits."""
    found = _sought(visit, six_digits(code))
    if found == "place" or (isinstance(found, Workshop) and found.awaited(visit.now)):
        return redirect_to(visit, f"{visit.path('d', code)}{_kept()}")
    if not isinstance(found, Workshop):
        return _refuse(visit, found, code)
    if visit.device.workshop == found.id:
        return redirect_to(visit, beginning(visit, found) if visit.device.people else visit.path("people"))
    workshops = visit.services.workshops
    if handed_on(visit) == found.id:
        joins = workshops.hand_over(found.id, visit.now)
    else:
        joins = workshops.join(found.code or "", visit.now) is not None
    if not joins:
        return _refuse(visit, "wrong", code)
    return set_device(visit, redirect_to(visit, visit.path("people")), _joined(visit, found))


def people(visit: Visit) -> Response:
    """Ask how many sit at the screen."""
    joined = visit.running
    if joined is None:
        return redirect_to(visit, visit.path(""))
    return render(visit, "base/people.html", missing="missing" in request.args, voluntary=joined.way == "together")


def set_people(visit: Visit) -> Response:
    """Take the answer, and go to what is done in the workshop."""
    joined = visit.running
    if joined is None:
        return redirect_to(visit, visit.path(""))
    number = PEOPLE.get(request.form.get("people", ""))
    if number is None:
        return redirect_to(visit, f"{visit.path('people')}?missing=1")
    device = visit.device.with_people(number, counted="uncounted" not in request.form)
    return set_device(visit, redirect_to(visit, beginning(visit, joined)), device)


def hand_over(visit: Visit) -> Response:
    """Let the next person begin at this screen, who counts as another that has joined."""
    joined = visit.running
    if joined is None or not visit.services.workshops.hand_over(joined.id, visit.now):
        return redirect_to(visit, visit.path(""))
    device = visit.device.handed_over(joined.id, visit.offered.taken_in(joined))
    return set_device(visit, redirect_to(visit, visit.path("people")), _at_the_beginning(visit, device, joined))


def workshop_quizzes(visit: Visit) -> Response:
    """Show the quizzes of the workshop that this browser has joined."""
    joined, services = visit.workshop, visit.services
    if joined is None:
        return redirect_to(visit, visit.path("join"))
    if taken_together(visit):
        return redirect_to(visit, visit.path("together"))
    if joined.programme in services.library.programmes:
        return redirect_to(visit, visit.path("programme", joined.programme))
    missing, planned = visit.offered.missing(joined), quiz_list(visit, joined.quizzes)
    cards = planned or quiz_list(
        visit, visit.offered.order_in(visit.language.id)
    )  # something to do, whatever is wrong with what was planned
    place = services.places.name(joined.place)
    return render(
        visit, "workshop/workshop.html", place=place, cards=cards.values(), missing=missing, other=not planned
    )


def workshop_now(visit: Visit) -> Response:
    """Tell a page that is open, once, that the workshop ends or is over; nothing as long as nothing has changed."""
    if visit.phase in (None, request.args.get("at")):
        return nothing_new()
    last = next(reversed(list(visit.device.attempts)), None)
    result = visit.path("quiz", last, "result") if last else visit.path("")
    return render(visit, "workshop/workshop_now.html", news=True, result=result)


def _joined(visit: Visit, found: Workshop) -> Device:
    """Return the device after it has joined."""
    return _at_the_beginning(visit, visit.device.joining(found.id, visit.offered.taken_in(found)), found)


def _at_the_beginning(visit: Visit, device: Device, found: Workshop) -> Device:
    """Return a device in a workshop, at the beginning of its programme."""
    programme = visit.services.library.programmes.get(found.programme or "")
    way = device.programmes.get(found.programme or "")
    if programme and (way is None or Course(programme, way, visit.offered).step is None):
        return device.with_way(programme.id, way_of(found, programme))
    return device


def _sought(visit: Visit, code: str) -> Workshop | Problem:
    """Return the workshop that can be joined with a code now. A wrong code and a closed workshop get one answer.

    Where the place is asked for, a right code with a wrong place gets that answer too, and counts as a wrong code.
    """
    if fetched_by_another_site(request.environ):
        abort(403)  # what an image in another site's page tries is nobody's slip, and must not find a code either
    if not is_code(code):
        return "length"
    if own := _own(visit, code):
        return own
    address, limits, place = visit.client, visit.services.join_code_limits, request.args.get("place")
    asks_place = limits.asks_place(address)
    if asks_place and not place:
        return "place"
    if not limits.allows(address):
        return "many"
    found = visit.services.workshops.by_code(code)
    if found is None or (asks_place and found.place != place):
        limits.failed(address)
        if limits.flooded:
            visit.services.faults.seen("join-codes")
        return "wrong"
    return found if found.lets_in(visit.now) or found.awaited(visit.now) else "wrong"  # too early is no wrong code


def _own(visit: Visit, code: str) -> Workshop | None:
    """Return the workshop with a code, if this browser has joined it, or was handed on in it while it runs."""
    passed = handed_on(visit)
    handed = visit.services.workshops.by_id(passed) if passed else None
    running = handed if handed and handed.phase(visit.now) == "running" else None
    return next((one for one in (visit.workshop, running) if one and one.code == code), None)


def _refuse(visit: Visit, problem: Problem, code: str) -> Response:
    """Return the page about a code that cannot be taken. It never tells whether the code or the place is wrong."""
    wrong = "both" if problem == "wrong" and "place" in request.args else problem
    return _ask_for_code(visit, wrong, code, STATUS[problem])


def _ask_for_code(visit: Visit, problem: str | None, typed: str, status: int = 200) -> Response:
    digits = len(six_digits(typed))
    return render(visit, "workshop/join.html", status, problem=problem, typed=typed[:LONGEST], digits=digits)


def _kept() -> str:
    """Return what this address says of the place, or of a screen that was handed on, as the query of another."""
    kept = {name: said for name in ("place", NEXT) if (said := request.args.get(name))}
    return f"?{urlencode(kept)}" if kept else ""


def _titles(visit: Visit, joined: Workshop) -> list[str]:
    offered = (visit.offered.quiz(name) for name in joined.quizzes)
    return [quiz.title[visit.language.id] for quiz in offered if quiz]
