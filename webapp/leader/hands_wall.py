"""What the projector shows where hands are raised: the message and its choices, then what it was. Never a number."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase

from flask import Response

from quizlib import PromptMessage
from webapp.leader.hands import HandsRoom, at_the_end
from webapp.storage.workshops.together import RoomMoment
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hands import ballot
from webapp.together.hour import Stop
from webapp.web.replying.render import render
from webapp.web.visit import Visit

LONG = 210  # characters of a message that takes the whole width of the wall
DOOR = 80  # as many as the drawing of a door has room for


def hands_wall(visit: Visit, workshop: Workshop, news: str) -> Response:
    """Show where the room is; `news` is the address that is asked for another picture."""
    room = HandsRoom.of(visit, workshop)
    about = {"news": news, "workshop": workshop, "place": visit.services.places.name(workshop.place)}
    if room.stop and room.moment:
        return show_hands(visit, room.stop, room.moment, about)
    return render(visit, "leader/walls/hands_wall.html", step=None, stop=None, at_end=at_the_end(room), **about)


def show_hands(visit: Visit, stop: Stop, moment: RoomMoment, about: Mapping[str, object]) -> Response:
    """Show a question at a step: the message with its choices, then what it was, sign by sign."""
    question, explanation = stop.question, stop.explain(moment, visit.language.id)
    return render(
        visit,
        "leader/walls/hands_wall.html",
        step=moment.step,
        stop=stop,
        question=question,
        ballot=ballot(stop),
        prompt=question.prompt(visit.language.id, moment.path if moment.step == "room" else ()),
        explanation=explanation,
        long=explanation.message is not None and _room_of(explanation.message) > LONG,
        letters=ascii_uppercase,
        **about,
    )


def _room_of(message: PromptMessage) -> int:
    """Return how much room a message takes, in characters."""
    said = [*message.texts.values(), *(one.text for one in message.earlier)]
    return sum(map(len, said)) + DOOR * (message.channel == "door")
