"""OngoingAttempt: the attempt that this browser is in the middle of."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property

from quizlib import Answer, Attempt, AttemptStep, Outline, Question, Quiz
from webapp.participant.progress.begun import stored_now
from webapp.storage.live import Renewed
from webapp.web.devices.device import Device, Draft
from webapp.web.visit import Visit


@dataclass(frozen=True)
class OngoingAttempt:
    """An attempt or a practice. Questions are numbered from 1, worked examples too."""

    attempt: Attempt
    practice: bool

    @property
    def quiz(self) -> Quiz:
        """The quiz that is taken."""
        return self.attempt.quiz

    @cached_property
    def next(self) -> int:
        """The number of the first unanswered question; one past the last when all are answered."""
        question = self.attempt.question
        return self.attempt.questions.index(question) + 1 if question else self.of + 1

    @property
    def of(self) -> int:
        """How many questions there are, worked examples too."""
        return len(self.attempt.questions)

    @cached_property
    def examples(self) -> int:
        """How many worked examples come first. Pages leave them out of the numbers that people read."""
        return sum(question.asks == "none" for question in self.attempt.questions)

    @property
    def finished(self) -> bool:
        """Whether every question is answered."""
        return self.attempt.question is None

    @property
    def half_answered(self) -> bool:
        """Whether so much is answered that the attempt counts, if it is the first of its kind."""
        return Outline.of(self.quiz, self.attempt.only).enough(answer.question for answer in self.attempt.answers)

    @property
    def stops_early(self) -> bool:
        """Whether people may stop here and see how far they got."""
        return bool(self.attempt.answers) and not (self.practice or self.quiz.discreet)

    @property
    def three(self) -> bool:
        """Whether it goes through the three messages of a quiz alone. Nothing of it is counted or remembered."""
        return self.quiz.kind == "quiz" and self.attempt.only is not None and not self.practice

    @property
    def silent(self) -> bool:
        """Whether nothing is explained before the end, as in check-ups."""
        return self.quiz.kind == "check-up" and not self.practice

    def question(self, n: int) -> Question:
        """Return question n."""
        return self.attempt.questions[n - 1]

    def explains(self, n: int) -> bool:
        """Return whether question n is followed by a page about it; worked examples and ratings need none."""
        question = self.question(n)
        return not self.silent and question.asks != "none" and question.rates is None

    def page(self, n: int) -> tuple[object, ...]:
        """Return the parts of the address of question n; past the last, of the result."""
        return ("quiz", self.quiz.id, *(("practise",) if self.practice else ()), "result" if n > self.of else n)

    def key(self, n: int) -> Hashable:
        """Return what tells the page of question n from all others of this language and address."""
        return self.quiz.id, self.quiz.version, self.question(n).id, self.of, self.examples

    def answer(self, n: int) -> Answer:
        """Return the answer to question n, which must be answered."""
        return next(answer for answer in self.attempt.answers if answer.question == self.question(n).id)

    def tries_again(self, n: int) -> bool:
        """Return whether question n, which is answered, is asked once more with a hint."""
        return self.attempt.tries_again(self.question(n).id)

    def asks_sureness(self, n: int) -> bool:
        """Return whether question n also asks how sure people are: where the quiz wants it, and the answer counts.

        The short form of a check-up and the three messages of a quiz do not ask, for they are meant to be short.
        """
        question = self.question(n)
        decides = question.key is not None and not question.shows_itself
        return self.quiz.sure and decides and not self.practice and self.attempt.only is None

    def asks(self, n: int) -> bool:
        """Return whether question n can be answered now: it comes next, or is asked once more."""
        return n == self.next or (n < self.next and self.tries_again(n))

    def draft(self, n: int, response: tuple[str, ...] = (), sure: int | None = None) -> Draft:
        """Return a draft of the response to question n, and of how sure the person is of it."""
        return Draft((self.attempt.id, self.question(n).id), response, () if sure is None else (sure,))

    def begun(self, draft: Draft | None, n: int) -> Draft:
        """Return what a browser has kept of a response to question n that is not whole or not sent, or nothing."""
        empty = self.draft(n)
        return draft if draft and draft.place == empty.place else empty

    def after(self, step: AttemptStep, stored: Answer) -> OngoingAttempt:
        """Return it after a step, with the answer that the storage has: the first, if another request was faster."""
        if stored == step.answer:
            return replace(self, attempt=step.attempt)
        answers = [answer for answer in self.attempt.answers if answer.question != stored.question]
        attempt = Attempt.resume(self.quiz, self.attempt.id, [*answers, stored], self.attempt.only, trusted=True)
        return replace(self, attempt=attempt.asking_first(self.attempt.first) if self.attempt.first else attempt)


def find(visit: Visit, quiz: Quiz, *, practice: bool = False) -> OngoingAttempt | Renewed | None:
    """Return the attempt at a quiz that this browser is in the middle of; None or "renewed" if it cannot go on."""
    device = visit.device
    attempt_id = (device.practice if practice else device.attempts).get(quiz.id)
    if attempt_id is None:
        return None
    attempt = visit.services.live.attempt(attempt_id, quiz, visit.versions(quiz.id))
    if attempt is None and device.begun and device.begun.attempt == attempt_id:
        attempt = stored_now(visit, quiz, device.begun, counted=not practice)
    return OngoingAttempt(_in_its_order(device, attempt), practice) if isinstance(attempt, Attempt) else attempt


def unread(visit: Visit, quiz: Quiz) -> OngoingAttempt:
    """Return an attempt whose answers cannot be read now: the address says which question it is."""
    attempt = Attempt.resume(quiz, visit.device.attempts.get(quiz.id, ""), ())
    return OngoingAttempt(_in_its_order(visit.device, attempt), practice=False)


def _in_its_order(device: Device, attempt: Attempt) -> Attempt:
    """Return an attempt as it goes on: at a whole quiz that began with three messages, these come first."""
    went_on = attempt.quiz.id in device.three and device.attempts.get(attempt.quiz.id) == attempt.id
    return attempt.asking_first(attempt.quiz.three_messages) if went_on and attempt.only is None else attempt
