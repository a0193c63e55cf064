"""A question as a room takes it: what the wall shows at a step, together or with hands up, and what a phone does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import cast, get_args

from flask import Response, abort

from quizlib import Answer, Question
from webapp.authors.seen.looks import look_of
from webapp.authors.seen.questions import the_question
from webapp.authors.seen.states import likely, other, read
from webapp.leader.hands_wall import show_hands
from webapp.leader.screen import show_question
from webapp.participant.together.pages import show_room
from webapp.participant.together.room import Room
from webapp.storage.batches import Way
from webapp.storage.workshops.together import RoomMoment, Step
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hour import Stop, stops_of
from webapp.together.wall import drawn
from webapp.web.replying.render import redirect_to
from webapp.web.visit import Visit

CODE = "ABC234"
AGREED, OTHERS = 9, 4  # people in a room that is made up, by what they answer
HOUR = timedelta(hours=1)


def room(visit: Visit, quiz_id: str, n: int, *, step: str, shown: int, path: str = "") -> Response:
    """Show a step of question n: on the projector the wall, else the page of somebody in the room."""
    _, asked = the_question(visit, quiz_id, n)
    stop = stop_of(visit, quiz_id, n)
    moment = _moment(stop, step, shown, path)
    if step == "answers":
        moment = replace(moment, picture=drawn(asked, _talked(asked)))
    workshop = _made_up(visit, quiz_id, "together")
    if look_of(visit.root) == "projector":
        about = {"workshop": workshop, "state": "open", "place": "", "address": visit.host, "network": "", "news": ""}
        return show_question(visit, stop, moment, about)
    device = visit.device.joining(workshop.id, ()).with_people(1)
    answered = step not in ("answer", "room") and asked.asks != "none"
    first = Answer(asked.id, asked.version, likely(asked), None) if answered else None
    return show_room(replace(visit, device=device, joined=workshop), Room(moment, stop, first=first))


def hands(visit: Visit, quiz_id: str, n: int, *, step: str, shown: int, path: str = "") -> Response:
    """Show what the wall shows of question n at a step, where hands are raised: nobody has a page of their own."""
    the_question(visit, quiz_id, n)
    stop = stop_of(visit, quiz_id, n, by_hands=True)
    about = {"workshop": _made_up(visit, quiz_id, "hands"), "place": "", "news": ""}
    return show_hands(visit, stop, _moment(stop, step, shown, path), about)


def stop_of(visit: Visit, quiz_id: str, n: int, *, by_hands: bool = False) -> Stop:
    """Return question n as a room takes it."""
    return list(stops_of(visit.services.library.quizzes[quiz_id], by_hands=by_hands))[n - 1]


def _moment(stop: Stop, step: str, shown: int, path: str) -> RoomMoment:
    if step not in get_args(Step):
        abort(404)
    return RoomMoment(stop.quiz.id, stop.question.id, cast("Step", step), shown, read(path))


def stay(visit: Visit, **_: object) -> Response:
    """Answer what a page of the room sends: nothing is taken, and the room goes on by the states of the preview."""
    return redirect_to(visit, visit.path(""))


def _talked(question: Question) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return first answers and those after talking of people who are made up."""
    right, wrong = likely(question), other(question)
    return [(right, right)] * AGREED + [(wrong, wrong)] * OTHERS


def _made_up(visit: Visit, quiz_id: str, way: Way) -> Workshop:
    """Return a workshop that runs."""
    return Workshop(
        id="preview",
        place="",
        week=None,
        day=visit.today,
        programme=None,
        meeting=1,
        quizzes=(quiz_id,),
        forms="",
        code=CODE,
        has_leader=False,
        begun=visit.now - HOUR,
        letting_in=True,
        joined=AGREED + OTHERS,
        ending=None,
        head_count_given=False,
        head_count=None,
        closed=False,
        way=way,
    )
