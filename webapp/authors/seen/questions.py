"""The pages of a quiz as participants see them; the address says what they have answered, and nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flask import Response, abort, request

from quizlib import Answer, Attempt, InvalidResponse, Question, Quiz
from quizlib import Response as Given
from webapp.authors.seen.states import likely, other, read, written
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.participant.taking.answer import Sent, asked_on, marked
from webapp.participant.taking.question import show
from webapp.participant.taking.result import show_result
from webapp.web.addresses import own_address
from webapp.web.devices.device import Draft
from webapp.web.replying.render import redirect_to
from webapp.web.visit import Visit


@dataclass(frozen=True)
class Seen(OngoingAttempt):
    """An attempt that has come to question `at`. The address of that question says what was answered to it, `given`."""

    at: int = 0
    given: tuple[Given, ...] = field(default=())

    def page(self, n: int) -> tuple[object, ...]:
        """Return the parts of the address of question n."""
        parts = super().page(n)
        return (*parts[:-1], f"{n}{written(*self.given)}") if n == self.at else parts


def question(visit: Visit, quiz_id: str, n: int, first: str = "", again: str = "") -> Response:
    """Show question n: asked, after a first answer, or after a second try. An impossible answer counts as none."""
    seen, draft = _seen(the_question(visit, quiz_id, n)[0], n, read(first), read(again))
    return show(visit, seen, n, draft)


def answer(visit: Visit, quiz_id: str, n: int, first: str = "") -> Response:
    """Go to the address that names the answer; after an answer that nobody explains, to the next question."""
    if "later" in request.form:
        return redirect_to(visit, own_address(request.form["later"], visit.address))
    quiz, asked = the_question(visit, quiz_id, n)
    sent = Sent.of(request.form)
    given = (read(first),) if sent.again else ()
    seen, _ = _seen(quiz, n, *given)
    try:
        marked(seen, n, sent)
    except InvalidResponse as error:
        if error.reason == "impossible":
            abort(400)
        if not asked.goes_on(sent.response):
            return asked_on(visit, seen, n, sent)[0]
    if not (seen.explains(n) or asked.goes_on(sent.response)):
        return redirect_to(visit, visit.path(*seen.page(n + 1)))
    return redirect_to(visit, visit.path(*replace(seen, at=n, given=(*given, sent.response)).page(n)))


def begin(visit: Visit, quiz_id: str) -> Response:
    """Go to the first question."""
    return redirect_to(visit, visit.path("quiz", quiz_id, 1))


def result(visit: Visit, quiz_id: str, wrong: str = "") -> Response:
    """Show how it went where everything was right; with `wrong` in the address, where everything was wrong."""
    quiz = the_question(visit, quiz_id, 1)[0]
    answers = [_answered(one, (other if wrong else likely)(one)) for one in quiz.questions]
    return show_result(visit, quiz, OngoingAttempt(Attempt.resume(quiz, "", answers, trusted=True), practice=False))


def the_question(visit: Visit, quiz_id: str, n: int) -> tuple[Quiz, Question]:
    """Return a quiz and its question n; 404 if there is none."""
    quiz = visit.services.library.quizzes.get(quiz_id)
    if quiz is None or n > len(quiz.questions):
        abort(404)
    return quiz, quiz.questions[n - 1]


def _seen(quiz: Quiz, n: int, first: Given = (), again: Given = ()) -> tuple[Seen, Draft | None]:
    """Return the attempt that has answered question n so, and what is chosen there but not whole.

    A check-up is explained once everything is answered.
    """
    asked = quiz.questions[n - 1]
    answers = [_answered(one, likely(one)) for one in quiz.questions[: n - 1]]
    whole = _is_whole(asked, first)
    if whole:
        second = again if _is_whole(asked, again) else None
        answers.append(replace(_answered(asked, first), again=second))
        if quiz.kind == "check-up":
            answers += [_answered(one, likely(one)) for one in quiz.questions[n:]]
    seen = Seen(Attempt.resume(quiz, "", answers, trusted=True), practice=False, at=n, given=(first,) if whole else ())
    begun = again if whole else first
    return seen, seen.draft(n, begun) if asked.goes_on(begun) else None


def _answered(question: Question, response: Given) -> Answer:
    return Answer(question.id, question.version, response, question.mark(response).score)


def _is_whole(question: Question, response: Given) -> bool:
    """Return whether a question can be answered so, after what its author may just have changed."""
    try:
        return bool(response and question.mark(response))
    except InvalidResponse:
        return False
