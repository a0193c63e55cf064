"""Programmes: their steps, and going on to the next."""

from __future__ import annotations

from flask import Response, abort, request

from quizlib import Programme
from webapp.participant.course import Course, adopted, new_way, way_of
from webapp.participant.ongoing_attempt import OngoingAttempt, find
from webapp.participant.quiz import begin_attempt, begin_uncounted
from webapp.participant.workshop_state import asks_first, ended_with, running
from webapp.web.device import Device, Way
from webapp.web.render import device, path, redirect_to, render, set_device
from webapp.web.services import services


def programme(lang: str, programme_id: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show the steps, and where one is."""
    wanted = _programme(programme_id)
    way = device().programmes.get(wanted.id)
    course = Course(wanted, way or Way(""))
    steps = [
        (step, services().quiz(step.quiz or step.refresh or ""), course.quiz_at(index) if way else None)
        for index, step in enumerate(wanted.steps)
    ]
    done = way.done if way else None
    return render("programme.html", programme=wanted, steps=steps, done=done, statistics=device().statistics)


def go_on(lang: str, programme_id: str) -> Response:  # noqa: ARG001 - as in programme
    """Begin the programme, go on to its next step, or leave it."""
    wanted = _programme(programme_id)
    known = device()
    if "leave" in request.form:
        return set_device(redirect_to(path("programme", wanted.id)), known.without_way(wanted.id))
    if "statistics" in request.form:
        known = known.keeping(remember=known.remember, statistics=True)
    way = known.programmes.get(wanted.id)
    if first := asks_first():
        return first
    if way is None or way.done >= len(wanted.steps):
        joined = running()
        way = way_of(joined, wanted) if joined and joined.programme == wanted.id else new_way()
    while way.done < len(wanted.steps) and Course(wanted, way).quiz is None:  # not offered any more
        way = Way(way.order, way.done + 1)
    return _next(known.with_way(wanted.id, way), Course(wanted, way))


def _programme(programme_id: str) -> Programme:
    return services().library.programmes.get(programme_id) or abort(404)


def _next(known: Device, course: Course) -> Response:
    """Go to where one is in the step that comes next, or begin it."""
    step, quiz = course.step, course.quiz
    if step is None or quiz is None:
        return set_device(redirect_to(path("programme", course.programme.id)), known)
    practice = step.refresh is not None
    passage = find(quiz, practice=practice)
    goes_on = isinstance(passage, OngoingAttempt) and not passage.finished and passage.attempt.only == course.only
    if isinstance(passage, OngoingAttempt) and goes_on and not ended_with(passage.attempt.id):
        return set_device(
            redirect_to(passage.address(passage.next)), adopted(known, passage.attempt, practice=practice)
        )
    return begin_uncounted(known, quiz, course.only) if practice else begin_attempt(known, quiz, course.only)
