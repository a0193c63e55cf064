"""An answer to a question: what the form sent is marked, stored, remembered, and followed by the next page.

The view reads in that order: form → attempt → marked → stored → remembered by the device → page.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, request
from werkzeug.datastructures import MultiDict

from quizlib import Answer, AttemptStep, InvalidResponse, Quiz
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find, unread
from webapp.participant.progress.remembering import after_answer
from webapp.participant.progress.storing import save
from webapp.participant.progress.workshop_state import address_without_attempt, ended_with
from webapp.participant.taking.question import ask, show_feedback
from webapp.participant.taking.quiz import the_quiz
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.addresses import own_address
from webapp.web.devices.device import Draft
from webapp.web.replying.render import redirect_to, set_device
from webapp.web.services import Services
from webapp.web.typed import number
from webapp.web.visit import Visit

MOST_PLACES = 999
SURENESS = {"1": 1, "2": 2, "3": 3}


@dataclass(frozen=True)
class Sent:
    """What the form of a question sent: the response, how sure the person is of it (1 to 3), and if it is a second try.

    A response is all fields named `response`, or `response.…` where each part of a question has its own. Where a field
    `place` comes beside each of them, its numbers put them in order; a response without a number, or with one that
    another has too, has no place yet and is left out.
    """

    response: tuple[str, ...]
    sure: int | None
    again: bool

    @classmethod
    def of(cls, form: MultiDict[str, str]) -> Sent:
        """Return what a form sent."""
        return cls(_response_in(form), SURENESS.get(form.get("sure", "")), "again" in form)


def answer(visit: Visit, quiz_id: str, n: int) -> Response:
    """Take the answer to question n."""
    return _take(visit, the_quiz(visit, quiz_id), n, practice=False)


def answer_practice(visit: Visit, quiz_id: str, n: int) -> Response:
    """Take the answer to question n of a practice."""
    return _take(visit, the_quiz(visit, quiz_id, practice=True), n, practice=True)


def _take(visit: Visit, quiz: Quiz, n: int, *, practice: bool) -> Response:
    does = _put_aside if "later" in request.form else _receive
    return does(visit, quiz, n, Sent.of(request.form), practice=practice)


def _receive(visit: Visit, quiz: Quiz, n: int, sent: Sent, *, practice: bool) -> Response:
    """Mark and store what was sent, and show what follows."""
    try:
        ongoing = find(visit, quiz, practice=practice)
    except StorageUnavailable:
        if practice or n > len(quiz.questions):
            raise
        return _ask_later(visit, unread(visit, quiz), n, sent)
    if not isinstance(ongoing, OngoingAttempt):
        return redirect_to(visit, address_without_attempt(visit, quiz))
    if n > ongoing.of:
        abort(404)
    if n > ongoing.next:
        abort(409)
    try:
        step = marked(ongoing, n, sent)
    except InvalidResponse as error:
        return _ask_on(visit, ongoing, n, sent) if error.reason == "missing" else abort(400)
    try:
        stored = store(visit.services, step, sent, practice=practice)
    except StorageUnavailable:
        return _ask_later(visit, ongoing, n, sent)
    if stored is None:
        return redirect_to(visit, address_without_attempt(visit, quiz))
    return _go_on(visit, ongoing.after(step, stored), n)


def _put_aside(visit: Visit, quiz: Quiz, n: int, sent: Sent, *, practice: bool) -> Response:
    """Go where the person wants to go first, such as to larger text; the device keeps what has been chosen."""
    reply = redirect_to(visit, own_address(request.form["later"], visit.address))
    try:
        ongoing = find(visit, quiz, practice=practice)
    except StorageUnavailable:
        return reply
    if not isinstance(ongoing, OngoingAttempt) or n > ongoing.of or not ongoing.asks(n):
        return reply
    draft = ongoing.draft(n, possible(ongoing, n, sent.response), sent.sure)
    return set_device(visit, reply, visit.device.with_draft(draft))


def marked(ongoing: OngoingAttempt, n: int, sent: Sent) -> AttemptStep:
    """Return the attempt with the answer. InvalidResponse if the response is missing, not whole or impossible."""
    name = ongoing.question(n).id
    if sent.again:
        return ongoing.attempt.again(name, sent.response)
    sure = sent.sure if ongoing.asks_sureness(n) and not ongoing.question(n).doubts(sent.response) else None
    return ongoing.attempt.answer(name, sent.response, sure)


def store(services: Services, step: AttemptStep, sent: Sent, *, practice: bool) -> Answer | None:
    """Store the answer of a step, and return the one that counts; None if there is no attempt any more."""
    if sent.again:
        return services.live.try_again(step.attempt.id, step.answer)
    return save(services, step, finished=step.attempt.question is None, counts=not practice)


def _go_on(visit: Visit, ongoing: OngoingAttempt, n: int) -> Response:
    """Show what follows the answer to question n, and let the browser remember it."""
    reply = following(visit, ongoing, n)
    device = after_answer(visit.device, visit.offered, ongoing, n)
    return reply if device == visit.device else set_device(visit, reply, device)


def following(visit: Visit, ongoing: OngoingAttempt, n: int) -> Response:
    """Return the page that follows: the feedback, or the next question where nothing is to be explained.

    Once a workshop is over, the result follows.
    """
    if not ongoing.practice and ended_with(visit, ongoing.attempt.id):
        return redirect_to(visit, visit.path("quiz", ongoing.quiz.id, "result"))
    if not ongoing.explains(n):
        return redirect_to(visit, visit.path(*ongoing.page(n + 1)))
    if not visit.htmx:
        return redirect_to(visit, visit.path(*ongoing.page(n)))
    if ongoing.tries_again(n):
        return ask(visit, ongoing, n, (), again=True)
    return show_feedback(visit, ongoing, n)


def _ask_on(visit: Visit, ongoing: OngoingAttempt, n: int, sent: Sent) -> Response:
    reply, draft = asked_on(visit, ongoing, n, sent)
    return set_device(visit, reply, visit.device.with_draft(draft)) if draft else reply


def asked_on(visit: Visit, ongoing: OngoingAttempt, n: int, sent: Sent) -> tuple[Response, Draft | None]:
    """Ask for the next step of what goes on, or for what is missing; return what the browser is to keep, if any."""
    goes_on = ongoing.question(n).goes_on(sent.response)
    if visit.htmx:
        problem, code = (None, 200) if goes_on else ("missing", 422)
        reply = ask(visit, ongoing, n, sent.response, sure=sent.sure, again=sent.again, problem=problem, code=code)
    else:
        reply = redirect_to(visit, visit.path(*ongoing.page(n)) + ("#now" if goes_on else "?missing=1"))
    kept = sent.response or sent.sure or goes_on
    return reply, ongoing.draft(n, sent.response, sent.sure) if kept else None


def _ask_later(visit: Visit, ongoing: OngoingAttempt, n: int, sent: Sent) -> Response:
    """Say that nothing can be stored now, and keep the response in the form."""
    response = possible(ongoing, n, sent.response)
    return ask(visit, ongoing, n, response, sure=sent.sure, again=sent.again, problem="unavailable", code=503)


def possible(ongoing: OngoingAttempt, n: int, response: tuple[str, ...]) -> tuple[str, ...]:
    """Return a response as the form may show it again: empty, if it was never offered."""
    try:
        ongoing.question(n).mark(response)
    except InvalidResponse as error:
        return response if error.reason == "missing" else ()
    return response


def _response_in(form: MultiDict[str, str]) -> tuple[str, ...]:
    given = [value for name, value in form.items(multi=True) if name.partition(".")[0] == "response"]
    places = [number(place, MOST_PLACES) for place in form.getlist("place")]
    if len(places) != len(given):
        return tuple(given)
    placed = zip(places, given, strict=True)
    own = sorted((place, value) for place, value in placed if place is not None and places.count(place) == 1)
    return tuple(value for _, value in own)
