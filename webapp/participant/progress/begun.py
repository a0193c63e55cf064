"""Begun: the attempt of a browser that had not shown yet that it remembers, stored once it has."""

from __future__ import annotations

from quizlib import Attempt, Quiz
from webapp.participant.age_and_channel import count_channel
from webapp.participant.progress.turn import may_count
from webapp.participant.progress.workshop_state import batch_and_people
from webapp.web.devices.device import Begun
from webapp.web.visit import Visit


def stored_now(visit: Visit, quiz: Quiz, begun: Begun, *, counted: bool) -> Attempt | None:
    """Store an attempt now that its browser has sent the cookie back, and return it.

    None if it began on another day, or if the quiz has lost a question since.
    """
    if begun.day != str(visit.today):
        return None
    try:
        attempt = Attempt.resume(quiz, begun.attempt, (), begun.only)
    except ValueError:
        return None
    batch, people = batch_and_people(visit, quiz)
    three = quiz.id in visit.device.three
    counted = counted and not three and may_count(visit, quiz)
    new = visit.services.live.start(attempt, language=visit.language.id, batch=batch, counted=counted, people=people)
    if new and counted and visit.device.via:
        count_channel(visit, visit.device, visit.device.via)
    return attempt
