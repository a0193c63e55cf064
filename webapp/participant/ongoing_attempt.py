"""Passage: the attempt that this browser is in the middle of, with the addresses of its pages."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from quizlib import Answer, Attempt, Quiz
from webapp.storage.live import Renewed
from webapp.web.device import Draft
from webapp.web.render import device, path
from webapp.web.services import services


@dataclass(frozen=True)
class OngoingAttempt:
    """An attempt, or its practice, with the addresses of its pages."""

    attempt: Attempt
    practice: bool

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
        """How many worked examples stand first: people are told the numbers of what is asked."""
        return sum(question.type == "example" for question in self.attempt.questions)

    @property
    def finished(self) -> bool:
        """Whether every question is answered."""
        return self.attempt.question is None

    @property
    def silent(self) -> bool:
        """Whether nothing is explained while one answers, as in check-ups."""
        return self.attempt.quiz.kind == "check-up" and not self.practice

    def address(self, n: int) -> str:
        """Return the address of question n; past the last, of the result."""
        base = ("quiz", self.attempt.quiz.id, *(("practise",) if self.practice else ()))
        return path(*base, "result" if n > self.of else n)

    def key(self, n: int) -> Hashable:
        """Return what tells the page of question n from all others of this language and address."""
        return self.attempt.quiz.id, self.attempt.questions[n - 1].id, self.of, self.examples

    def given(self, n: int) -> Answer:
        """Return the answer to question n."""
        return next(given for given in self.attempt.answers if given.question == self.attempt.questions[n - 1].id)

    def draft(self, n: int) -> Draft:
        """Return an empty draft of the response to question n."""
        return Draft((self.attempt.id, self.attempt.questions[n - 1].id), ())

    def begun(self, n: int) -> tuple[str, ...]:
        """Return what this browser has of a response to question n that is not whole yet."""
        known = device().draft
        return known.response if known and known.place == self.draft(n).place else ()

    def around(self, n: int) -> dict[str, Any]:
        """Return what question and feedback have in common: where one is, and the ways out."""
        quiz = self.attempt.quiz
        return {
            "quiz": quiz,
            "question": self.attempt.questions[n - 1],
            "n": max(n - self.examples, 0),
            "of": self.of - self.examples,
            "practice": self.practice,
            "back": self.address(n - 1) if n > 1 else path("quiz", quiz.id, *(("result",) if self.practice else ())),
            "stop": path("quiz", quiz.id, "result") if self.attempt.answers and not self.practice else None,
        }


def find(quiz: Quiz, *, practice: bool = False) -> OngoingAttempt | Renewed | None:
    """Return the attempt that this browser is in the middle of; None or "renewed" if there is none any more."""
    known = device().practice if practice else device().attempts
    if quiz.id not in known:
        return None
    attempt = services().live.attempt(known[quiz.id], quiz)
    return OngoingAttempt(attempt, practice) if isinstance(attempt, Attempt) else attempt
