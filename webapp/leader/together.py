"""A workshop that is taken together, as its leader sees it: where the room is, how many have answered, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from quizlib import Explanation
from webapp.storage.workshops.together import Answered, RoomMoment
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hour import Hour, Stop, said_next
from webapp.together.wall import drawn
from webapp.web.visit import Visit


@dataclass(frozen=True)
class RoomProgress:
    """Where the room is, the question there, how many have answered it, and what the next press leads to.

    `moment` is None before the first question, `stop` is None then and at the end. `leads_to` is the next step, or
    `question` where that is the first step of another question.
    """

    moment: RoomMoment | None
    stop: Stop | None
    answered: Answered
    leads_to: str

    @property
    def moves(self) -> int:
        """How many steps the room has made."""
        return self.moment.moves if self.moment else 0

    @property
    def changes(self) -> tuple[object, ...]:
        """What another version of the page depends on."""
        return self.moves, self.answered

    @property
    def chooses(self) -> bool:
        """Whether the room has something to choose in a conversation."""
        return bool(self.stop and self.moment and self.stop.chooses(self.moment))

    def explanation(self, language: str) -> Explanation | None:
        """Return what may be told of the question; None where there is none."""
        return self.stop.explain(self.moment, language) if self.stop and self.moment else None


def room_of(visit: Visit, workshop: Workshop) -> RoomProgress | None:
    """Return where the room of a workshop is; None if it is not taken together, or is closed."""
    if workshop.way != "together" or workshop.closed:
        return None
    together, hour = visit.services.together, Hour.of(visit.offered, workshop)
    moment = together.present(workshop.id)
    stop = hour.stop(moment)
    answered = together.answered(workshop.id, moment) if moment and stop else Answered(0, 0, 0)
    return RoomProgress(moment, stop, answered, hour.leads_to(moment))


def go_on(visit: Visit, workshop: Workshop, seen: int) -> bool:
    """Lead the room to the next step, if it is still where the leader saw it."""
    hour = Hour.of(visit.offered, workshop)
    here = visit.services.together.present(workshop.id)
    if workshop.way != "together" or (here and here.step == "end") or seen != (here.moves if here else 0):
        return False
    following = hour.after(here)
    stop = hour.stop(following)
    draw = partial(drawn, stop.question) if stop and following.step == "answers" else None
    return visit.services.together.move(workshop.id, seen, following, draw)


def say(visit: Visit, workshop: Workshop, seen: int, choice: str) -> bool:
    """Note what the room has chosen to say next in a conversation."""
    here = visit.services.together.present(workshop.id)
    stop = Hour.of(visit.offered, workshop).stop(here)
    chosen = said_next(stop, here, choice) if stop and here else None
    return chosen is not None and visit.services.together.move(workshop.id, seen, chosen)
