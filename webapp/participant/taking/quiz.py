"""Beginning a quiz: its start page, a counted attempt, an uncounted one, and what its voices say."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, abort, request, send_file

from quizlib import Attempt, Quiz, audio_type, recordings
from webapp.participant.age_and_channel import with_channel_counted
from webapp.participant.progress.check_ups import earlier_result
from webapp.participant.progress.course import courses, explains_now
from webapp.participant.progress.journey import stage_of
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.remembering import after_beginning
from webapp.participant.progress.turn import ids_in_turn, may_count
from webapp.participant.progress.workshop_state import batch_and_people, ended_with
from webapp.storage.live import Renewed
from webapp.web.devices.device import Begun, Device
from webapp.web.replying.render import redirect_to, render, set_device
from webapp.web.visit import Visit


def start(visit: Visit, quiz_id: str) -> Response:
    """Show what a quiz is about, and offer to begin or to go on."""
    quiz = the_quiz(visit, quiz_id)
    found, device = find(visit, quiz), visit.device
    three = found if isinstance(found, OngoingAttempt) and found.three else None
    under_way = found if isinstance(found, OngoingAttempt) and not (found.finished or three) else None
    quiz = under_way.quiz if under_way else quiz
    if under_way and ended_with(visit, under_way.attempt.id):
        found = under_way = None
    lost = not isinstance(found, OngoingAttempt) and quiz.id in device.attempts
    return render(
        visit,
        "taking/start.html",
        key=quiz.id if device.is_new else None,
        stage=stage_of(visit, quiz, under_way),
        quiz=quiz,
        ongoing=under_way,
        continue_href=visit.path(*under_way.page(under_way.next)) if under_way else None,
        gone=(found or "ended") if lost else None,
        asks_who=isinstance(found, OngoingAttempt) and found.half_answered and visit.running is not None,
        short_again=isinstance(found, OngoingAttempt) and found.attempt.only is not None,
        three=offers_three(visit, quiz, found),
        answered=len(three.attempt.answers) if three else 0,
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


def offers_three(visit: Visit, quiz: Quiz, found: OngoingAttempt | Renewed | None) -> bool:
    """Return whether the three messages of a quiz can be taken alone, where `found` is what has been begun of it.

    They cannot in workshops and programmes, nor once the whole quiz has been begun.
    """
    device = visit.device
    alone = device.workshop is None and not any(course.waits_for(quiz) for course in courses(visit.offered, device))
    begun = quiz.id in device.results or (isinstance(found, OngoingAttempt) and not found.three)
    return alone and not begun and bool(quiz.three_messages)


def begin_practice(visit: Visit, quiz_id: str) -> Response:
    """Begin an uncounted attempt on what was not right; on everything, when that is no longer known."""
    quiz = the_quiz(visit, quiz_id)
    found = find(visit, quiz)
    ongoing = found if isinstance(found, OngoingAttempt) else None
    only = ongoing.attempt.result.not_right if ongoing else None
    quiz = ongoing.quiz if ongoing else quiz
    unexplained = ongoing is not None and ongoing.silent and not explains_now(visit, ongoing)
    if only == () or unexplained:
        return redirect_to(visit, visit.path("quiz", quiz.id, "result"))
    return begin_uncounted(visit, visit.device, quiz, only)


def go_on_practising(visit: Visit, quiz_id: str) -> Response:
    """Go to the next question of the practice: this address is in the browser when beginning one failed."""
    quiz = the_quiz(visit, quiz_id, practice=True)
    found = find(visit, quiz, practice=True)
    page = found.page(found.next) if isinstance(found, OngoingAttempt) else ("quiz", quiz.id)
    return redirect_to(visit, visit.path(*page))


def audio(visit: Visit, quiz_id: str, name: str) -> Response:
    """Send a recorded voice from the folder of the quiz."""
    refresher, folder = visit.offered.refresher(quiz_id), visit.services.library.folder
    quiz = visit.offered.quiz(quiz_id) or (refresher and refresher[1])
    kind = audio_type(folder / name) if quiz and folder and name in recordings(quiz) else None
    if folder is None or kind is None:
        abort(404)
    return send_file((folder / name).resolve(), kind, conditional=True, max_age=3600)


def begin_attempt(visit: Visit, device: Device, quiz: Quiz, only: Collection[str] | None) -> Response:
    """Begin an attempt that counts, unless this person has another at the quiz, and go to its first question."""
    device = device.in_turn()
    if visit.remembers:
        return go_to(visit, *started(visit, device, quiz, only), 1)
    attempt = Attempt.resume(quiz, ids_in_turn(device.turn, batch_and_people(visit, quiz)[0], quiz)[0], (), only)
    device = device.with_via(visit.channel).with_attempt(quiz.id, attempt.id)
    return begin_once_it_remembers(visit, device, OngoingAttempt(attempt, practice=False))


def started(
    visit: Visit, device: Device, quiz: Quiz, only: Collection[str] | None = None
) -> tuple[Device, OngoingAttempt]:
    """Store an attempt that counts, unless this person has another at the quiz, or does not want to be counted.

    Return it with the device, which must be in a turn, as it is then.
    """
    batch, people = batch_and_people(visit, quiz)
    before = _before(visit, device, quiz, only) if people == 1 else None
    counts = may_count(visit, quiz) and not device.uncounted
    attempt = visit.services.live.start_in_turn(
        Attempt.start(quiz, only=only),
        ids_in_turn(device.turn, batch, quiz) if counts else (),
        language=visit.language.id,
        batch=batch,
        people=people,
        before=before,  # two at one screen are compared with nothing
    )
    device = with_channel_counted(visit, device).with_attempt(quiz.id, attempt.id)
    return device, OngoingAttempt(attempt, practice=False)


def _before(visit: Visit, device: Device, quiz: Quiz, only: Collection[str] | None) -> dict[str, object] | None:
    """Return what an attempt stores of the first one of its kind."""
    practice = any(course.waits_for(quiz) and course.practises for course in courses(visit.offered, device))
    return earlier_result(visit.services.library, device, quiz, short=only is not None, practice=practice)


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
    batch, people = batch_and_people(visit, quiz)
    device = device.with_practice(quiz.id, attempt.id)
    if not visit.remembers:
        return begin_once_it_remembers(visit, device, OngoingAttempt(attempt, practice=True))
    visit.services.live.start(attempt, language=visit.language.id, batch=batch, counted=False, people=people)
    if because_of:
        device = device.with_refresher(quiz.id, *because_of)
    return go_to(visit, device, OngoingAttempt(attempt, practice=True), 1)


def go_to(visit: Visit, device: Device, ongoing: OngoingAttempt, n: int) -> Response:
    """Go to question n of an attempt; the programmes that wait for one like it go on with it."""
    changed = after_beginning(device, visit.offered, ongoing)
    return set_device(visit, redirect_to(visit, visit.path(*ongoing.page(n))), changed)


def begin_once_it_remembers(visit: Visit, device: Device, ongoing: OngoingAttempt) -> Response:
    """Go to the first question of an attempt that is stored only when the browser comes there with its cookie."""
    attempt = ongoing.attempt
    return go_to(visit, device.with_begun(Begun(attempt.id, str(visit.today), attempt.only)), ongoing, 1)


def asks_first(visit: Visit) -> Response | None:
    """Send to the question how many people are at the screen, if a workshop runs and the browser does not know yet."""
    return redirect_to(visit, visit.path("people")) if visit.running and not visit.device.people else None


def the_quiz(visit: Visit, quiz_id: str, *, practice: bool = False) -> Quiz:
    """Return the quiz of an address, if it is offered today; end with a page that says so if it has errors.

    It says too if the quiz is not in this language, and where it is. A browser that has begun a quiz which is not there
    any more may go on with it.

    A mixed refresher of a programme can only be practised: other addresses of it lead to the programme. No view that
    uses it is for a discreet quiz, which is neither stored nor remembered.
    """
    quiz = visit.offered.quiz(quiz_id)
    refresher = None if quiz else visit.offered.refresher(quiz_id)
    if refresher and not practice:
        abort(redirect_to(visit, visit.path("programme", refresher[0].id)))
    quiz = refresher[1] if refresher else quiz
    begun = visit.device.practice if practice else visit.device.attempts
    quiz = quiz or (next(visit.versions(quiz_id), None) if quiz_id in begun else None)
    if quiz is None and quiz_id in visit.services.left_out.quizzes:
        abort(render(visit, "base/left_out.html", 503, under_way=quiz_id in visit.device.attempts))
    if quiz is None or quiz.discreet:
        abort(404)
    return in_its_language(visit, quiz)


def in_its_language(visit: Visit, quiz: Quiz) -> Quiz:
    """Return a quiz that is in the language of a visit; end with a page that says where it is if it is not."""
    if not quiz.is_in(visit.language.id):
        elsewhere = visit.in_language(visit.services.languages[0], visit.path_with_channel("quiz", quiz.id))
        abort(render(visit, "taking/not_in_language.html", 404, quiz=quiz, elsewhere=elsewhere))
    return quiz
