"""Remembering: what the device keeps once an attempt has begun, and after each answer."""

from __future__ import annotations

from dataclasses import replace

from quizlib import Attempt
from webapp.participant.progress.check_ups import after_check_up
from webapp.participant.progress.course import courses
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.participant.taking.marks import marks_of, safely
from webapp.web.devices.device import Device, Way
from webapp.web.devices.remembered_result import RememberedResult
from webapp.web.offered_quizzes import OfferedQuizzes


def after_beginning(device: Device, offered: OfferedQuizzes, ongoing: OngoingAttempt) -> Device:
    """Return the device with an attempt that has begun: every programme that waits for one like it goes on with it."""
    attempt = ongoing.attempt
    for course in reversed(courses(offered, device)):
        refreshes = course.step is not None and not course.step.counted
        if course.waits_for(attempt.quiz) and course.only == attempt.only and ongoing.practice == refreshes:
            device = device.with_way(course.programme.id, replace(course.way, attempt=attempt.id))
    return device


def after_answer(device: Device, offered: OfferedQuizzes, ongoing: OngoingAttempt, n: int) -> Device:
    """Return the device after question n was answered: with the result so far, and a step further in programmes."""
    if device.draft and device.draft.place == ongoing.draft(n).place:
        device = device.with_draft(None)
    if device.begun:
        device = device.with_begun(None)
    if not (ongoing.practice or ongoing.three):
        device = _with_result(device, offered, ongoing)
    return _with_step_done(device, offered, ongoing.attempt) if ongoing.finished else device


def _with_result(device: Device, offered: OfferedQuizzes, ongoing: OngoingAttempt) -> Device:
    """Return the device with the result so far, and at the end of a check-up with the first of all."""
    quiz = ongoing.quiz
    result = _result_so_far(offered, ongoing)
    known = device.results.get(quiz.id)
    if known and known.same_as(result):  # the same answer once more changes nothing
        return device
    if not (ongoing.silent and ongoing.finished):
        device = device.with_result(quiz.id, result)
    else:
        earlier = device.before or device.first
        device = device.with_result(quiz.id, replace(result, earlier=earlier))
        device = after_check_up(offered.library, device, ongoing.attempt, result.month)
    return after_beginning(device, offered, ongoing) if ongoing.finished else device


def _result_so_far(offered: OfferedQuizzes, ongoing: OngoingAttempt) -> RememberedResult:
    attempt = ongoing.attempt
    scales = {question.id for question in attempt.questions if question.rates is not None}
    ratings = {answer.question: int(answer.response[0]) for answer in attempt.answers if answer.question in scales}
    safe = safely(marks_of(attempt))
    return RememberedResult.of(attempt.result, ratings, safe, month=f"{offered.day:%Y-%m}", done=ongoing.finished)


def _with_step_done(device: Device, offered: OfferedQuizzes, attempt: Attempt) -> Device:
    """Return the device after an attempt is finished: every programme that went on with it has come a step further."""
    for course in reversed(courses(offered, device)):
        if course.way.attempt == attempt.id:
            device = device.with_way(course.programme.id, Way(course.way.order, course.way.done + 1))
    return device
