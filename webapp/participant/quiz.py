"""Beginning a quiz: its start page, a counted attempt, an uncounted one, and what its voices say."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, abort, request, send_file

from quizlib import Attempt, Quiz, audio_type, recordings
from webapp.participant.age_and_channel import with_channel_counted
from webapp.participant.progress.check_ups import earlier_result
from webapp.participant.progress.course import explains_now
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.remembering import after_beginning
from webapp.participant.progress.workshop_state import batch_and_people, ended_with
from webapp.web.device import Device
from webapp.web.render import redirect_to, render, set_device
from webapp.web.visit import Visit


def start(visit: Visit, quiz_id: str) -> Response:
    """Show what a quiz is about, and offer to begin or to go on."""
    quiz = the_quiz(visit, quiz_id)
    found, device = find(visit, quiz), visit.device
    under_way = found if isinstance(found, OngoingAttempt) and not found.finished else None
    if under_way and ended_with(visit, under_way.attempt.id):
        found = under_way = None
    lost = not isinstance(found, OngoingAttempt) and quiz.id in device.attempts
    return render(
        visit,
        "start.html",
        quiz=quiz,
        ongoing=under_way,
        continue_href=visit.path(*under_way.page(under_way.next)) if under_way else None,
        gone=(found or "ended") if lost else None,
        has_result=quiz.id in device.results and quiz.kind != "ratings",
        short=len(quiz.short) if quiz.kind == "check-up" and len(quiz.short) < len(quiz.questions) else None,
        before=device.before,
    )


def begin(visit: Visit, quiz_id: str) -> Response:
    """Begin afresh, a check-up perhaps in its short form; a second tap on the button begins nothing more."""
    quiz = the_quiz(visit, quiz_id)
    if first := asks_first(visit):
        return first
    only = quiz.short if quiz.kind == "check-up" and "short" in request.form else None
    found = find(visit, quiz)
    fresh = isinstance(found, OngoingAttempt) and not found.attempt.answers and found.attempt.only == only
    if isinstance(found, OngoingAttempt) and fresh and not ended_with(visit, found.attempt.id):
        return go_to(visit, visit.device, found, 1)
    return begin_attempt(visit, visit.device, quiz, only)


def begin_practice(visit: Visit, quiz_id: str) -> Response:
    """Begin an uncounted attempt on what was not right; on everything, when that is no longer known."""
    quiz = the_quiz(visit, quiz_id)
    found = find(visit, quiz)
    ongoing = found if isinstance(found, OngoingAttempt) else None
    only = ongoing.attempt.result.not_right if ongoing else None
    unexplained = ongoing is not None and ongoing.silent and not explains_now(visit, ongoing)
    if only == () or unexplained:
        return redirect_to(visit, visit.path("quiz", quiz.id, "result"))
    return begin_uncounted(visit, visit.device, quiz, only)


def go_on_practising(visit: Visit, quiz_id: str) -> Response:
    """Go to the next question of the practice: this address is in the browser when beginning one failed."""
    quiz = the_quiz(visit, quiz_id)
    found = find(visit, quiz, practice=True)
    page = found.page(found.next) if isinstance(found, OngoingAttempt) else ("quiz", quiz.id)
    return redirect_to(visit, visit.path(*page))


def audio(visit: Visit, quiz_id: str, name: str) -> Response:
    """Send a recorded voice from the folder of the quiz."""
    quiz, folder = the_quiz(visit, quiz_id), visit.services.library.folder
    kind = audio_type(folder / name) if folder and name in recordings(quiz) else None
    if folder is None or kind is None:
        abort(404)
    return send_file((folder / name).resolve(), kind, conditional=True, max_age=3600)


def begin_attempt(visit: Visit, device: Device, quiz: Quiz, only: Collection[str] | None) -> Response:
    """Begin a counted attempt, and go to its first question."""
    attempt = Attempt.start(quiz, only=only)
    before = earlier_result(visit.services.library, device, quiz)
    _store(visit, attempt, counted=True, before=before)
    device = with_channel_counted(visit, device).with_attempt(quiz.id, attempt.id)
    return go_to(visit, device, OngoingAttempt(attempt, practice=False), 1)


def begin_uncounted(
    visit: Visit,
    device: Device,
    quiz: Quiz,
    only: Collection[str] | None,
    *,
    because_of: tuple[str, int] | None = None,
) -> Response:
    """Begin an uncounted attempt, and go to its first question.

    `because_of` (the quiz that was done, the number of the refresher) says that it refreshes an earlier quiz.
    """
    attempt = Attempt.start(quiz, only=only)
    _store(visit, attempt, counted=False)
    device = device.with_practice(quiz.id, attempt.id)
    if because_of:
        device = device.with_refresher(quiz.id, *because_of)
    return go_to(visit, device, OngoingAttempt(attempt, practice=True), 1)


def go_to(visit: Visit, device: Device, ongoing: OngoingAttempt, n: int) -> Response:
    """Go to question n of an attempt; the programmes that wait for one like it go on with it."""
    changed = after_beginning(device, visit.offered, ongoing)
    return set_device(visit, redirect_to(visit, visit.path(*ongoing.page(n))), changed)


def asks_first(visit: Visit) -> Response | None:
    """Send to the question how many people are at the screen, if a workshop runs and the browser does not know yet."""
    return redirect_to(visit, visit.path("people")) if visit.running and not visit.device.people else None


def the_quiz(visit: Visit, quiz_id: str) -> Quiz:
    """Return the quiz of an address, if it is offered today."""
    return visit.offered.quiz(quiz_id) or abort(404)


def _store(visit: Visit, attempt: Attempt, *, counted: bool, before: dict[str, object] | None = None) -> None:
    batch, people = batch_and_people(visit, attempt.quiz)
    visit.services.live.start(
        attempt,
        language=visit.language.id,
        batch=batch,
        counted=counted,
        people=people,
        before=before if people == 1 else None,  # two at one screen are compared with nothing
    )
