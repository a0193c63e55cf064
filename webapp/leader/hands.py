"""Hands up, as the leader sees it: how many are there, one question after the other, counting hands, what was right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from string import ascii_uppercase

from flask import Response, abort, request

from quizlib import Explanation
from webapp.leader.progress import state_of
from webapp.prints.hour_plan import plan_of
from webapp.storage.workshops.hands import most_raised
from webapp.storage.workshops.together import RoomMoment
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hands import Raised, ballot, counted, read
from webapp.together.hour import END, Hour, Stop, said_next
from webapp.web.languages import words
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import afresh
from webapp.web.typed import letters, number, sent_back
from webapp.web.visit import Visit

MOST = 500  # people that may be told
MOST_STEPS = 99_999  # of a room
LONGEST = 6  # characters of a number that was typed, which are shown again


@dataclass(frozen=True)
class HandsRoom:
    """Where a workshop by hands is: `moment` is None before the first question, `stop` then and at the end."""

    hour: Hour
    moment: RoomMoment | None
    stop: Stop | None

    @classmethod
    def of(cls, visit: Visit, workshop: Workshop) -> HandsRoom:
        """Return where it is."""
        hour, moment = Hour.of(visit.offered, workshop), visit.services.together.present(workshop.id)
        return cls(hour, moment, hour.stop(moment))

    @property
    def moves(self) -> int:
        """How many steps it has made."""
        return self.moment.moves if self.moment else 0

    @property
    def ballot(self) -> tuple[Raised, ...]:
        """The answers for which hands are counted now."""
        return ballot(self.stop) if self.stop and self.moment and self.moment.step == "hands" else ()

    @property
    def chooses(self) -> bool:
        """Whether it has something to choose in a conversation."""
        return bool(self.stop and self.moment and self.stop.chooses(self.moment))

    def explanation(self, language: str) -> Explanation | None:
        """Return what may be told of the question; None where there is none."""
        return self.stop.explain(self.moment, language) if self.stop and self.moment else None


def page(visit: Visit, workshop: Workshop, about: Mapping[str, object]) -> Response:
    """Show the leader what to say now, what to count, and the one button that leads on."""
    room, stored = HandsRoom.of(visit, workshop), visit.services.hands.all(workshop.id)
    here = room.stop
    kept = read(here, stored.get(here.quiz.id, {})) if here else {}
    here_still = request.args.get("seen") == str(room.moves)
    unsent = {one.field: request.args[one.field] for one in room.ballot if here_still and one.field in request.args}
    typed = {one.choice: unsent.get(one.field, kept.get(one.choice, 0)) for one in room.ballot}
    asks_people = workshop.head_count is None or "people" in request.args
    language = visit.language.id
    return render(
        visit,
        "leader/hands/hands.html",
        room=room,
        kept=kept,
        typed=typed,
        unsent=unsent,
        asks_people=asks_people,
        people=request.args.get("people") or workshop.head_count or "",
        problem=request.args.get("problem") if asks_people or unsent else None,
        seen=_version(workshop, room),
        explanation=room.explanation(language),
        prompt=here.question.prompt(language, room.moment.path) if here and room.moment else None,
        ballot=ballot(here) if here else (),
        leads_to=room.hour.leads_to(room.moment),
        letters=ascii_uppercase,
        plan=plan_of(visit.offered, workshop, visit.language, words()["_"], visit.now),
        state=state_of(workshop, visit.now),
        **about,
    )


def moved(visit: Visit, workshop: Workshop, token: str) -> Response:
    """Have the page drawn afresh, or only say that the room has gone on, where somebody has begun to count."""
    if not request.args.get("counting"):
        return afresh()
    return render(visit, "leader/hands/hands_moved.html", token=token, workshop=workshop)


def version(visit: Visit, workshop: Workshop) -> str:
    """Return what is another one whenever the page has something else to show."""
    return _version(workshop, HandsRoom.of(visit, workshop))


def act(visit: Visit, token: str) -> Response:
    """Do what a button of the page says: ask for heads, note heads or hands, or lead on, back, or past a question."""
    own = visit.path("lead", letters(token))
    found = visit.services.workshops.by_leader(letters(token))
    if found is None or found.way != "hands" or found.led(visit.now) != "now" or found.phase(visit.now) != "running":
        return redirect_to(visit, own)
    visit = visit.with_content_of(found)
    does: dict[str, Callable[[Visit, Workshop, HandsRoom], str]] = {
        "heads": _heads,
        "people": _people,
        "on": _on,
        "more": partial(_on, more=True),
        "skip": _skip,
        "back": _back,
        "say": _say,
    }
    action = request.form.get("action", "")
    if action not in does:
        abort(400)
    wrong = does[action](visit, found, HandsRoom.of(visit, found))
    return redirect_to(visit, f"{own}?{wrong}" if wrong else own)


def least(visit: Visit, workshop: Workshop) -> int:
    """Return how many people there must be, by the hands that were counted."""
    return max(map(most_raised, visit.services.hands.all(workshop.id).values()), default=0)


def _heads(_visit: Visit, workshop: Workshop, room: HandsRoom) -> str:
    """Ask once more how many people there are."""
    return sent_back([("people", str(workshop.head_count or "")), *_unsent(room)])


def _people(visit: Visit, workshop: Workshop, room: HandsRoom) -> str:
    """Note how many people there are, and begin with the first question; return what is wrong."""
    typed = request.form.get("people", "").strip()
    told = number(typed, MOST)
    if not told or told < least(visit, workshop):
        problem = "missing" if not typed else "low" if told else "wrong"
        return sent_back([("people", typed[:LONGEST]), ("problem", problem), *_unsent(room)])
    visit.services.workshops.change(workshop.id, lambda found: found.count_heads(told, visit.now))
    if room.moment is None:
        visit.services.together.move(workshop.id, 0, room.hour.after(None))
    return sent_back(_unsent(room))


def _on(visit: Visit, workshop: Workshop, room: HandsRoom, *, more: bool = False) -> str:
    """Note the hands that were counted, and lead on; return what is wrong, with all that was typed.

    With `more`, there are as many people as hands were counted.
    """
    stop, moment = room.stop, room.moment
    if moment is None or _seen() != room.moves or moment.step == "end":
        return ""
    if stop and room.ballot:
        typed = {one.choice: request.form.get(one.field, "").strip() or "0" for one in room.ballot}
        told = {choice: number(text, MOST) for choice, text in typed.items()}
        raised = counted(stop, {choice: people or 0 for choice, people in told.items()})
        most = most_raised(raised.answers) if raised else 0
        people = max(workshop.head_count or 0, most if more else 0)
        if None in told.values() or most > people:
            return sent_back([("problem", "number" if None in told.values() else "over"), *_unsent(room)])
        if people != workshop.head_count:
            visit.services.workshops.change(workshop.id, lambda found: found.count_heads(people, visit.now))
        visit.services.hands.put(workshop.id, [raised] if raised else [])
    visit.services.together.move(workshop.id, room.moves, room.hour.after(moment))
    return ""


def _skip(visit: Visit, workshop: Workshop, room: HandsRoom) -> str:
    """Lead on to the next question, and leave this one uncounted."""
    if room.moment and _seen() == room.moves:
        visit.services.together.move(workshop.id, room.moves, room.hour.past(room.moment))
    return ""


def _back(visit: Visit, workshop: Workshop, room: HandsRoom) -> str:
    """Lead back by one step; in a conversation, by one choice."""
    if room.moment and _seen() == room.moves:
        visit.services.together.move(workshop.id, room.moves, room.hour.before(room.moment))
    return ""


def _say(visit: Visit, workshop: Workshop, room: HandsRoom) -> str:
    """Note what the room has chosen to say next in a conversation."""
    choice = request.form.get("choice", "")
    said = said_next(room.stop, room.moment, choice) if room.stop and room.moment else None
    if said and _seen() == room.moves:
        visit.services.together.move(workshop.id, room.moves, said)
    return ""


def _unsent(room: HandsRoom) -> list[tuple[str, str]]:
    """Return the hands that were typed for the question and are not noted yet, with the step that the page had seen."""
    fields = [
        (one.field, request.form[one.field].strip()[:LONGEST]) for one in room.ballot if one.field in request.form
    ]
    return [("seen", str(room.moves)), *fields] if fields and _seen() == room.moves else []


def _seen() -> int:
    return number(request.form.get("seen", ""), MOST_STEPS) or 0


def _version(workshop: Workshop, room: HandsRoom) -> str:
    """Return what is another one whenever the room has gone on, or its head count has changed."""
    return f"hands-{room.moves}-{workshop.head_count or 0}"


def at_the_end(room: HandsRoom) -> bool:
    """Return whether the room has come to the end of the hour."""
    return room.moment is not None and room.moment.step == END.step
