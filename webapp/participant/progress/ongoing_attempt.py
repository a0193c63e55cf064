"""OngoingAttempt: the attempt that this browser is in the middle of."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from quizlib import Answer, Attempt, AttemptStep, Question, Quiz
from webapp.storage.live import Renewed
from webapp.web.device import Device, Draft
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

    @property
    def next(self) -> int:
        """The number of the first unanswered question; one past the last when all are answered."""
        question = self.attempt.question
        return self.attempt.questions.index(question) + 1 if question else self.of + 1

    @property
    def of(self) -> int:
        """How many questions there are, worked examples too."""
        return len(self.attempt.questions)

    @property
    def examples(self) -> int:
        """How many worked examples come first. Pages leave them out of the numbers that people read."""
        return sum(question.asks == "none" for question in self.attempt.questions)

    @property
    def finished(self) -> bool:
        """Whether every question is answered."""
        return self.attempt.question is None

    @property
    def silent(self) -> bool:
        """Whether nothing is explained before the end, as in check-ups."""
        return self.quiz.kind == "check-up" and not self.practice

    def question(self, n: int) -> Question:
        """Return question n."""
        return self.attempt.questions[n - 1]

    def page(self, n: int) -> tuple[object, ...]:
        """Return the parts of the address of question n; past the last, of the result."""
        return ("quiz", self.quiz.id, *(("practise",) if self.practice else ()), "result" if n > self.of else n)

    def key(self, n: int) -> Hashable:
        """Return what tells the page of question n from all others of this language and address."""
        return self.quiz.id, self.question(n).id, self.of, self.examples

    def answer(self, n: int) -> Answer:
        """Return the answer to question n, which must be answered."""
        return next(answer for answer in self.attempt.answers if answer.question == self.question(n).id)

    def tries_again(self, n: int) -> bool:
        """Return whether question n, which is answered, is asked once more with a hint."""
        return self.attempt.tries_again(self.question(n).id)

    def asks_sureness(self, n: int) -> bool:
        """Return whether question n also asks how sure people are: where the quiz wants it, and the answer counts.

        The short form of a check-up does not ask, for it is meant to be short.
        """
        question = self.question(n)
        decides = question.key is not None and not question.shows_itself
        short = self.silent and self.attempt.only is not None
        return self.quiz.sure and decides and not self.practice and not short

    def draft(self, n: int) -> Draft:
        """Return an empty draft of the response to question n."""
        return Draft((self.attempt.id, self.question(n).id), ())

    def begun(self, device: Device, n: int) -> tuple[str, ...]:
        """Return the part of a response to question n that a browser has kept, until the response is whole."""
        draft = device.draft
        return draft.response if draft and draft.place == self.draft(n).place else ()

    def after(self, step: AttemptStep, stored: Answer) -> OngoingAttempt:
        """Return it after a step, with the answer that the storage has: the first, if another request was faster."""
        if stored == step.answer:
            return replace(self, attempt=step.attempt)
        answers = [answer for answer in self.attempt.answers if answer.question != stored.question]
        attempt = Attempt.resume(self.quiz, self.attempt.id, [*answers, stored], self.attempt.only, trusted=True)
        return replace(self, attempt=attempt)


def find(visit: Visit, quiz: Quiz, *, practice: bool = False) -> OngoingAttempt | Renewed | None:
    """Return the attempt at a quiz that this browser is in the middle of; None or "renewed" if it cannot go on."""
    device = visit.device
    attempt_id = (device.practice if practice else device.attempts).get(quiz.id)
    if attempt_id is None:
        return None
    attempt = visit.services.live.attempt(attempt_id, quiz)
    return OngoingAttempt(attempt, practice) if isinstance(attempt, Attempt) else attempt
