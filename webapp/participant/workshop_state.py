"""Event: what it means for a participant that this browser has joined a workshop: its batch, and its end."""

from __future__ import annotations

from flask import Response

from quizlib import Quiz
from webapp.storage.batches import home_batch
from webapp.storage.workshops.workshop import Workshop
from webapp.web.device import Device
from webapp.web.render import device, path, phase, redirect_to, workshop
from webapp.web.services import services, today


def running() -> Workshop | None:
    """Return the workshop that this browser is in, while it goes on."""
    return workshop() if phase() in ("running", "ending") else None


def over() -> bool:
    """Say whether this browser has been in a workshop that is over."""
    return phase() in ("ended", "closed")


def ended_with(attempt_id: str) -> bool:
    """Say whether an attempt belongs to a workshop that is over: nothing is asked in it any more."""
    joined = workshop() if over() else None
    return joined is not None and services().live.batch(attempt_id) == joined.batch


def says_goodbye() -> bool:
    """Say whether a workshop is over and its programme has no other meeting: then everything may be explained."""
    joined = workshop()
    programme = services().library.programmes.get(joined.programme or "") if joined else None
    return over() and (joined is None or programme is None or joined.meeting >= len(programme.meetings))


def without_attempt(quiz: Quiz) -> str:
    """Return where one goes who has no attempt any more: after a workshop to what the device still knows of it."""
    known = over() and quiz.id in device().results
    return path("quiz", quiz.id, "result") if known else path("quiz", quiz.id)


def asks_first() -> Response | None:
    """Send to the question how many sit at the screen, if that is not known yet; before anything is begun."""
    return redirect_to(path("people")) if running() and not device().people else None


def where(known: Device, quiz: Quiz) -> tuple[str, int]:
    """Return in which batch an attempt begins, and how many share it."""
    joined = running()
    people = known.people if known.workshop else 1
    return joined.batch if joined else home_batch(quiz.id, today()), people or 1
