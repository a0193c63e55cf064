"""How it went: the result of an attempt and of practice, and the reminder sheet."""

from __future__ import annotations

from flask import Response

from quizlib import Attempt, Language, Quiz, ReminderCode
from webapp.participant.age_and_channel import AGES, asks_age
from webapp.participant.progress.check_ups import code_of, forms_taken, next_form
from webapp.participant.progress.course import course_with, waits_for_more
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.workshop_state import ended_with
from webapp.participant.quiz import the_quiz
from webapp.web.render import redirect_to, render
from webapp.web.visit import Visit


def result(visit: Visit, quiz_id: str) -> Response:
    """Show how it went, also when it is not finished, and when only the device still knows."""
    quiz = the_quiz(visit, quiz_id)
    found, remembered, course = find(visit, quiz), visit.device.results.get(quiz.id), course_with(visit, quiz)
    if quiz.kind == "ratings":
        return redirect_to(visit, visit.path("programme", course.programme.id) if course else visit.path(""))
    ongoing = found if isinstance(found, OngoingAttempt) and found.attempt.answers else None
    attempt = ongoing.attempt if ongoing else None
    check_up = quiz.kind == "check-up"
    ended = ended_with(visit, attempt.id) if attempt else visit.over
    if attempt is None and (remembered is None or (check_up and not remembered.done and not ended)):
        return redirect_to(visit, visit.path("quiz", quiz.id))
    finished = ongoing.finished if ongoing else bool(remembered and remembered.done)
    silent = check_up and (not (finished or ended) or waits_for_more(visit, quiz))
    shown = attempt.result if attempt else remembered.result if remembered else None
    goes_on = ongoing is not None and not (finished or ended)
    return render(
        visit,
        "result.html",
        quiz=quiz,
        result=None if check_up and not (finished or ended) else shown,
        ended=ended,
        finished=finished,
        answered=max(len(attempt.answers) - quiz.examples, 0) if attempt else None,
        of=len(attempt.questions if attempt else quiz.questions) - quiz.examples,
        not_right=() if silent or attempt is None else attempt.result.not_right,
        continue_href=visit.path(*ongoing.page(ongoing.next)) if ongoing and goes_on else None,
        explained=_explained(attempt) if attempt and check_up and not silent else (),
        waits=silent and finished,
        course=course if course and finished and not ended else None,
        asks_age=asks_age(visit.device, quiz.id),
        ages=AGES,
        code=code_of(quiz, remembered) if remembered and finished else None,
        earlier=ReminderCode.parse(remembered.earlier) if remembered and remembered.earlier and finished else None,
        deceived=_deceived(attempt, visit.language) if attempt else (),
        onward=None if course else _onward(visit, quiz),
    )


def practice_result(visit: Visit, quiz_id: str) -> Response:
    """Show how the practice went; after a refresher, what could be done after the earlier quiz."""
    quiz = the_quiz(visit, quiz_id)
    ongoing, device, services = find(visit, quiz, practice=True), visit.device, visit.services
    if not isinstance(ongoing, OngoingAttempt) or not ongoing.attempt.answers:
        return redirect_to(visit, visit.path("quiz", quiz.id))
    refreshed = device.refresher[1] if device.refresher and device.refresher[0] == quiz.id else ""
    return render(
        visit,
        "practised.html",
        quiz=quiz,
        result=ongoing.attempt.result,
        continue_href=None if ongoing.finished else visit.path(*ongoing.page(ongoing.next)),
        done=services.library.quizzes.get(refreshed),
        check_up=next_form(visit.offered, forms_taken(services.library, device)) if refreshed else None,
        has_result=quiz.id in device.results,
        course=course_with(visit, quiz),
    )


def remember_sheet(visit: Visit, quiz_id: str) -> Response:
    """Show the reminder sheet."""
    return render(visit, "remember.html", quiz=the_quiz(visit, quiz_id), help=visit.services.help)


def _explained(attempt: Attempt) -> list[tuple[int, object, object, object]]:
    """Return number, question, answer and outcome of everything that a check-up asked."""
    answers = {answer.question: answer for answer in attempt.answers}
    return [
        (number, question, answers[question.id], question.mark(answers[question.id].response))
        for number, question in enumerate(attempt.questions, start=1)
        if question.id in answers
    ]


def _deceived(attempt: Attempt, language: Language) -> tuple[int, int, frozenset[str]]:
    """Return how many scams, and how many genuine messages, the person was quite sure of and wrong about.

    The third is the part of the message in which each of the scams could be seen, if it is the same in all.
    """
    by_id = {question.id: question for question in attempt.questions}
    deceived = [by_id[name] for name in attempt.result.deceived]
    scams = [question for question in deceived if question.truth == "scam"]
    parts = [
        {place.part.partition("-")[0] for place in question.message.places(language.id) if place.sign.shows == "scam"}
        for question in scams
        if question.message
    ]
    common = frozenset[str]() if not parts else frozenset(set.intersection(*parts))
    return len(scams), len(deceived) - len(scams), common


def _onward(visit: Visit, quiz: Quiz) -> Quiz | None:
    """Return the next quiz, in the order of the front page, that this browser has not finished."""
    results, joined = visit.device.results, visit.running
    for name in (*(joined.quizzes if joined else ()), *visit.offered.order):
        other = visit.offered.quiz(name)
        if other and other.kind == "quiz" and other.id != quiz.id and not (name in results and results[name].done):
            return other
    return None
