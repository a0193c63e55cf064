"""Taking a quiz: start, question, answer, result, practice, reminder sheet.

One answer's way: form → device and live tier (`find`) → attempt.answer() → live.save() → page.
"""

from __future__ import annotations

from flask import Response, abort, request

from quizlib import Attempt, InvalidResponse, Outcome, Question, Quiz
from webapp.device import Reached
from webapp.participant.page import asked_by_htmx, device, go, language, page, path, remember
from webapp.participant.passage import Passage, find
from webapp.site import site, today
from webapp.storage.engine import StorageUnavailable
from webapp.storage.live import Renewed, home_batch


def start(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show what a quiz is about, and offer to begin or to go on."""
    quiz = _quiz(quiz_id)
    passage = find(quiz)
    known = quiz.id in device().attempts
    return page(
        "start.html",
        quiz=quiz,
        of=len(quiz.questions),
        reached=passage.next if isinstance(passage, Passage) and passage.next <= passage.of else None,
        gone=None if isinstance(passage, Passage) or not known else "renewed" if passage is Renewed else "ended",
        has_result=quiz.id in device().results,
    )


def begin(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Begin afresh; a second tap on the button begins nothing more."""
    quiz = _quiz(quiz_id)
    passage = find(quiz)
    if isinstance(passage, Passage) and not passage.attempt.answers:
        return go(passage.address(1))
    attempt = Attempt.start(quiz)
    _store(attempt, counted=True)
    return remember(go(path("quiz", quiz.id, 1)), device().with_attempt(quiz.id, attempt.id))


def question(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - as in start
    """Ask question n, or show its feedback once it is answered."""
    return _show(_quiz(quiz_id), n, practice=False)


def practice(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - as in start
    """Ask question n of a practice, or show its feedback."""
    return _show(_quiz(quiz_id), n, practice=True)


def answer(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - as in start
    """Take the answer to question n."""
    return _take(_quiz(quiz_id), n, practice=False)


def answer_practice(lang: str, quiz_id: str, n: int) -> Response:  # noqa: ARG001 - as in start
    """Take the answer to question n of a practice."""
    return _take(_quiz(quiz_id), n, practice=True)


def result(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Show how it went, also when it is not finished, and when only the device still knows."""
    quiz = _quiz(quiz_id)
    passage = find(quiz)
    reached = device().results.get(quiz.id)
    if quiz.kind == "ratings":
        return go(path(""))
    onward = _onward(quiz)
    if isinstance(passage, Passage) and passage.attempt.answers:
        attempt = passage.attempt
        finished = attempt.question is None
        return page(
            "result.html",
            quiz=quiz,
            result=attempt.result,
            finished=finished,
            answered=len(attempt.answers),
            of=passage.of,
            not_right=attempt.result.not_right,
            continue_href=None if finished else passage.address(passage.next),
            onward=onward,
        )
    if reached is None:
        return go(path("quiz", quiz.id))
    return page(
        "result.html",
        quiz=quiz,
        result=reached.result,
        finished=reached.done,
        answered=None,
        of=len(quiz.questions),
        not_right=None,
        continue_href=None,
        onward=onward,
    )


def remember_sheet(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Show the reminder sheet."""
    return page("remember.html", quiz=_quiz(quiz_id), help=site().help)


def go_on_practising(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Go to where one is in the practice: this address is in the browser when beginning one failed."""
    quiz = _quiz(quiz_id)
    passage = find(quiz, practice=True)
    return go(passage.address(passage.next) if isinstance(passage, Passage) else path("quiz", quiz.id))


def begin_practice(lang: str, quiz_id: str) -> Response:  # noqa: ARG001 - as in start
    """Begin an uncounted attempt on what was not right; on everything, when that is no longer known."""
    quiz = _quiz(quiz_id)
    passage = find(quiz)
    only = passage.attempt.result.not_right if isinstance(passage, Passage) else None
    if only == ():
        return go(path("quiz", quiz.id, "result"))
    attempt = Attempt.start(quiz, only=only)
    _store(attempt, counted=False)
    return remember(go(path("quiz", quiz.id, "practise", 1)), device().with_practice(quiz.id, attempt.id))


def _quiz(quiz_id: str) -> Quiz:
    return site().quiz(quiz_id) or abort(404)


def _store(attempt: Attempt, *, counted: bool) -> None:
    batch = home_batch(attempt.quiz.id, today())
    site().live.start(attempt, language=language().id, batch=batch, counted=counted)


def _show(quiz: Quiz, n: int, *, practice: bool) -> Response:
    passage = find(quiz, practice=practice)
    if not isinstance(passage, Passage):
        return go(path("quiz", quiz.id))
    if n > passage.of:
        abort(404)
    if n > passage.next:
        return go(passage.address(passage.next))
    if n == passage.next:
        return _ask(passage, "missing" if "missing" in request.args else None)
    return _tell(passage, n)


def _take(quiz: Quiz, n: int, *, practice: bool) -> Response:
    response = tuple(request.form.getlist("response"))
    passage: Passage | type[Renewed] | None = None
    try:
        passage = find(quiz, practice=practice)
        if not isinstance(passage, Passage):
            return go(path("quiz", quiz.id))
        if n > passage.of:
            abort(404)
        if n > passage.next:
            abort(409)
        step = passage.attempt.answer(passage.attempt.questions[n - 1].id, response)
        finished = step.attempt.question is None
        stored = site().live.save(passage.attempt.id, step.answer, finished=finished)
    except InvalidResponse as error:
        return _missing(passage, n) if error.reason == "missing" and isinstance(passage, Passage) else abort(400)
    except StorageUnavailable:
        if passage is None and not practice and n <= len(quiz.questions):
            passage = Passage(Attempt.start(quiz), practice)  # which question it is, the address says
        if not isinstance(passage, Passage):
            raise
        return _ask(passage, "unavailable", n, response, code=503)
    if stored is None:
        return go(path("quiz", quiz.id))
    answers = [given for given in step.attempt.answers if given.question != stored.question]
    now = Passage(Attempt.resume(quiz, passage.attempt.id, [*answers, stored], passage.attempt.only), practice)
    reply = _tell(now, n) if asked_by_htmx() else go(now.address(n))
    if practice:
        return reply
    ratings = {given.question: int(given.response[0]) for given in now.attempt.answers if given.score is None}
    reached = Reached.of(now.attempt.result, ratings, month=f"{today():%Y-%m}", done=now.attempt.question is None)
    return remember(reply, device().with_result(quiz.id, reached))


def _missing(passage: Passage, n: int) -> Response:
    if asked_by_htmx():
        return _ask(passage, "missing", n, code=422)
    return go(f"{passage.address(n)}?missing=1")


def _ask(
    passage: Passage, problem: str | None, n: int = 0, response: tuple[str, ...] = (), code: int = 200
) -> Response:
    n = n or passage.next
    return page(
        "question.html",
        code,
        key=None if response else (passage.key(n), problem),  # what could not be stored is not kept here either
        problem=problem,
        response=response,
        action=passage.address(n),
        **passage.around(n),
    )


def _tell(passage: Passage, n: int) -> Response:
    asked: Question = passage.attempt.questions[n - 1]
    given = next(given for given in passage.attempt.answers if given.question == asked.id)
    outcome: Outcome = asked.mark(given.response)
    following = passage.address(n + 1 if n < passage.of else passage.of + 1)
    return page(
        "feedback.html",
        key=(passage.key(n), given.response),
        answer=given,
        outcome=outcome,
        next=following,
        last=n == passage.of,
        **passage.around(n),
    )


def _onward(quiz: Quiz) -> Quiz | None:
    """Return the next quiz, in the order of the front page, that this browser has not finished."""
    results = device().results
    for name in site().order:
        other = site().quiz(name)
        if other and other.id != quiz.id and not (name in results and results[name].done):
            return other
    return None
