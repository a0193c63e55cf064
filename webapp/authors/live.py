"""A draft as participants see it: every state of every question, in all languages, for people who are signed in."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

from flask import Response, abort, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect, Rule

from quizlib import Quiz
from webapp.authors.frames import LOOKS, framed, root_of
from webapp.authors.looked import look_at
from webapp.authors.seen.addresses import SEEN
from webapp.authors.seen.states import states_of
from webapp.authors.writing import draft_of
from webapp.staff.staff_visit import StaffVisit
from webapp.web.devices.device import Device
from webapp.web.replying.render import redirect_to, render
from webapp.web.services import Services
from webapp.web.visit import Visit

LARGEST = 2  # the text size


def see(visit: StaffVisit, draft_id: str, look: str, what: str) -> Response:
    """Show a page of a draft in a look, in each language side by side, and all states of its question."""
    draft = draft_of(visit, draft_id)
    looked = look_at(visit, draft)
    if look not in LOOKS or looked.quiz is None:
        abort(404)
    quiz, query = looked.quiz, request.query_string.decode()
    _, _, number, *_ = (*what.split("/"), "", "", "")
    n = int(number) if number.isdecimal() and 0 < int(number) <= len(quiz.questions) else 0
    address = what + (f"?{query}" if query else "")
    reply = render(
        visit,
        "staff/drafts/see.html",
        draft=draft,
        base=f"staff/drafts/{draft_id}/see",
        frames=[(one, f"{root_of(visit, draft_id, look)}/{one.id}/{address}") for one in visit.services.languages],
        look=look,
        looks=LOOKS,
        what=address,
        quiz=quiz,
        n=n,
        question=quiz.questions[n - 1] if n else None,
        states=states_of(quiz, n) if n else None,
    )
    return framed(reply)


def seen(visit: StaffVisit, draft_id: str, look: str, page: str) -> Response:
    """Show one page of a draft, as the site would."""
    looked = look_at(visit, draft_of(visit, draft_id))
    if look not in LOOKS or looked.quiz is None:
        abort(404)
    language = next((one for one in visit.services.languages if one.id == page.partition("/")[0]), None) or abort(404)
    try:
        name, arguments = _addresses().bind("").match(f"/{page}", request.method)
    except (HTTPException, RequestRedirect):
        abort(404)
    known = {field.name: getattr(visit, field.name) for field in fields(Visit)}
    device = Device().with_size(LARGEST if look == "large" else 0)
    root, services = root_of(visit, draft_id, look), _services(visit, looked.quiz)
    other = {
        "services": services,
        "language": language,
        "root": root,
        "device": device,
        "joined": None,
        "embedded": False,
    }
    g.visit = Visit(**(known | other))
    view = next(one.view for one in SEEN if one.name == name)
    return framed(view(g.visit, **{key: value for key, value in arguments.items() if key != "lang"}))


def _services(visit: Visit, quiz: Quiz) -> Services:
    """Return what views are given, with this quiz in the place of the one of the site; no page of it is kept."""
    library = visit.services.library
    shown = library.model_copy(update={"quizzes": {**library.quizzes, quiz.id: quiz}})
    return visit.services.with_content(replace(visit.services.content, library=shown))


@cache
def _addresses() -> Map:
    return Map([Rule(rule, endpoint=one.name, methods=[one.method]) for one in SEEN for rule in one.rules])


def first(visit: StaffVisit, draft_id: str) -> Response:
    """Lead to the first question of a draft."""
    draft = draft_of(visit, draft_id)
    return redirect_to(visit, visit.path("staff", "drafts", draft_id, "see", LOOKS[0], "quiz", draft.name, 1))
