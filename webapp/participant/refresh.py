"""The refresher: four messages, from the second and again from the sixth calendar month after a quiz."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Response

from quizlib import Quiz
from webapp.participant.quiz import begin_uncounted
from webapp.web.device import Device
from webapp.web.render import device, path, redirect_to, render
from webapp.web.services import services, today

AFTER = (2, 6)  # calendar months


@dataclass(frozen=True)
class Offer:
    """A quiz that was done, the one whose messages are shown, and which of the refreshers this is, from 1."""

    done: Quiz
    quiz: Quiz
    count: int


def refresh(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Offer the refresher, if one is due."""
    offer = offered(device(), today())
    return render("refresh.html", offer=offer) if offer else redirect_to(path(""))


def begin_refresher(lang: str) -> Response:  # noqa: ARG001 - as in refresh
    """Begin it."""
    offer = offered(device(), today())
    if offer is None:
        return redirect_to(path(""))
    because = (offer.done.id, offer.count)
    return begin_uncounted(device(), offer.quiz, offer.quiz.refresher, because_of=because)


def offered(known: Device, day: date) -> Offer | None:
    """Return what is due where the browser remembers: messages of a quiz not yet taken, where there is such."""
    if not known.remember:
        return None
    for name, reached in known.results.items():
        done = services().quiz(name)
        if not done or done.kind != "quiz" or not reached.done:
            continue
        year, month = map(int, reached.month.split("-"))
        passed = (day.year - year) * 12 + day.month - month
        count = sum(passed >= months for months in AFTER)
        if count > reached.refreshed and (quiz := _fresh(known) or (done if done.refresher else None)):
            return Offer(done, quiz, count)
    return None


def _fresh(known: Device) -> Quiz | None:
    """Return a quiz not yet taken, rather one of which no messages were shown either."""
    names = [name for name in services().order if name not in known.results]
    quizzes = (services().quiz(name) for name in sorted(names, key=lambda name: name in known.practice))
    return next((quiz for quiz in quizzes if quiz and quiz.kind == "quiz" and quiz.refresher), None)
