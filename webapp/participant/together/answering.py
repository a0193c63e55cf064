"""Answers to the question where the room is: the first, which counts as any other, and the one after talking."""

from __future__ import annotations

from flask import Response, abort, request

from quizlib import Attempt, InvalidResponse, Question
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.participant.progress.remembering import after_answer, after_beginning
from webapp.participant.progress.storing import save
from webapp.participant.progress.workshop_state import taken_together
from webapp.participant.taking.answer import Sent
from webapp.participant.taking.quiz import started
from webapp.participant.together.pages import ask, elsewhere, place_of
from webapp.participant.together.room import Room
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.live import Live
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hour import Stop
from webapp.web.addresses import own_address
from webapp.web.devices.device import Device, Draft
from webapp.web.replying.render import redirect_to, set_device
from webapp.web.visit import Visit


def answer_together(visit: Visit, quiz_id: str, question_id: str) -> Response:
    """Take the first answer to a question, if the room is still there."""
    return _take(visit, quiz_id, question_id, later=False)


def answer_after_talk(visit: Visit, quiz_id: str, question_id: str) -> Response:
    """Take the answer after talking, if the room still talks about this question."""
    return _take(visit, quiz_id, question_id, later=True)


def _take(visit: Visit, quiz_id: str, question_id: str, *, later: bool) -> Response:
    joined = taken_together(visit)
    if joined is None:
        return redirect_to(visit, elsewhere(visit))
    page, room, sent = visit.path("together"), Room.of(visit, joined), Sent.of(request.form)
    stop = room.stop
    if stop is None or (stop.quiz.id, stop.question.id) != (quiz_id, question_id):
        return redirect_to(visit, page)  # the room has gone on
    if "later" in request.form:
        reply = redirect_to(visit, own_address(request.form["later"], visit.address))
        return set_device(visit, reply, visit.device.with_draft(_draft(stop.question, sent)))
    try:
        stop.question.mark(sent.response)
    except InvalidResponse as error:
        if error.reason != "missing":
            abort(400)
        reply = redirect_to(visit, f"{page}?missing=1")
        return set_device(visit, reply, visit.device.with_draft(_draft(stop.question, sent)))
    try:
        device = _stored_later(visit, joined, room, sent) if later else _stored_first(visit, room, stop, sent)
    except StorageUnavailable:
        return ask(visit, room, stop, sent.response, problem="unavailable", code=503)
    reply = redirect_to(visit, page)
    return reply if device == visit.device else set_device(visit, reply, device)


def _stored_first(visit: Visit, room: Room, stop: Stop, sent: Sent) -> Device:
    """Store the first answer as any other, in an attempt that begins with it; return the device as it is then."""
    device, ongoing, live = _without_draft(visit.device, stop.question), room.ongoing, visit.services.live
    if room.first or not room.takes_first:
        return device
    if ongoing is None:
        device, ongoing = started(visit, device.in_turn(), stop.quiz)
        device, ongoing = after_beginning(device, visit.offered, ongoing), _past_examples(live, ongoing)
    step = ongoing.attempt.answer(stop.question.id, sent.response)
    stored = save(visit.services, step, finished=_finished(step.attempt))
    if stored is None:
        return device
    ongoing = ongoing.after(step, stored)
    return after_answer(device, visit.offered, ongoing, ongoing.attempt.questions.index(stop.question) + 1)


def _past_examples(live: Live, ongoing: OngoingAttempt) -> OngoingAttempt:
    """Store that the worked examples are behind this person: the room has looked at them."""
    for question in ongoing.attempt.questions:
        if question.asks == "none":
            step = ongoing.attempt.answer(question.id, ())
            live.save(step.attempt.id, step.answer, finished=False)
            ongoing = ongoing.after(step, step.answer)
    return ongoing


def _finished(attempt: Attempt) -> bool:
    """Return whether everything is answered but the conversations, in which the room chooses."""
    answered = {answer.question for answer in attempt.answers}
    return all(question.id in answered or question.asks == "path" for question in attempt.questions)


def _stored_later(visit: Visit, joined: Workshop, room: Room, sent: Sent) -> Device:
    """Store the answer after talking beside the first; return the device as it is then."""
    if room.ongoing and room.stop and room.talks:
        name = room.stop.question.id
        visit.services.together.discuss(joined.id, room.ongoing.attempt.id, name, sent.response)
    return visit.device if room.stop is None else _without_draft(visit.device, room.stop.question)


def _draft(question: Question, sent: Sent) -> Draft:
    return Draft(place_of(question), sent.response)


def _without_draft(device: Device, question: Question) -> Device:
    draft = device.draft
    return device.with_draft(None) if draft and draft.place == place_of(question) else device
