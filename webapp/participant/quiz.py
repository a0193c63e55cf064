"""Beginning a quiz: its start page, a counted attempt, an uncounted one, and what its voices say."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, abort, request, send_file

from quizlib import Attempt, Quiz, audio_type, recordings
from webapp.participant.course import adopted, waits_for_more
from webapp.participant.earlier import before
from webapp.participant.ongoing_attempt import OngoingAttempt, find
from webapp.participant.visits import visited
from webapp.participant.workshop_state import asks_first, ended_with, where
from webapp.web.device import Device
from webapp.web.render import device, language, path, redirect_to, render, set_device
from webapp.web.services import services


def start(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show what a quiz is about, and offer to begin or to go on."""
    quiz = the_quiz(quiz_id)
    passage = find(quiz)
    known = quiz.id in device().attempts
    under_way = passage if isinstance(passage, OngoingAttempt) and not passage.finished else None
    if under_way and ended_with(under_way.attempt.id):
        passage = under_way = None
    gone = None if isinstance(passage, OngoingAttempt) or not known else "renewed" if passage == "renewed" else "ended"
    return render(
        "start.html",
        quiz=quiz,
        passage=under_way,
        gone=gone,
        has_result=quiz.id in device().results and quiz.kind != "ratings",
        short=len(quiz.short) if quiz.kind == "check-up" and len(quiz.short) < len(quiz.questions) else None,
        before=device().before,
    )


def begin(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Begin afresh, a check-up perhaps in its short form; a second tap on the button begins nothing more."""
    quiz = the_quiz(quiz_id)
    if first := asks_first():
        return first
    only = quiz.short if quiz.kind == "check-up" and "short" in request.form else None
    passage = find(quiz)
    fresh = isinstance(passage, OngoingAttempt) and not passage.attempt.answers and passage.attempt.only == only
    if isinstance(passage, OngoingAttempt) and fresh and not ended_with(passage.attempt.id):
        return set_device(redirect_to(passage.address(1)), adopted(device(), passage.attempt, practice=False))
    return begin_attempt(device(), quiz, only)


def begin_practice(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Begin an uncounted attempt on what was not right; on everything, when that is no longer known."""
    quiz = the_quiz(quiz_id)
    passage = find(quiz)
    only = passage.attempt.result.not_right if isinstance(passage, OngoingAttempt) else None
    untold = isinstance(passage, OngoingAttempt) and passage.silent and not told(passage)
    if only == () or untold:
        return redirect_to(path("quiz", quiz.id, "result"))
    return begin_uncounted(device(), quiz, only)


def go_on_practising(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Go to where one is in the practice: this address is in the browser when beginning one failed."""
    quiz = the_quiz(quiz_id)
    passage = find(quiz, practice=True)
    return redirect_to(passage.address(passage.next) if isinstance(passage, OngoingAttempt) else path("quiz", quiz.id))


def audio(lang: str, quiz_id: str, name: str) -> Response:  # noqa: ARG001 - as in start
    """Send a recorded voice that lies beside the quiz."""
    quiz, folder = the_quiz(quiz_id), services().library.folder
    kind = audio_type(folder / name) if folder and name in recordings(quiz) else None
    if folder is None or kind is None:
        abort(404)
    return send_file((folder / name).resolve(), kind, conditional=True, max_age=3600)


def begin_attempt(known: Device, quiz: Quiz, only: Collection[str] | None) -> Response:
    """Begin a counted attempt, and go to its first question."""
    attempt = Attempt.start(quiz, only=only)
    _store(known, attempt, counted=True, before=before(known, quiz))
    known = visited(known)
    changed = adopted(known.with_attempt(quiz.id, attempt.id), attempt, practice=False)
    return set_device(redirect_to(OngoingAttempt(attempt, practice=False).address(1)), changed)


def begin_uncounted(
    known: Device, quiz: Quiz, only: Collection[str] | None, *, because_of: tuple[str, int] | None = None
) -> Response:
    """Begin an uncounted attempt; `because_of` (quiz done, which time) says that it refreshes an earlier quiz."""
    attempt = Attempt.start(quiz, only=only)
    _store(known, attempt, counted=False)
    changed = adopted(known.with_practice(quiz.id, attempt.id), attempt, practice=True)
    changed = changed.with_refresher(quiz.id, *because_of) if because_of else changed
    return set_device(redirect_to(OngoingAttempt(attempt, practice=True).address(1)), changed)


def told(passage: OngoingAttempt) -> bool:
    """Say whether answers may be explained: in a check-up at its end, in a programme after the last of them."""
    return not passage.silent or (passage.finished and not waits_for_more(device(), passage.attempt.quiz))


def the_quiz(quiz_id: str) -> Quiz:
    """Return the quiz of an address, if it is offered today."""
    return services().quiz(quiz_id) or abort(404)


def _store(known: Device, attempt: Attempt, *, counted: bool, before: dict[str, object] | None = None) -> None:
    batch, people = where(known, attempt.quiz)
    before = before if people == 1 else None  # two at one screen are compared with nothing
    services().live.start(attempt, language=language().id, batch=batch, counted=counted, people=people, before=before)
