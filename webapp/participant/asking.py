"""Asking and answering: a question, its feedback, a second try.

One answer's way: form → device and live tier (`find`) → attempt.answer() → live.save() → page.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, request

from quizlib import Attempt, InvalidResponse, Question, Quiz, differences
from webapp.participant.course import adopted, advanced
from webapp.participant.earlier import check_up_before
from webapp.participant.form import response_in, sureness_in
from webapp.participant.ongoing_attempt import OngoingAttempt, find
from webapp.participant.quiz import the_quiz, told
from webapp.participant.workshop_state import ended_with, without_attempt
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.live import Renewed
from webapp.web.device import Device, RememberedResult
from webapp.web.render import asked_by_htmx, device, language, path, redirect_to, render, set_device
from webapp.web.services import services, today


def question(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - the language is read from the address
    """Ask question n, or show its feedback once it is answered."""
    return _show(the_quiz(quiz_id), n, practice=False)


def practice(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - as in question
    """Ask question n of a practice, or show its feedback."""
    return _show(the_quiz(quiz_id), n, practice=True)


def answer(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - as in question
    """Take the answer to question n."""
    return _take(the_quiz(quiz_id), n, practice=False)


def answer_practice(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - as in question
    """Take the answer to question n of a practice."""
    return _take(the_quiz(quiz_id), n, practice=True)


def _show(quiz: Quiz, n: int, *, practice: bool) -> Response:
    passage = find(quiz, practice=practice)
    if not isinstance(passage, OngoingAttempt):
        return redirect_to(without_attempt(quiz))
    if n > passage.of:
        abort(404)
    if n >= passage.next and not practice and ended_with(passage.attempt.id):
        return redirect_to(path("quiz", quiz.id, "result"))
    if n > passage.next:
        return redirect_to(passage.address(passage.next))
    again = n < passage.next and _tries_again(passage, n) and "show" not in request.args
    if n == passage.next or again:
        return _ask(passage, n, "missing" if "missing" in request.args else None, passage.begun(n), again=again)
    return _tell(passage, n)


def _take(quiz: Quiz, n: int, *, practice: bool) -> Response:
    response, again = response_in(request.form), "again" in request.form
    passage: OngoingAttempt | Renewed | None = None
    try:
        passage = find(quiz, practice=practice)
        if not isinstance(passage, OngoingAttempt):
            return redirect_to(without_attempt(quiz))
        if n > passage.of:
            abort(404)
        if n > passage.next:
            abort(409)
        now = _answered(passage, n, response, again=again)
    except InvalidResponse as error:
        if error.reason == "impossible" or not isinstance(passage, OngoingAttempt):
            abort(400)
        return _not_whole(passage, n, response, again=again)
    except StorageUnavailable:
        if passage is None and not practice and n <= len(quiz.questions):
            passage = OngoingAttempt(Attempt.start(quiz), practice)  # which question it is, the address says
        if not isinstance(passage, OngoingAttempt):
            raise
        return _ask(passage, n, "unavailable", _possible(passage, n, response), again=again, code=503)
    if now is None:
        return redirect_to(without_attempt(quiz))
    return _reply(now, n)


def _possible(passage: OngoingAttempt, n: int, response: tuple[str, ...]) -> tuple[str, ...]:
    """Return a response as it may stand in the form again: none, if it was never offered."""
    try:
        passage.attempt.questions[n - 1].mark(response)
    except InvalidResponse as error:
        return response if error.reason == "missing" else ()
    return response


def _answered(passage: OngoingAttempt, n: int, response: tuple[str, ...], *, again: bool) -> OngoingAttempt | None:
    """Return the passage with the answer that stands, once it is on the disk; None if there is no attempt any more."""
    asked = passage.attempt.questions[n - 1]
    if again:
        step = passage.attempt.again(asked.id, response)
        stored = services().live.try_again(passage.attempt.id, step.answer)
    else:
        sure = sureness_in(request.form) if _asks_sureness(passage, n) and response != ("unsure",) else None
        step = passage.attempt.answer(asked.id, response, sure)
        stored = services().live.save(passage.attempt.id, step.answer, finished=step.attempt.question is None)
    if stored is None:
        return None
    answers = [given for given in step.attempt.answers if given.question != stored.question]
    attempt = Attempt.resume(passage.attempt.quiz, passage.attempt.id, [*answers, stored], passage.attempt.only)
    return replace(passage, attempt=attempt)


def _reply(passage: OngoingAttempt, n: int) -> Response:
    """Show what follows an answer: its feedback; in a check-up, and after a worked example, the next question.

    Once a workshop is over, that is how it went.
    """
    if not passage.practice and ended_with(passage.attempt.id):
        reply = redirect_to(path("quiz", passage.attempt.quiz.id, "result"))
    elif passage.silent or passage.attempt.questions[n - 1].type == "example":
        reply = redirect_to(passage.address(n + 1))
    elif not asked_by_htmx():
        reply = redirect_to(passage.address(n))
    elif _tries_again(passage, n):
        reply = _ask(passage, n, None, (), again=True)
    else:
        reply = _tell(passage, n)
    known = device()
    changed = _noted(known, passage, n)
    return reply if changed == known else set_device(reply, changed)


def _noted(known: Device, passage: OngoingAttempt, n: int) -> Device:
    """Return what the browser remembers after an answer: the result so far, and the way of a programme it ends."""
    attempt, quiz = passage.attempt, passage.attempt.quiz
    if known.draft and known.draft.place == passage.draft(n).place:
        known = known.with_draft(None)
    if not passage.practice:
        scales = [question.id for question in attempt.questions if question.type == "rating"]
        ratings = {given.question: int(given.response[0]) for given in attempt.answers if given.question in scales}
        reached = RememberedResult.of(attempt.result, ratings, month=f"{today():%Y-%m}", done=passage.finished)
        before = known.results.get(quiz.id)
        if before is None or not before.same_as(reached):  # once more the same answer changes nothing
            ends = passage.silent and passage.finished
            earlier = check_up_before(known, quiz) if ends else None
            known = known.with_result(quiz.id, replace(reached, earlier=str(earlier or "")))
            known = known.with_before("") if ends else known
            known = adopted(known, attempt, practice=False) if passage.finished else known
    return advanced(known, attempt) if passage.finished else known


def _not_whole(passage: OngoingAttempt, n: int, response: tuple[str, ...], *, again: bool) -> Response:
    """Ask on: for the next step of what goes on, or for what is missing; what there is already is kept."""
    goes_on = passage.attempt.questions[n - 1].goes_on(response)
    if asked_by_htmx():
        problem, code = (None, 200) if goes_on else ("missing", 422)
        reply = _ask(passage, n, problem, response, again=again, code=code)
    else:
        reply = redirect_to(passage.address(n) + ("#now" if goes_on else "?missing=1"))
    if not (response or goes_on):
        return reply
    return set_device(reply, device().with_draft(replace(passage.draft(n), response=response)))


def _ask(
    passage: OngoingAttempt,
    n: int,
    problem: str | None,
    response: tuple[str, ...],
    *,
    again: bool = False,
    code: int = 200,
) -> Response:
    sure = sureness_in(request.form)
    first = passage.given(n) if again and passage.attempt.answers else None  # unknown while storage cannot be read
    return render(
        "question.html",
        code,
        key=None
        if response or sure
        else (passage.key(n), problem, first),  # what is not stored is not kept here either
        sure=sure,
        problem=problem,
        response=response,
        first=first,
        action=passage.address(n),
        asks_sureness=_asks_sureness(passage, n) and not again,
        **passage.around(n),
    )


def _tell(passage: OngoingAttempt, n: int) -> Response:
    asked = passage.attempt.questions[n - 1]
    given = passage.given(n)
    explained = told(passage)
    return render(
        "feedback.html" if explained else "saved.html",
        key=(passage.key(n), given.response, given.again, explained),
        answer=given,
        outcome=asked.mark(given.response),
        tried=None if given.again is None else asked.mark(given.again),
        twin=_twin(passage.attempt.quiz, asked),
        next=passage.address(n + 1),
        last=n == passage.of,
        **passage.around(n),
    )


def _twin(quiz: Quiz, asked: Question) -> dict[str, object] | None:
    """Return the earlier message that this one resembles, and both with their differences."""
    earlier = next((question for question in quiz.questions if question.id == asked.twin), None)
    if earlier is None or earlier.message is None or asked.message is None:
        return None
    before, now = differences(earlier.message, asked.message, language().id)
    return {"question": earlier, "before": before, "now": now}


def _tries_again(passage: OngoingAttempt, n: int) -> bool:
    return passage.attempt.tries_again(passage.attempt.questions[n - 1].id)


def _asks_sureness(passage: OngoingAttempt, n: int) -> bool:
    """Say whether one is asked how sure one is: where the quiz wants it, never in practice or a short check-up."""
    asked, quiz = passage.attempt.questions[n - 1], passage.attempt.quiz
    decides = asked.key is not None and not asked.shows_itself
    return quiz.sure and decides and not passage.practice and not (passage.silent and passage.attempt.only is not None)
