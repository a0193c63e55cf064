"""Attempts: an app begins a quiz for somebody, sends answers, and gets what follows, as the site's own pages do."""

from __future__ import annotations

from dataclasses import dataclass

from quizlib import Attempt, Explanation, InvalidResponse
from webapp.api.call import Call
from webapp.api.models import (
    AnswerReply,
    AttemptReply,
    DeletedReply,
    ExplanationReply,
    MarkReply,
    Nothing,
    Path,
    Response,
    ResultReply,
    Start,
    StepReply,
)
from webapp.api.problems import ProblemError
from webapp.api.token import Ticket
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.participant.taking.answer import Sent, marked, store
from webapp.participant.taking.marks import marks_of, safely
from webapp.storage.batches import api_batch


@dataclass(frozen=True)
class Taking:
    """An attempt that goes on, and the ticket that it is held by."""

    ticket: Ticket
    ongoing: OngoingAttempt

    def number_of(self, question: str) -> int:
        """Return the number of a question, from 1. ProblemError if the attempt does not ask it."""
        for number, asked in enumerate(self.ongoing.attempt.questions, start=1):
            if asked.id == question:
                return number
        raise ProblemError("nowhere")


def start(call: Call, sent: Start) -> AttemptReply:
    """Begin an attempt. It is stored and counted only for a client, and not if its address has begun many."""
    client, quiz = call.client(), call.quiz(sent.quiz)
    limits = call.services.tally_limits
    if client and not limits.counts("api", call.client_address, quiz=f"{client} {quiz.id}"):
        client = ""
    attempt = Attempt.start(quiz)
    if client:
        batch = api_batch(client, quiz.id, call.today)
        call.services.live.start(attempt, language=call.language.id, batch=batch, counted=True)
    ticket = Ticket.begun(attempt, call.today, client)
    return _where(call, Taking(ticket, OngoingAttempt(attempt, practice=False)))


def attempt(call: Call, _: Nothing) -> AttemptReply:
    """Return where an attempt is."""
    return _where(call, _found(call))


def answer(call: Call, sent: Response) -> AnswerReply:
    """Take an answer: the first counts, and a second one only where a second try is open."""
    taking = _found(call)
    ongoing, n = taking.ongoing, taking.number_of(sent.question)
    if n > ongoing.next:
        raise ProblemError("ahead")
    given = Sent(sent.response, sent.sure, sent.again)
    try:
        step = marked(ongoing, n, given)
    except InvalidResponse as error:
        raise ProblemError(error.reason) from None
    counted = bool(taking.ticket.client)
    stored = store(call.services, step, given, practice=False) if counted else step.answer
    if stored is None:
        raise ProblemError("gone")
    ongoing = ongoing.after(step, stored)
    taking = Taking(taking.ticket.after(ongoing.attempt), ongoing)
    again = ongoing.tries_again(n)
    asked = ongoing.question(n).prompt(call.language.id)
    return AnswerReply(
        attempt=_where(call, taking),
        second_try=call.words.prompt(asked, hint=True) if again else None,
        explanation=None if again else _explained(call, ongoing, n),
    )


def answered(call: Call, _: Nothing) -> ExplanationReply:
    """Return what a question shows that is answered, also in place of a second try."""
    taking = _found(call)
    ongoing, n = taking.ongoing, taking.number_of(call.arguments["question"])
    if n >= ongoing.next:
        raise ProblemError("ahead")
    return ExplanationReply(explanation=_explained(call, ongoing, n))


def step(call: Call, sent: Path) -> StepReply:
    """Return how a question goes on after the choices so far; nothing is stored."""
    taking = _found(call)
    ongoing, n = taking.ongoing, taking.number_of(sent.question)
    if n > ongoing.next:
        raise ProblemError("ahead")
    question, whole = ongoing.question(n), True
    try:
        question.mark(sent.response)
    except InvalidResponse as error:
        if error.reason == "impossible":
            raise ProblemError("impossible") from None
        whole = False
    prompt = question.prompt(call.language.id, sent.response)
    return StepReply(prompt=call.words.prompt(prompt, hint=ongoing.tries_again(n)), whole=whole)


def result(call: Call, _: Nothing) -> ResultReply:
    """Return how it went so far."""
    ongoing = _found(call).ongoing
    marks = marks_of(ongoing.attempt)
    return ResultReply(
        finished=ongoing.finished,
        number=_number(ongoing),
        of=ongoing.of - ongoing.examples,
        result=ongoing.attempt.result,
        marks=tuple(
            MarkReply(question=mark.question.id, how=mark.how, safe=mark.safe, parts=mark.parts) for mark in marks
        ),
        safely=safely(marks),
    )


def delete(call: Call, _: Nothing) -> DeletedReply:
    """Delete an attempt with its answers, if they are stored and not counted yet."""
    ticket = call.ticket()
    return DeletedReply(deleted=bool(ticket.client) and call.services.live.delete([ticket.id]) == 1)


def _found(call: Call) -> Taking:
    """Return the attempt whose token was sent, at the version with which it has begun."""
    ticket = call.ticket()
    versions = call.services.versions(ticket.quiz, call.today)
    quiz = next((one for one in versions if one.version == ticket.version), None)
    if quiz is None:
        raise ProblemError("gone")
    if not ticket.client:
        attempt = Attempt.resume(quiz, ticket.id, ticket.answers, trusted=True)  # as this site has sealed them
        return Taking(ticket, OngoingAttempt(attempt, practice=False))
    stored = call.services.live.attempt(ticket.id, quiz)
    if not isinstance(stored, Attempt):
        raise ProblemError("gone")
    return Taking(ticket, OngoingAttempt(stored, practice=False))


def _where(call: Call, taking: Taking) -> AttemptReply:
    ticket, ongoing = taking.ticket, taking.ongoing
    question, language = ongoing.attempt.question, call.language.id
    example = question.explain(question.mark(()), language) if question and question.asks == "none" else None
    return AttemptReply(
        token=ticket.sealed(call.services.encryption),
        quiz=ongoing.quiz.id,
        version=ongoing.quiz.version,
        counted=bool(ticket.client),
        expires=ticket.expires,
        number=_number(ongoing),
        of=ongoing.of - ongoing.examples,
        finished=ongoing.finished,
        prompt=call.words.prompt(question.prompt(language)) if question else None,
        example=example and call.words.explanation(example),
        asks_sureness=question is not None and ongoing.asks_sureness(ongoing.next),
    )


def _number(ongoing: OngoingAttempt) -> int:
    return sum(question.asks != "none" for question in ongoing.attempt.questions[: ongoing.next - 1])


def _explained(call: Call, ongoing: OngoingAttempt, n: int) -> Explanation | None:
    """Return what question n shows after its last answer, if anything."""
    if not ongoing.explains(n):
        return None
    question, given = ongoing.question(n), ongoing.answer(n)
    last = given.response if given.again is None else given.again
    return call.words.explanation(question.explain(question.mark(last), call.language.id))
