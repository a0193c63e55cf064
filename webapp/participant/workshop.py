"""Joining a workshop by its code, saying how many sit at the screen, what is taken in it, and hearing that it ends."""

from __future__ import annotations

from typing import Literal

from flask import Response, request

from webapp.participant.progress.course import Course, way_of
from webapp.participant.progress.quiz_list import quiz_list
from webapp.storage.workshops.workshop import Workshop
from webapp.web.device import Device
from webapp.web.render import redirect_to, render, set_device
from webapp.web.visit import Visit

LONGEST = 20  # characters of what was typed, that are shown again
DIGITS = frozenset("0123456789")
PEOPLE = {"1": 1, "2": 2, "3": 3}

Problem = Literal["missing", "wrong", "many"]
STATUS: dict[Problem, int] = {"missing": 200, "wrong": 404, "many": 429}


def join(visit: Visit) -> Response:
    """Ask for the join code, or say what is wrong with the one that was typed."""
    return _ask_for_code(visit, request.args.get("problem"), request.args.get("code", ""))


def take_join_code(visit: Visit) -> Response:
    """Look for the workshop with the code that was typed."""
    digits = _digits(request.form.get("code", "")[:LONGEST])
    found = _sought(visit, digits)
    if isinstance(found, Workshop):
        return redirect_to(visit, visit.path("d", found.code))
    return redirect_to(visit, f"{visit.path('join')}?problem={found}&code={digits}")


def invitation(visit: Visit, code: str) -> Response:
    """Show where and when the workshop is, and what will be done; nothing is changed yet."""
    found = _sought(visit, _digits(code))
    if not isinstance(found, Workshop):
        return _ask_for_code(visit, found, code, STATUS[found])
    return render(
        visit,
        "invitation.html",
        workshop=found,
        place=visit.services.places.name(found.place),
        programme=visit.services.library.programmes.get(found.programme or ""),
        quizzes=_titles(visit, found),
        already=visit.device.workshop == found.id,
    )


def accept(visit: Visit, code: str) -> Response:
    """Join; a browser that has joined already goes on."""
    found = _sought(visit, _digits(code))
    if not isinstance(found, Workshop):
        return _ask_for_code(visit, found, code, STATUS[found])
    if visit.device.workshop == found.id:
        return redirect_to(visit, _beginning(visit, found) if visit.device.people else visit.path("people"))
    if visit.services.workshops.join(found.code or "", visit.now) is None:
        return _ask_for_code(visit, "wrong", code, STATUS["wrong"])
    return set_device(visit, redirect_to(visit, visit.path("people")), _joined(visit, found))


def people(visit: Visit) -> Response:
    """Ask how many sit at the screen."""
    if visit.running is None:
        return redirect_to(visit, visit.path(""))
    return render(visit, "people.html", missing="missing" in request.args)


def set_people(visit: Visit) -> Response:
    """Take the answer, and go to what is done in the workshop."""
    joined = visit.running
    if joined is None:
        return redirect_to(visit, visit.path(""))
    number = PEOPLE.get(request.form.get("people", ""))
    if number is None:
        return redirect_to(visit, f"{visit.path('people')}?missing=1")
    return set_device(visit, redirect_to(visit, _beginning(visit, joined)), visit.device.with_people(number))


def workshop_quizzes(visit: Visit) -> Response:
    """Show the quizzes of the workshop that this browser has joined."""
    joined, services = visit.workshop, visit.services
    if joined is None:
        return redirect_to(visit, visit.path("join"))
    if joined.programme in services.library.programmes:
        return redirect_to(visit, visit.path("programme", joined.programme))
    cards = quiz_list(visit, joined.quizzes).values()
    return render(visit, "workshop.html", place=services.places.name(joined.place), cards=cards)


def workshop_now(visit: Visit) -> Response:
    """Tell a page that is open, once, that the workshop ends or is over; nothing as long as nothing has changed."""
    if visit.phase in (None, request.args.get("at")):
        return Response(status=204, headers={"Cache-Control": "no-store"})
    last = next(reversed(list(visit.device.attempts)), None)
    result = visit.path("quiz", last, "result") if last else visit.path("")
    return render(visit, "workshop_now.html", news=True, result=result)


def _beginning(visit: Visit, joined: Workshop) -> str:
    """Return the address at which a workshop begins: its programme, or the list of its quizzes."""
    if joined.programme in visit.services.library.programmes:
        return visit.path("programme", joined.programme)
    return visit.path("workshop")


def _joined(visit: Visit, found: Workshop) -> Device:
    """Return the device in a workshop, and at the beginning of its programme."""
    device = visit.device.joining(found.id, visit.offered.taken_in(found))
    programme = visit.services.library.programmes.get(found.programme or "")
    way = device.programmes.get(found.programme or "")
    if programme and (way is None or Course(programme, way, visit.offered).step is None):
        return device.with_way(programme.id, way_of(found, programme))
    return device


def _sought(visit: Visit, code: str) -> Workshop | Problem:
    """Return the workshop that can be joined with a code now. A wrong code and a closed workshop get one answer."""
    address, limits = request.remote_addr or "", visit.services.join_code_limits
    if not code:
        return "missing"
    if not limits.allows(address):
        return "many"
    found = visit.services.workshops.by_code(code)
    if found and (found.lets_in(visit.now) or visit.device.workshop == found.id):
        return found
    if found is None:  # people who come too early have done nothing wrong
        limits.failed(address)
    return "wrong"


def _ask_for_code(visit: Visit, problem: str | None, typed: str, status: int = 200) -> Response:
    return render(visit, "join.html", status, problem=problem, typed=_grouped(_digits(typed[:LONGEST])))


def _digits(typed: str) -> str:
    """Return the digits of what was typed: spaces and strokes between them do not matter."""
    return "".join(letter for letter in typed if letter in DIGITS)


def _grouped(code: str) -> str:
    return f"{code[:3]} {code[3:]}".strip()


def _titles(visit: Visit, joined: Workshop) -> list[str]:
    offered = (visit.offered.quiz(name) for name in joined.quizzes)
    return [quiz.title[visit.language.id] for quiz in offered if quiz]
