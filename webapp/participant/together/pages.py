"""The page of the room: it shows where the room is, also to people who come late, or have lost the page."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from quizlib import Question
from webapp.participant.progress.workshop_state import beginning, taken_together
from webapp.participant.together.room import TAKEN, Room
from webapp.storage.workshops.together import RoomMoment
from webapp.together.hour import Stop
from webapp.web.replying.render import redirect_to, render, set_device
from webapp.web.replying.replies import afresh, nothing_new
from webapp.web.visit import Visit


def together(visit: Visit) -> Response:
    """Show where the room is; to somebody who goes on alone, the way back; once the workshop is over, lead on."""
    joined = visit.running
    if joined is None or joined.way != "together":
        return redirect_to(visit, elsewhere(visit))
    if not visit.device.people:
        return redirect_to(visit, visit.path("people"))
    if visit.device.apart:
        return render(visit, "together/apart.html")
    return show_room(visit, Room.of(visit, joined))


def show_room(visit: Visit, room: Room) -> Response:
    """Show where the room is, and ask for what this person can answer there."""
    moment, stop = room.moment, room.stop
    if moment is None or stop is None:
        return _look_up(visit, room, "soon" if moment is None else "end")
    draft = visit.device.draft
    kept = draft.response if draft and draft.place == place_of(stop.question) else ()
    if room.asks or room.talks or (kept and room.takes_first and room.first is None):
        response = kept or (room.first.response if room.first else ())
        return ask(visit, room, stop, response, problem="missing" if "missing" in request.args else None)
    if moment.step in ("signs", "check"):
        return _tell(visit, room, stop, moment)
    return _look_up(visit, room, "room" if moment.step == "room" else "answered" if room.first else "shown")


def together_now(visit: Visit) -> Response:
    """Have the page drawn afresh once the room has gone on; a question whose first answer is taken stays."""
    joined = taken_together(visit)
    moment = visit.services.together.present(joined.id) if joined else None
    seen, _, asked = request.args.get("seen", "").partition("-")
    if joined and seen == str(moment.moves if moment else 0):
        return nothing_new()
    still_asked = moment and moment.step in TAKEN and asked == f"{moment.quiz}/{moment.question}"
    return nothing_new() if still_asked else afresh()


def go_apart(visit: Visit) -> Response:
    """Let somebody go on alone, with everything that has been answered."""
    joined = visit.running
    if joined is None:
        return redirect_to(visit, elsewhere(visit))
    room = Room.of(visit, joined)
    page = room.ongoing.page(room.ongoing.next) if room.ongoing else None
    device = visit.device.with_apart(apart=True)
    return set_device(visit, redirect_to(visit, visit.path(*page) if page else visit.path("workshop")), device)


def come_back(visit: Visit) -> Response:
    """Let somebody who went on alone follow the room again."""
    return set_device(visit, redirect_to(visit, visit.path("together")), visit.device.with_apart(apart=False))


def ask(
    visit: Visit,
    room: Room,
    stop: Stop,
    response: tuple[str, ...],
    *,
    problem: str | None = None,
    code: int = 200,
) -> Response:
    """Return the page that asks the question where the room is, for the first time or after talking."""
    later = room.first is not None
    page = visit.path("together", stop.quiz.id, stop.question.id)
    seen = f"{room.moment.moves if room.moment else 0}" + ("" if later else f"-{stop.quiz.id}/{stop.question.id}")
    step = room.moment.step if room.moment else None
    return render(
        visit,
        "together/question.html",
        code,
        key=None if response else (_key(stop), seen, step, problem),
        seen=seen,
        step=step,
        later=later,
        action=f"{page}/talk" if later else page,
        response=response,
        problem=problem,
        sure=None,
        first=None,
        asks_sureness=False,
        **_place(stop),
    )


def elsewhere(visit: Visit) -> str:
    """Return where somebody goes on who does not follow the room: alone, to the result, or to where a code is typed."""
    joined = visit.running
    if joined:
        return beginning(visit, joined)
    last = next(reversed(list(visit.device.attempts)), None) if visit.over else None
    return visit.path("quiz", last, "result") if last else visit.path("join")


def place_of(question: Question) -> tuple[str, ...]:
    """Return the place of a draft of a response to a question that the room takes together."""
    return ("together", question.id)


def _tell(visit: Visit, room: Room, stop: Stop, moment: RoomMoment) -> Response:
    """Return the page that explains: what the person answered last, and without an answer the right one."""
    given = room.later or (room.first.response if room.first else None)
    seen, step = str(moment.moves), moment.step
    return render(
        visit,
        "together/told.html",
        200,
        lambda: {"explanation": stop.explain(moment, visit.language.id, given)},
        key=(_key(stop), seen, step, moment.shown, moment.path, given),
        seen=seen,
        step=step,
        answered=given is not None,
        tried=False,
        twin=None,
        finished=False,
        last=False,
        next=visit.path("together"),
        **_place(stop),
    )


def _look_up(visit: Visit, room: Room, why: str) -> Response:
    """Return the page that says to look up, with what this person answered: the wall shows what the room does."""
    stop, given = room.stop, room.later or (room.first.response if room.first else None)
    attempts = [name for name in visit.device.attempts if visit.offered.quiz(name)]
    seen = str(room.moment.moves if room.moment else 0)
    return render(
        visit,
        "together/look_up.html",
        key=(_key(stop) if stop else None, seen, why, given, room.moment and room.moment.step, tuple(attempts)),
        seen=seen,
        why=why,
        step=room.moment.step if room.moment else None,
        given=given,
        results=[visit.path("quiz", attempts[-1], "result")] if attempts else [],
        quiz=stop.quiz if stop else None,
        question=stop.question if stop else None,
        n=stop.n if stop else 0,
        of=stop.of if stop else 0,
    )


def _place(stop: Stop) -> dict[str, Any]:
    """Return what the pages of a question have in common."""
    return {
        "quiz": stop.quiz,
        "question": stop.question,
        "n": stop.n,
        "of": stop.of,
        "practice": False,
        "back": None,
        "stop": None,
    }


def _key(stop: Stop) -> tuple[str, str]:
    return stop.quiz.id, stop.question.id
