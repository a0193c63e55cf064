"""Turn: one person at a browser counts once a quiz and batch, by the ids that attempts which count have."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta

from quizlib import Quiz
from webapp.storage.batches import OPEN_FOR, home_batch, times_counted, workshop_batch
from webapp.web.visit import Visit

WEEK = timedelta(weeks=1)


def ids_in_turn(turn: str, batch: str, quiz: Quiz) -> tuple[str, ...]:
    """Return the ids of those attempts of one turn at a quiz version that count in a batch.

    They look random to everybody who does not know the turn, and are the same for the same turn, so that the primary
    key lets none of them be there twice.
    """
    return tuple(_id(turn, batch, quiz, number) for number in range(times_counted(quiz.kind)))


def may_count(visit: Visit, quiz: Quiz) -> bool:
    """Return whether an attempt that begins now may count: in a workshop; at home unless its address has begun many."""
    return visit.running is not None or visit.services.tally_limits.counts("home", visit.client, quiz=quiz.id)


def all_ids_in_turn(visit: Visit) -> Iterator[str]:
    """Yield the ids of all attempts of this turn that may count and may not have been deleted yet."""
    device, open_weeks = visit.device, OPEN_FOR // WEEK
    if not device.turn:
        return
    days = [visit.today - WEEK * back for back in range(open_weeks + visit.services.settings.wait_weeks)]
    quizzes = [quiz for one in (visit.services, *visit.services.earlier) for quiz in one.library.quizzes.values()]
    for quiz in {(quiz.id, quiz.version): quiz for quiz in quizzes}.values():
        batches = [home_batch(quiz.id, day) for day in days]
        if device.workshop:
            batches.append(workshop_batch(device.workshop))
        for batch in batches:
            yield from ids_in_turn(device.turn, batch, quiz)


def _id(turn: str, batch: str, quiz: Quiz, number: int) -> str:
    text = "\n".join((batch, quiz.id, quiz.version, str(number)))
    return urlsafe_b64encode(hashlib.blake2b(text.encode(), key=turn.encode(), digest_size=16).digest())[:22].decode()
