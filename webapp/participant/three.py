"""Three messages: the short way through a quiz, which is not counted, and going on from it to the whole quiz."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from quizlib import Attempt, Quiz
from webapp.participant.age_and_channel import with_channel_counted
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.turn import ids_in_turn, may_count
from webapp.participant.progress.workshop_state import batch_and_people
from webapp.participant.taking.marks import outcome
from webapp.participant.taking.quiz import begin_once_it_remembers, go_to, offers_three, the_quiz
from webapp.storage.live import Renewed
from webapp.web.replying.render import redirect_to, render
from webapp.web.visit import Visit


def three(visit: Visit, quiz_id: str) -> Response:
    """Show what the three messages of a quiz are about, and offer to begin or to go on."""
    quiz = the_quiz(visit, quiz_id)
    found = find(visit, quiz)
    if not offers_three(visit, quiz, found):
        return redirect_to(visit, visit.path("quiz", quiz.id))
    if isinstance(found, OngoingAttempt) and found.finished:
        return redirect_to(visit, visit.path("quiz", quiz.id, "result"))
    goes_on = isinstance(found, OngoingAttempt) and found.attempt.answers
    return render(
        visit,
        "taking/three.html",
        key=quiz.id if visit.device.is_new else None,
        quiz=quiz,
        continue_href=visit.path(*found.page(found.next)) if isinstance(found, OngoingAttempt) and goes_on else None,
    )


def begin_three(visit: Visit, quiz_id: str) -> Response:
    """Begin the three messages of a quiz; a second tap on the button begins nothing more."""
    quiz = the_quiz(visit, quiz_id)
    found = find(visit, quiz)
    if not offers_three(visit, quiz, found):
        return redirect_to(visit, visit.path("quiz", quiz.id))
    if isinstance(found, OngoingAttempt):
        return go_to(visit, visit.device, found, found.next)
    attempt = Attempt.start(quiz, only=quiz.three_messages)
    batch, people = batch_and_people(visit, quiz)
    device = visit.device.in_turn().with_attempt(quiz.id, attempt.id, three=True)
    ongoing = OngoingAttempt(attempt, practice=False)
    if not visit.remembers:
        return begin_once_it_remembers(visit, device, ongoing)
    visit.services.live.start(attempt, language=visit.language.id, batch=batch, counted=False, people=people)
    return go_to(visit, device, ongoing, 1)


def go_on_to_whole(visit: Visit, quiz_id: str) -> Response:
    """Go on from the three messages to the whole quiz: their answers stand, and it counts as if it had begun so."""
    quiz = the_quiz(visit, quiz_id)
    found, device, live = find(visit, quiz), visit.device.in_turn(), visit.services.live
    quiz = found.quiz if isinstance(found, OngoingAttempt) else quiz
    batch, people = batch_and_people(visit, quiz)
    ids = ids_in_turn(device.turn, batch, quiz)
    begun: Attempt | Renewed | None = None
    if visit.phase is None and isinstance(found, OngoingAttempt) and found.three:
        part, whole, counted = found.attempt.id, Attempt.start(quiz), ids if may_count(visit, quiz) else ()
        begun = live.go_on(part, whole, counted, language=visit.language.id, batch=batch, people=people)
    elif visit.phase is None and found is None and quiz.id in device.three:
        begun = live.attempt(ids[0], quiz)  # a second tap: the first has gone on already
    if not isinstance(begun, Attempt):
        return redirect_to(visit, visit.path("quiz", quiz.id))
    device = with_channel_counted(visit, device).with_attempt(quiz.id, begun.id, three=True)
    ongoing = find(replace(visit, device=device), quiz)
    if not isinstance(ongoing, OngoingAttempt):
        return redirect_to(visit, visit.path("quiz", quiz.id))
    return go_to(visit, device, ongoing, ongoing.next)


def show_three(visit: Visit, ongoing: OngoingAttempt) -> Response:
    """Return the page that says how the three messages went, and offers the rest of the quiz."""
    quiz = ongoing.quiz
    return render(
        visit,
        "taking/three_result.html",
        **outcome(visit, ongoing),
        examples=ongoing.examples,
        more=len(quiz.questions) - quiz.examples - len(ongoing.attempt.answers),
        other=_other_three(visit, quiz),
    )


def _other_three(visit: Visit, quiz: Quiz) -> Quiz | None:
    """Return the next quiz whose three messages this browser has not begun, in the order of the front page."""
    names, device = visit.offered.order_in(visit.language.id), visit.device
    at = names.index(quiz.id) + 1 if quiz.id in names else 0
    for name in (*names[at:], *names[:at]):
        other = visit.offered.quiz(name)
        if other and other.three_messages and name not in device.results and name not in device.attempts:
            return other
    return None
