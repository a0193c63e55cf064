"""Refreshers: when they are due, from the second and again from the sixth calendar month after a quiz."""

from __future__ import annotations

from dataclasses import dataclass

from quizlib import Quiz
from webapp.web.devices.device import Device
from webapp.web.offered_quizzes import OfferedQuizzes

AFTER = (2, 6)  # calendar months


@dataclass(frozen=True)
class Refresher:
    """A quiz that was done, the one whose messages are shown, and the number of this refresher, from 1."""

    done: Quiz
    quiz: Quiz
    count: int


def due(offered: OfferedQuizzes, device: Device) -> Refresher | None:
    """Return the refresher that is due where the browser remembers, with messages of a quiz not yet taken if it can."""
    if not device.remember:
        return None
    for name, result in device.results.items():
        done = offered.quiz(name)
        if not done or done.kind != "quiz" or not result.done:
            continue
        year, month = map(int, result.month.split("-"))
        passed = (offered.day.year - year) * 12 + offered.day.month - month
        count = sum(passed >= months for months in AFTER)
        if count > result.refreshed and (quiz := _not_taken(offered, device) or (done if done.refresher else None)):
            return Refresher(done, quiz, count)
    return None


def _not_taken(offered: OfferedQuizzes, device: Device) -> Quiz | None:
    """Return a quiz not yet taken; prefer a quiz whose messages were not practised either."""
    names = [name for name in offered.order if name not in device.results]
    quizzes = (offered.quiz(name) for name in sorted(names, key=lambda name: name in device.practice))
    return next((quiz for quiz in quizzes if quiz and quiz.kind == "quiz" and quiz.refresher), None)
