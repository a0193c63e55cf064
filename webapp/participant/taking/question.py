"""A question of a quiz or of a practice: asked, asked once more with a hint, or shown with its feedback."""

from __future__ import annotations

from typing import Any

from flask import Response, abort

from quizlib import Language, Pair, Question, Quiz
from webapp.participant.progress.course import explains_now
from webapp.participant.progress.journey import stage_of
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.participant.progress.workshop_state import address_without_attempt, ended_with
from webapp.participant.taking.quiz import the_quiz
from webapp.web.devices.device import Draft
from webapp.web.replying.render import redirect_to, render
from webapp.web.visit import Visit


def question(visit: Visit, quiz_id: str, n: int) -> Response:
    """Ask question n, or show its feedback once it is answered."""
    return _show(visit, the_quiz(visit, quiz_id), n, practice=False)


def practice(visit: Visit, quiz_id: str, n: int) -> Response:
    """Ask question n of a practice, or show its feedback."""
    return _show(visit, the_quiz(visit, quiz_id, practice=True), n, practice=True)


def ask(
    visit: Visit,
    ongoing: OngoingAttempt,
    n: int,
    response: tuple[str, ...],
    *,
    sure: int | None = None,
    again: bool = False,
    problem: str | None = None,
    code: int = 200,
) -> Response:
    """Return the page that asks question n.

    `response` and `sure` are what the form has already, and `again` says that it is the second try. `problem` is
    `missing`, or `unavailable` if the response could not be stored.
    """
    first = ongoing.answer(n) if again and ongoing.attempt.answers else None  # unknown while storage cannot be read
    return render(
        visit,
        "taking/question.html",
        code,
        # a response that is not stored is not kept in the cache of pages either
        key=None if response or sure else (ongoing.key(n), problem, first),
        sure=sure,
        problem=problem,
        response=response,
        first=first,
        action=visit.path(*ongoing.page(n)),
        asks_sureness=ongoing.asks_sureness(n) and not again,
        **_place(visit, ongoing, n),
    )


def show_feedback(visit: Visit, ongoing: OngoingAttempt, n: int) -> Response:
    """Return the page with the feedback on question n; only that it is saved, where nothing may be explained yet."""
    question, answer, explained = ongoing.question(n), ongoing.answer(n), explains_now(visit, ongoing)
    last = answer.response if answer.again is None else answer.again
    return render(
        visit,
        "taking/feedback.html" if explained else "base/saved.html",
        200,
        lambda: {
            "explanation": question.explain(question.mark(last), visit.language.id),
            "twin": _twin(ongoing.quiz, question, visit.language),
        },
        key=(ongoing.key(n), answer.response, answer.again, explained, ongoing.finished),
        answer=answer,
        tried=answer.again is not None,
        next=visit.path(*ongoing.page(n + 1)),
        last=n == ongoing.of,
        finished=ongoing.finished,
        ended=visit.path(*ongoing.page(ongoing.of + 1)),
        **_place(visit, ongoing, n),
    )


def _show(visit: Visit, quiz: Quiz, n: int, *, practice: bool) -> Response:
    ongoing = find(visit, quiz, practice=practice)
    if not isinstance(ongoing, OngoingAttempt):
        return redirect_to(visit, address_without_attempt(visit, quiz))
    if ongoing.next <= n <= ongoing.of and not practice and ended_with(visit, ongoing.attempt.id):
        return redirect_to(visit, visit.path("quiz", quiz.id, "result"))
    return show(visit, ongoing, n, visit.device.draft)


def show(visit: Visit, ongoing: OngoingAttempt, n: int, begun: Draft | None) -> Response:
    """Return the page of question n: asked, with what the browser has kept of a response, or answered."""
    if n > ongoing.of:
        abort(404)
    if n > ongoing.next:
        return redirect_to(visit, visit.path(*ongoing.page(ongoing.next)))
    again = n < ongoing.next and ongoing.tries_again(n) and not visit.argument("show")
    if n == ongoing.next or again:
        problem = "missing" if visit.argument("missing") else None
        draft = ongoing.begun(begun, n)
        return ask(visit, ongoing, n, draft.response, sure=next(iter(draft.sure), None), again=again, problem=problem)
    return show_feedback(visit, ongoing, n)


def _place(visit: Visit, ongoing: OngoingAttempt, n: int) -> dict[str, Any]:
    """Return what question and feedback have in common: where in the quiz this is, and the ways out."""
    quiz, practice = ongoing.quiz, ongoing.practice
    before_first = ("quiz", quiz.id, *(("result",) if practice else ()))
    return {
        "quiz": quiz,
        "question": ongoing.question(n),
        "n": max(n - ongoing.examples, 0),
        "of": ongoing.of - ongoing.examples,
        "practice": practice,
        "stage": stage_of(visit, quiz, ongoing),
        "back": visit.path(*(ongoing.page(n - 1) if n > 1 else before_first)),
        "stop": visit.path("quiz", quiz.id, "result") if ongoing.stops_early else None,
    }


def _twin(quiz: Quiz, question: Question, language: Language) -> dict[str, object] | None:
    """Return the earlier question whose message this one resembles, and both messages with what tells them apart."""
    earlier = next((other for other in quiz.questions if other.id == question.twin), None)
    if earlier is None or earlier.message is None or question.message is None:
        return None
    pair = Pair.of(earlier.message, question.message, question.differences, language.id)
    return {"question": earlier, "pair": pair}
