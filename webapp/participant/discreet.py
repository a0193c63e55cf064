"""Discreet quizzes: taken by people who must not be seen taking them. Nothing of them is stored, counted or offered.

The answers are in a cookie of their own (`web/discreet_cookie`). No view here uses the device or the storage.
"""

from __future__ import annotations

from flask import Response, abort, request

from quizlib import Attempt, InvalidResponse, Quiz
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.participant.taking.answer import Sent, asked_on, following, marked, possible
from webapp.participant.taking.question import show
from webapp.participant.taking.quiz import in_its_language
from webapp.web.addresses import own_address
from webapp.web.devices.device import Draft
from webapp.web.devices.discreet_cookie import Kept, forget, keep, read
from webapp.web.replying.render import redirect_to, render
from webapp.web.visit import Visit


def start(visit: Visit, quiz_id: str) -> Response:
    """Show what the quiz is about, as to somebody who has never seen it."""
    quiz = _discreet(visit, quiz_id)
    return render(visit, "taking/start.html", key=quiz.id, quiz=quiz)


def begin(visit: Visit, quiz_id: str) -> Response:
    """Begin afresh."""
    quiz = _discreet(visit, quiz_id)
    return keep(visit, redirect_to(visit, visit.path("quiz", quiz.id, "begun")), quiz, Kept(Attempt.start(quiz)))


def begun(visit: Visit, quiz_id: str) -> Response:
    """Go to the first question, if the browser has kept what it was given; else explain what that means."""
    quiz = _discreet(visit, quiz_id)
    if _kept(visit, quiz):
        return redirect_to(visit, visit.path("quiz", quiz.id, 1))
    return render(visit, "visit/kept.html", to=visit.path("quiz", quiz.id), quiz=quiz, months=visit.services.months)


def question(visit: Visit, quiz_id: str, n: int) -> Response:
    """Ask question n, or show its feedback once it is answered."""
    quiz = _discreet(visit, quiz_id)
    kept = _kept(visit, quiz)
    return show(visit, OngoingAttempt(kept.attempt, practice=False), n, kept.draft) if kept else _begin(visit, quiz)


def answer(visit: Visit, quiz_id: str, n: int) -> Response:
    """Take the answer to question n, or put aside what has been chosen."""
    quiz = _discreet(visit, quiz_id)
    kept, sent = _kept(visit, quiz), Sent.of(request.form)
    if kept is None:
        return _begin(visit, quiz)
    ongoing = OngoingAttempt(kept.attempt, practice=False)
    if n > ongoing.of:
        abort(404)
    if n > ongoing.next:
        abort(409)
    if "later" in request.form:
        reply = redirect_to(visit, own_address(request.form["later"], visit.address))
        return _go_on(visit, reply, ongoing, ongoing.draft(n, possible(ongoing, n, sent.response)))
    try:
        step = marked(ongoing, n, sent)
    except InvalidResponse as error:
        if error.reason != "missing":
            abort(400)
        reply, draft = asked_on(visit, ongoing, n, sent)
        return _go_on(visit, reply, ongoing, draft)
    ongoing = ongoing.after(step, step.answer)
    return _go_on(visit, following(visit, ongoing, n), ongoing)


def result(visit: Visit, quiz_id: str) -> Response:
    """Show what matters most, without a word about how it went, until people leave."""
    quiz = _discreet(visit, quiz_id)
    return render(visit, "taking/discreet.html", key=quiz.id, quiz=quiz) if _kept(visit, quiz) else _begin(visit, quiz)


def leave(visit: Visit, quiz_id: str) -> Response:
    """Forget everything, and go to the front page."""
    _discreet(visit, quiz_id)
    return forget(visit, redirect_to(visit, visit.path("")))


def _discreet(visit: Visit, quiz_id: str) -> Quiz:
    quiz = visit.offered.quiz(quiz_id)
    return in_its_language(visit, quiz) if quiz and quiz.discreet else abort(404)


def _kept(visit: Visit, quiz: Quiz) -> Kept | None:
    return read(visit, quiz, request.headers.get("Cookie"))


def _begin(visit: Visit, quiz: Quiz) -> Response:
    return redirect_to(visit, visit.path("quiz", quiz.id))


def _go_on(visit: Visit, reply: Response, ongoing: OngoingAttempt, draft: Draft | None = None) -> Response:
    return keep(visit, reply, ongoing.quiz, Kept(ongoing.attempt, draft))
