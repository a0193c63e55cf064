"""The page for the projector: it shows what everybody may know, and can do nothing."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Response, abort, request

from webapp.leader.hands import version
from webapp.leader.hands_wall import hands_wall
from webapp.leader.progress import state_of
from webapp.storage.workshops.together import RoomMoment
from webapp.storage.workshops.workshop import Workshop
from webapp.together.fitting import is_long, pictures
from webapp.together.hour import Hour, Stop
from webapp.web.invitation import joining, qr, site_address
from webapp.web.replying.render import render
from webapp.web.replying.replies import nothing_new
from webapp.web.visit import Visit

NETWORK = {"network": 32, "password": 63}  # characters of the name of a wireless network, and of its password


def screen(visit: Visit, workshop_id: str) -> Response:
    """Show, large, what all in the room need: address, code, where the room is, and when it is over, thanks."""
    return _picture(*_room(visit, workshop_id))


def screen_now(visit: Visit, workshop_id: str) -> Response:
    """Give another picture once the workshop is in another state."""
    visit, found = _room(visit, workshop_id)
    seen = _seen(visit, found, _moment(visit, found))
    return nothing_new() if request.args.get("seen") == seen else _picture(visit, found)


def _picture(visit: Visit, found: Workshop) -> Response:
    """Return the picture of a workshop. What the address says of the wireless network is shown, and stored nowhere."""
    state, moment = state_of(found, visit.now), _moment(visit, found)
    seen = _seen(visit, found, moment)
    if found.way == "hands" and state in ("open", "shut"):
        return hands_wall(visit, found, f"{visit.path('screen', found.id, 'now')}?seen={seen}")
    network = {name: request.args.get(name, "")[:most] for name, most in NETWORK.items()}
    asked = urlencode({"seen": seen, **{name: typed for name, typed in network.items() if typed}})
    about = {
        "workshop": found,
        "state": state,
        "place": visit.services.places.name(found.place),
        "address": site_address(visit),
        "network": network["network"],
        "network_code": network["password"],
        "news": "" if state == "ended" else f"{visit.path('screen', found.id, 'now')}?{asked}",
    }
    stop = Hour.of(visit.offered, found).stop(moment)
    if stop and moment and state in ("open", "shut"):
        return show_question(visit, stop, moment, about)
    return render(
        visit,
        "leader/walls/screen.html",
        waits=found.awaited(visit.now),
        qr=qr(joining(visit, found)) if found.code else "",
        at_end=moment is not None and moment.step == "end" and state == "shut",
        **about,
    )


def show_question(visit: Visit, stop: Stop, moment: RoomMoment, about: Mapping[str, object]) -> Response:
    """Return the message, the step, what to talk about, the picture of the answers, or the signs one by one."""
    question, explanation = stop.question, stop.explain(moment, visit.language.id)
    return render(
        visit,
        "leader/walls/together_wall.html",
        quiz=stop.quiz,
        question=question,
        n=stop.n,
        of=stop.of,
        at=moment,
        prompt=question.prompt(visit.language.id, moment.path if moment.step == "room" else ()),
        explanation=explanation,
        long=explanation.message is not None and is_long(explanation.message),
        parted=moment.step == "answer" and pictures(question) > 1,
        **about,
    )


def _moment(visit: Visit, found: Workshop) -> RoomMoment | None:
    return visit.services.together.present(found.id) if found.way == "together" else None


def _seen(visit: Visit, found: Workshop, moment: RoomMoment | None) -> str:
    """Return what is another one whenever there is another picture."""
    state = state_of(found, visit.now)
    if found.way == "hands" and state in ("open", "shut"):
        return version(visit, found)
    return f"{state}-{moment.moves}" if moment else state


def _room(visit: Visit, workshop_id: str) -> tuple[Visit, Workshop]:
    """Return a workshop, and the visit with the content with which that has begun."""
    found = visit.services.workshops.by_id(workshop_id) or abort(404)
    return visit.with_content_of(found), found
