"""Programmes: their steps, and going on to the next."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Response, abort, request

from quizlib import Programme, Quiz
from webapp.participant.age_and_channel import AGES, asks_age
from webapp.participant.progress.check_ups import sitting_code
from webapp.participant.progress.course import Course, new_way, way_of
from webapp.participant.progress.journey import (
    Stage,
    ends_sitting,
    messages_met,
    quizzes_of,
    rated_in,
    to_take_home,
)
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.quiz_list import next_quiz
from webapp.participant.progress.workshop_state import ended_with
from webapp.participant.taking.marks import Deed, deed_of
from webapp.participant.taking.quiz import asks_first, begin_attempt, begin_uncounted, go_to
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.addresses import saying
from webapp.web.devices.device import Device, Way
from webapp.web.replying.render import redirect_to, render, set_device
from webapp.web.visit import Visit

AGAIN = timedelta(weeks=4)  # after its last check-up, a programme says when to come again


def programme(visit: Visit, programme_id: str) -> Response:
    """Show the steps, and which of them comes next; after the last, what it was about and what comes now."""
    wanted = the_programme(visit, programme_id)
    way = visit.device.programmes.get(wanted.id)
    course = Course(wanted, way or Way(""), visit.offered)
    quizzes = [None if step.check_up and not way else course.quiz_at(index) for index, step in enumerate(wanted.steps)]
    steps = list(zip(wanted.steps, quizzes, strict=True))
    given = way is not None and (visit.over or ends_sitting(course))
    shown: dict[str, Any] = {
        "programme": wanted,
        "steps": steps,
        "done": way.done if way else None,
        "stage": Stage.at(wanted, min(course.way.done + 1, len(steps))) if way else None,
        "code": sitting_code(visit.device) if given else None,
    }
    if way and course.step is None:
        return render(visit, "visit/programme_end.html", **shown, **_end(visit, course))
    return render(visit, "visit/programme.html", **shown, statistics=visit.device.statistics)


def _end(visit: Visit, course: Course) -> dict[str, Any]:
    """Return what the end of a programme has to say beside its steps."""
    device, quizzes = visit.device, quizzes_of(course)
    ratings = [(quiz, device.results[quiz.id].ratings) for quiz in rated_in(course) if quiz.id in device.results]
    check_ups = [quiz for quiz in quizzes if quiz.kind == "check-up"]
    last = max((device.results[quiz.id].month for quiz in check_ups if quiz.id in device.results), default="")
    return {
        "met": messages_met(course),
        "taken": [quiz for quiz in quizzes if quiz.kind == "quiz"],
        "check_ups": len(check_ups),
        "deed": _deed(visit, quizzes),
        "actions": to_take_home(course)[2],
        "again": visit.today + AGAIN if last == f"{visit.today:%Y-%m}" else None,
        "onward": next_quiz(visit),
        "rated": [
            (question, question.explain(question.mark([str(steps[question.id])]), visit.language.id))
            for quiz, steps in ratings
            for question in quiz.questions
            if question.id in steps
        ],
        "asks_age": next((quiz.id for quiz in quizzes if asks_age(device, quiz.id)), None),
        "ages": AGES,
    }


def _deed(visit: Visit, quizzes: Sequence[Quiz]) -> Deed | None:
    """Return something that the person did on the way, as far as the answers are still there."""
    with contextlib.suppress(StorageUnavailable):
        for quiz in sorted(quizzes, key=lambda quiz: quiz.kind == "check-up"):
            found = find(visit, quiz)
            deed = deed_of(found.attempt, visit.language.id) if isinstance(found, OngoingAttempt) else None
            if deed:
                return deed
    return None


def go_on(visit: Visit, programme_id: str) -> Response:
    """Begin the programme, go on to its next step, or leave it."""
    wanted, device = the_programme(visit, programme_id), visit.device
    if "leave" in request.form:
        left = saying(visit.path("programme", wanted.id), "left")
        return set_device(visit, redirect_to(visit, left), device.without_way(wanted.id))
    if "statistics" in request.form:
        device = device.keeping(remember=device.remember, statistics=True)
    if first := asks_first(visit):
        return first
    course = Course(wanted, _way(visit, device, wanted), visit.offered)
    return _next(visit, device.with_way(wanted.id, course.way), course)


def the_programme(visit: Visit, programme_id: str) -> Programme:
    """Return the programme of an address; end with a page that says so if it has errors."""
    if programme_id in visit.services.left_out.programmes:
        abort(render(visit, "base/left_out.html", 503, under_way=programme_id in visit.device.programmes))
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
    practice = not step.counted
    found = find(visit, quiz, practice=practice)
    goes_on = isinstance(found, OngoingAttempt) and not found.finished and found.attempt.only == course.only
    if isinstance(found, OngoingAttempt) and goes_on and not ended_with(visit, found.attempt.id):
        return go_to(visit, device, found, found.next)
    if practice:
        return begin_uncounted(visit, device, quiz, course.only)
    return begin_attempt(visit, device, quiz, course.only)
