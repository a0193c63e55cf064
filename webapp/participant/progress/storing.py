"""Storing: an answer is on the disk, and then the application that listens to the site hears of it."""

from __future__ import annotations

from quizlib import Answer, AttemptStep
from webapp.web.services import Services


def save(services: Services, step: AttemptStep, *, finished: bool, counts: bool = True) -> Answer | None:
    """Store the answer of a step and return the one that counts: the first; None if there is no attempt any more.

    Of an attempt that never counts, and of a worked example, nobody hears.
    """
    attempt, answer = step.attempt, step.answer
    stored = services.live.save(attempt.id, answer, finished=finished)
    if counts and stored is answer and answer.response:
        services.hooks.answered(attempt.quiz, answer)
        if finished:
            services.hooks.finished(attempt.quiz, lambda: attempt.result)
    return stored
