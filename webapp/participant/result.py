"""How it went: the result of an attempt and of practice, and the reminder sheet."""

from __future__ import annotations

from flask import Response

from quizlib import Attempt, Quiz, ReminderCode
from webapp.participant.course import course_with, waits_for_more
from webapp.participant.earlier import code_of, forms_taken, next_form
from webapp.participant.ongoing_attempt import OngoingAttempt, find
from webapp.participant.quiz import the_quiz
from webapp.participant.visits import AGES, asks_age
from webapp.participant.workshop_state import ended_with, over, running
from webapp.web.render import device, language, path, redirect_to, render
from webapp.web.services import services


def result(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show how it went, also when it is not finished, and when only the device still knows."""
    quiz = the_quiz(quiz_id)
    passage, known = find(quiz), device()
    reached, course = known.results.get(quiz.id), course_with(known, quiz)
    if quiz.kind == "ratings":
        return redirect_to(path("programme", course.programme.id) if course else path(""))
    attempt = passage.attempt if isinstance(passage, OngoingAttempt) and passage.attempt.answers else None
    ended = ended_with(attempt.id) if attempt else over()
    if attempt is None and (reached is None or (quiz.kind == "check-up" and not reached.done and not ended)):
        return redirect_to(path("quiz", quiz.id))
    finished = attempt.question is None if attempt else bool(reached and reached.done)
    silent = quiz.kind == "check-up" and (not (finished or ended) or waits_for_more(known, quiz))
    shown = attempt.result if attempt else reached.result if reached else None
    return render(
        "result.html",
        quiz=quiz,
        result=None if quiz.kind == "check-up" and not (finished or ended) else shown,
        ended=ended,
        finished=finished,
        answered=max(len(attempt.answers) - quiz.examples, 0) if attempt else None,
        of=len(attempt.questions if attempt else quiz.questions) - quiz.examples,
        not_right=() if silent or attempt is None else attempt.result.not_right,
        continue_href=passage.address(passage.next)
        if attempt and not (finished or ended) and isinstance(passage, OngoingAttempt)
        else None,
        explained=_explained(attempt) if attempt and quiz.kind == "check-up" and not silent else (),
        waits=silent and finished,
        course=course if course and finished and not ended else None,
        asks_age=asks_age(known, quiz.id),
        ages=AGES,
        code=code_of(quiz, reached) if reached and finished else None,
        earlier=ReminderCode.parse(reached.earlier) if reached and reached.earlier and finished else None,
        deceived=_deceived(attempt) if attempt else (),
        onward=None if course else _onward(quiz),
    )


def practice_result(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in result
    """Show how the practice went; after a refresher, what one meant to do when one did the quiz."""
    quiz = the_quiz(quiz_id)
    passage, known = find(quiz, practice=True), device()
    if not isinstance(passage, OngoingAttempt) or not passage.attempt.answers:
        return redirect_to(path("quiz", quiz.id))
    refreshed = known.refresher[1] if known.refresher and known.refresher[0] == quiz.id else ""
    return render(
        "practised.html",
        quiz=quiz,
        result=passage.attempt.result,
        continue_href=None if passage.finished else passage.address(passage.next),
        done=services().library.quizzes.get(refreshed),
        check_up=next_form(forms_taken(known)) if refreshed else None,
        has_result=quiz.id in known.results,
        course=course_with(known, quiz),
    )


def remember_sheet(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in result
    """Show the reminder sheet."""
    return render("remember.html", quiz=the_quiz(quiz_id), help=services().help)


def _explained(attempt: Attempt) -> list[tuple[int, object, object, object]]:
    """Return number, question, answer and outcome of everything that a check-up asked."""
    given = {answer.question: answer for answer in attempt.answers}
    return [
        (number, question, given[question.id], question.mark(given[question.id].response))
        for number, question in enumerate(attempt.questions, start=1)
        if question.id in given
    ]


def _deceived(attempt: Attempt) -> tuple[int, int, frozenset[str]]:
    """Return how many scams, and how many genuine messages, one was quite sure of and wrong about.

    And the part of the message in which each of the scams could be seen, if it is the same in all.
    """
    asked = {question.id: question for question in attempt.questions}
    deceived = [asked[name] for name in attempt.result.deceived]
    scams = [question for question in deceived if question.truth == "scam"]
    parts = [
        {place.part.partition("-")[0] for place in question.message.places(language().id) if place.sign.shows == "scam"}
        for question in scams
        if question.message
    ]
    common = frozenset[str]() if not parts else frozenset(set.intersection(*parts))
    return len(scams), len(deceived) - len(scams), common


def _onward(quiz: Quiz) -> Quiz | None:
    """Return the next quiz, in the order of the front page, that this browser has not finished."""
    results, joined = device().results, running()
    for name in (*(joined.quizzes if joined else ()), *services().order):
        other = services().quiz(name)
        if other and other.kind == "quiz" and other.id != quiz.id and not (name in results and results[name].done):
            return other
    return None
