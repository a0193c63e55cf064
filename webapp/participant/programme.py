"""Programmes: their steps, and going on to the next."""

from __future__ import annotations

from flask import Response, abort, request

from quizlib import Programme
from webapp.participant.progress.course import Course, new_way, way_of
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.workshop_state import ended_with
from webapp.participant.quiz import asks_first, begin_attempt, begin_uncounted, go_to
from webapp.web.device import Device, Way
from webapp.web.render import redirect_to, render, set_device
from webapp.web.visit import Visit


def programme(visit: Visit, programme_id: str) -> Response:
    """Show the steps, and which of them comes next."""
    wanted = _programme(visit, programme_id)
    way = visit.device.programmes.get(wanted.id)
    course = Course(wanted, way or Way(""), visit.offered)
    steps = [
        (step, visit.offered.quiz(step.quiz or step.refresh or ""), course.quiz_at(index) if way else None)
        for index, step in enumerate(wanted.steps)
    ]
    done, statistics = way.done if way else None, visit.device.statistics
    return render(visit, "programme.html", programme=wanted, steps=steps, done=done, statistics=statistics)


def go_on(visit: Visit, programme_id: str) -> Response:
    """Begin the programme, go on to its next step, or leave it."""
    wanted, device = _programme(visit, programme_id), visit.device
    if "leave" in request.form:
        return _show(visit, wanted, device.without_way(wanted.id))
    if "statistics" in request.form:
        device = device.keeping(remember=device.remember, statistics=True)
    if first := asks_first(visit):
        return first
    course = Course(wanted, _way(visit, device, wanted), visit.offered)
    return _next(visit, device.with_way(wanted.id, course.way), course)


def _programme(visit: Visit, programme_id: str) -> Programme:
    return visit.services.library.programmes.get(programme_id) or abort(404)


def _show(visit: Visit, programme: Programme, device: Device) -> Response:
    return set_device(visit, redirect_to(visit, visit.path("programme", programme.id)), device)


def _way(visit: Visit, device: Device, programme: Programme) -> Way:
    """Return how far this browser is; steps that are not offered any more are left out."""
    way = device.programmes.get(programme.id)
    if way is None or way.done >= len(programme.steps):
        joined = visit.running
        in_workshop = joined is not None and joined.programme == programme.id
        way = way_of(joined, programme) if joined and in_workshop else new_way(visit.offered)
    while way.done < len(programme.steps) and Course(programme, way, visit.offered).quiz is None:
        way = Way(way.order, way.done + 1)
    return way


def _next(visit: Visit, device: Device, course: Course) -> Response:
    """Go on with the attempt of the step that comes next, or begin one."""
    step, quiz = course.step, course.quiz
    if step is None or quiz is None:
        return _show(visit, course.programme, device)
    practice = step.refresh is not None
    found = find(visit, quiz, practice=practice)
    goes_on = isinstance(found, OngoingAttempt) and not found.finished and found.attempt.only == course.only
    if isinstance(found, OngoingAttempt) and goes_on and not ended_with(visit, found.attempt.id):
        return go_to(visit, device, found, found.next)
    if practice:
        return begin_uncounted(visit, device, quiz, course.only)
    return begin_attempt(visit, device, quiz, course.only)
