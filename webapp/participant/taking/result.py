"""How it went: the result of an attempt and of practice."""

from __future__ import annotations

from flask import Response

from quizlib import Attempt, Language, Quiz, ReminderCode, Share
from webapp.participant.age_and_channel import AGES, asks_age
from webapp.participant.progress.check_ups import next_form, sitting_code
from webapp.participant.progress.course import Course, course_with, waits_for_more
from webapp.participant.progress.journey import course_of_earlier, stage_of
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.quiz_list import next_quiz
from webapp.participant.progress.workshop_state import ended_with
from webapp.participant.taking.marks import deed_of, marks_of, outcome, safely
from webapp.participant.taking.quiz import the_quiz
from webapp.participant.three import show_three
from webapp.storage.live import Renewed
from webapp.web.addresses import saying
from webapp.web.devices.remembered_result import RememberedResult
from webapp.web.replying.render import redirect_to, render
from webapp.web.visit import Visit


def result(visit: Visit, quiz_id: str) -> Response:
    """Show how it went, also when it is not finished, and when only the device still knows."""
    quiz = the_quiz(visit, quiz_id)
    return show_result(visit, quiz, find(visit, quiz))


def show_result(visit: Visit, quiz: Quiz, found: OngoingAttempt | Renewed | None) -> Response:
    """Show how an attempt at a quiz went, where `found` is what this browser is in the middle of."""
    remembered, course = visit.device.results.get(quiz.id), course_with(visit, quiz)
    if isinstance(found, OngoingAttempt) and found.three and found.attempt.answers:
        return show_three(visit, found)
    if quiz.kind == "ratings":
        whole = found.finished if isinstance(found, OngoingAttempt) else bool(remembered and remembered.done)
        back = visit.path("programme", course.programme.id) if course else visit.path("")
        return redirect_to(visit, saying(back, "rated" if whole else "rated-so-far"))
    ongoing = found if isinstance(found, OngoingAttempt) and found.attempt.answers else None
    attempt = ongoing.attempt if ongoing else None
    quiz = ongoing.quiz if ongoing else quiz
    check_up = quiz.kind == "check-up"
    ended = ended_with(visit, attempt.id) if attempt else visit.over
    if attempt is None and (remembered is None or (check_up and not remembered.done and not ended)):
        return redirect_to(visit, visit.path("quiz", quiz.id))
    finished = ongoing.finished if ongoing else bool(remembered and remembered.done)
    silent = check_up and (not (finished or ended) or waits_for_more(visit, quiz))
    if check_up and (finished or ended) and (earlier := course_of_earlier(visit, quiz)):
        return _checked(visit, quiz, earlier, attempt, finished=finished, waits=silent)
    stage = stage_of(visit, quiz)
    shown = attempt.result if attempt else remembered.result if remembered else None
    goes_on = ongoing is not None and not (finished or ended)
    marks = marks_of(attempt) if attempt and not silent else []
    return render(
        visit,
        "taking/result.html",
        quiz=quiz,
        result=None if check_up and not (finished or ended) else shown,
        ended=ended,
        finished=finished,
        answered=max(len(ongoing.attempt.answers) - ongoing.examples, 0) if ongoing else None,
        of=ongoing.of - ongoing.examples if ongoing else len(quiz.questions) - quiz.examples,
        marks=marks,
        safely=safely(marks) if attempt else remembered.safely if remembered and not silent else Share(),
        deed=deed_of(attempt, visit.language.id) if attempt else None,
        page=(lambda n: visit.path(*ongoing.page(n)) + "?show=1") if ongoing else None,
        examples=ongoing.examples if ongoing else quiz.examples,
        not_right=() if silent or attempt is None else attempt.result.not_right,
        continue_href=visit.path(*ongoing.page(ongoing.next)) if ongoing and goes_on else None,
        explained=_explained(attempt) if attempt and check_up and not silent else (),
        new_kinds=_new_kinds(attempt),
        stage=stage,
        course=course if course and finished and not ended else None,
        asks_age=asks_age(visit.device, quiz.id) and course is None,
        ages=AGES,
        code=sitting_code(visit.device) if visit.over or (check_up and finished and stage is None) else None,
        earlier=_earlier(remembered) if finished and stage is None else None,
        deceived=_deceived(attempt, visit.language) if attempt else (),
        onward=None if course else next_quiz(visit, quiz),
        remembers=visit.device.remember,
    )


def _checked(
    visit: Visit, quiz: Quiz, course: Course, attempt: Attempt | None, *, finished: bool, waits: bool
) -> Response:
    """Show that a check-up is done which is not the last of its programme, and what comes now; no figures."""
    return render(
        visit,
        "taking/checked.html",
        stage=stage_of(visit, quiz),
        quiz=quiz,
        course=course,
        explained=_explained(attempt) if attempt and not waits else (),
        new_kinds=_new_kinds(attempt),
        finished=finished,
        waits=waits,
        code=sitting_code(visit.device) if visit.over else None,
    )


def practice_result(visit: Visit, quiz_id: str) -> Response:
    """Show how the practice went; after a refresher, what could be done after the earlier quiz."""
    quiz = the_quiz(visit, quiz_id, practice=True)
    ongoing, device, services = find(visit, quiz, practice=True), visit.device, visit.services
    if not isinstance(ongoing, OngoingAttempt) or not ongoing.attempt.answers:
        return redirect_to(visit, visit.path("quiz", quiz.id))
    refreshed = device.refresher[1] if device.refresher and device.refresher[0] == quiz.id else ""
    return render(
        visit,
        "taking/practised.html",
        stage=stage_of(visit, quiz, ongoing),
        **outcome(visit, ongoing),
        done=services.library.quizzes.get(refreshed),
        check_up=next_form(visit.offered, device) if refreshed else None,
        has_result=quiz.id in device.results,
        course=course_with(visit, quiz),
    )


def _new_kinds(attempt: Attempt | None) -> bool:
    """Return whether kinds of fraud were asked about that no quiz is about this year."""
    return attempt is not None and any(question.id in attempt.quiz.reserved for question in attempt.questions)


def _earlier(remembered: RememberedResult | None) -> ReminderCode | None:
    """Return the first result, which the result of a later check-up names; a programme names none."""
    return ReminderCode.parse(remembered.earlier) if remembered and remembered.earlier else None


def _explained(attempt: Attempt) -> list[tuple[int, object, object, object]]:
    """Return number, question, answer and outcome of everything that a check-up asked."""
    answers = {answer.question: answer for answer in attempt.answers}
    return [
        (number, question, answers[question.id], question.mark(answers[question.id].response))
        for number, question in enumerate(attempt.questions, start=1)
        if question.id in answers
    ]


def _deceived(attempt: Attempt, language: Language) -> tuple[int, int, frozenset[str]]:
    """Return how many harmful and how many harmless messages the person was quite sure of and wrong about.

    The third is the part of the message in which each of the harmful ones could be seen, if it is the same in all.
    """
    by_id = {question.id: question for question in attempt.questions}
    deceived = [by_id[name] for name in attempt.result.deceived]
    harmful = [question for question in deceived if question.harmful]
    parts = [
        {
            place.part.partition("-")[0]
            for place in question.message.places(language.id)
            if place.sign.shows == question.truth
        }
        for question in harmful
        if question.message
    ]
    common = frozenset[str]() if not parts else frozenset(set.intersection(*parts))
    return len(harmful), len(deceived) - len(harmful), common
