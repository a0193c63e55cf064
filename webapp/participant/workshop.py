"""Joining a workshop by its code, saying how many sit at the screen, what is taken in it, and hearing that it ends."""

from __future__ import annotations

from typing import Literal

from flask import Response, request

from webapp.participant.course import Course, way_of
from webapp.participant.quiz_list import taken
from webapp.participant.workshop_state import running
from webapp.storage.workshops.workshop import Workshop
from webapp.web.render import device, language, path, phase, redirect_to, render, set_device, workshop
from webapp.web.services import now, services

LONGEST = 20  # characters of what was typed, that are shown again
DIGITS = frozenset("0123456789")
PEOPLE = {"1": 1, "2": 2, "3": 3}

Problem = Literal["missing", "wrong", "many"]


def join(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Ask for the join code, or say what is wrong with the one that was typed."""
    return _ask_for_code(request.args.get("problem"), request.args.get("code", ""))


def take_join_code(lang: str) -> Response:  # noqa: ARG001 - as in join
    """Look for the workshop with the code that was typed."""
    typed = request.form.get("code", "")[:LONGEST]
    found = _sought(_digits(typed))
    if isinstance(found, Workshop):
        return redirect_to(path("d", found.code))
    return redirect_to(f"{path('join')}?problem={found}&code={_digits(typed)}")


def invitation(code: str, lang: str = "") -> Response:  # noqa: ARG001 - as in join
    """Show where one is about to join, when it is, and what will be done; nothing is changed yet."""
    found = _sought(_digits(code))
    if not isinstance(found, Workshop):
        return _ask_for_code(found, code)
    return render(
        "invitation.html",
        workshop=found,
        place=services().places.name(found.place),
        programme=services().library.programmes.get(found.programme or ""),
        quizzes=_quizzes(found),
        already=device().workshop == found.id,
    )


def accept(code: str, lang: str = "") -> Response:  # noqa: ARG001 - as in join
    """Join; who has joined already goes on."""
    found = _sought(_digits(code))
    if not isinstance(found, Workshop):
        return _ask_for_code(found, code)
    known = device()
    if known.workshop == found.id:
        return redirect_to(path("people") if not known.people else _begins(found))
    if services().workshops.join(found.code or "", now()) is None:
        return _ask_for_code("wrong", code)
    changed = known.joining(found.id, services().quizzes_of(found))
    programme = services().library.programmes.get(found.programme or "")
    way = changed.programmes.get(found.programme or "")
    if programme and (way is None or Course(programme, way).step is None):
        changed = changed.with_way(programme.id, way_of(found, programme))
    return set_device(redirect_to(path("people")), changed)


def people(lang: str) -> Response:  # noqa: ARG001 - as in join
    """Ask how many sit at the screen."""
    if running() is None:
        return redirect_to(path(""))
    return render("people.html", missing="missing" in request.args)


def set_people(lang: str) -> Response:  # noqa: ARG001 - as in join
    """Take the answer, and go to what is done in the workshop."""
    joined = running()
    if joined is None:
        return redirect_to(path(""))
    number = PEOPLE.get(request.form.get("people", ""))
    if number is None:
        return redirect_to(f"{path('people')}?missing=1")
    return set_device(redirect_to(_begins(joined)), device().with_people(number))


def event(lang: str) -> Response:  # noqa: ARG001 - as in join
    """Show the quizzes of the workshop that this browser has joined."""
    joined = workshop()
    if joined is None:
        return redirect_to(path("join"))
    if joined.programme in services().library.programmes:
        return redirect_to(path("programme", joined.programme))
    cards = taken(joined.quizzes).values()
    return render("workshop.html", place=services().places.name(joined.place), cards=cards)


def event_now(lang: str) -> Response:  # noqa: ARG001 - as in join
    """Tell a page that is open, once, that the workshop ends or is over; nothing as long as nothing has changed."""
    if phase() in (None, request.args.get("at")):
        return Response(status=204, headers={"Cache-Control": "no-store"})
    last = next(reversed(list(device().attempts)), None)
    return render("event.html", news=True, result=path("quiz", last, "result") if last else path(""))


def _begins(joined: Workshop) -> str:
    return (
        path("programme", joined.programme) if joined.programme in services().library.programmes else path("workshop")
    )


def _sought(code: str) -> Workshop | Problem:
    """Return the workshop that one can join with a code now. Of wrong, closed and expired ones nothing is told."""
    address = request.remote_addr or ""
    if not code:
        return "missing"
    if not services().code_limits.may(address):
        return "many"
    found = services().workshops.by_code(code)
    if found and (found.lets_in(now()) or device().workshop == found.id):
        return found
    if found is None:  # who comes too early has done nothing wrong
        services().code_limits.failed(address)
    return "wrong"


def _ask_for_code(problem: str | None, typed: str) -> Response:
    codes = {"wrong": 404, "many": 429}
    asked = request.endpoint == "participant.join"
    code = 200 if asked else codes.get(problem or "", 200)
    return render("join.html", code, problem=problem, typed=_grouped(_digits(typed[:LONGEST])))


def _digits(typed: str) -> str:
    """Return the digits of what was typed: spaces and strokes between them do not matter."""
    return "".join(letter for letter in typed if letter in DIGITS)


def _grouped(code: str) -> str:
    return f"{code[:3]} {code[3:]}".strip()


def _quizzes(joined: Workshop) -> list[str]:
    offered = (services().quiz(name) for name in joined.quizzes)
    return [quiz.title[language().id] for quiz in offered if quiz]
