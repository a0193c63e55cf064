"""Workshop state: what it means for attempts that this browser has joined a workshop: their batch, and their end."""

from __future__ import annotations

from quizlib import Quiz
from webapp.storage.batches import home_batch
from webapp.storage.workshops.workshop import Workshop
from webapp.web.visit import Visit


def ended_with(visit: Visit, attempt_id: str) -> bool:
    """Return whether an attempt belongs to the workshop of this browser and that is over: no question is asked then."""
    joined = visit.workshop if visit.over else None
    return joined is not None and visit.services.live.batch(attempt_id) == joined.batch


def says_goodbye(visit: Visit) -> bool:
    """Return whether the workshop is over and its programme has no other meeting: then everything may be explained."""
    if not visit.over:
        return False
    joined = visit.workshop
    programme = visit.services.library.programmes.get(joined.programme or "") if joined else None
    return joined is None or programme is None or joined.meeting >= len(programme.meetings)


def address_without_attempt(visit: Visit, quiz: Quiz) -> str:
    """Return where a person without an attempt goes: after a workshop to the result that the browser remembers."""
    remembered = visit.over and quiz.id in visit.device.results
    return visit.path("quiz", quiz.id, *(("result",) if remembered else ()))


def batch_and_people(visit: Visit, quiz: Quiz) -> tuple[str, int]:
    """Return in which batch an attempt begins, and how many people share it."""
    joined = visit.running
    people = visit.device.people if visit.device.workshop else 1
    return joined.batch if joined else home_batch(quiz.id, visit.today), people or 1


def taken_together(visit: Visit) -> Workshop | None:
    """Return the workshop in which this browser follows the room; None where each goes on alone."""
    joined = visit.running
    return joined if joined and joined.way == "together" and not visit.device.apart else None


def beginning(visit: Visit, joined: Workshop) -> str:
    """Return the address at which a workshop begins: where the room is, its programme, or the list of its quizzes."""
    if joined.way == "together":
        return visit.path("together")
    if joined.programme in visit.services.library.programmes:
        return visit.path("programme", joined.programme)
    return visit.path("workshop")
