"""Passage: the attempt that this browser is in the middle of, with the addresses of its pages."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from quizlib import Attempt, Quiz
from webapp.participant.page import device, path
from webapp.site import site
from webapp.storage.live import Renewed


@dataclass(frozen=True)
class Passage:
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
        """How many questions there are."""
        return len(self.attempt.questions)

    def address(self, n: int) -> str:
        """Return the address of question n; past the last, of the result, which ratings do not have."""
        base = ("quiz", self.attempt.quiz.id)
        if n > self.of:
            return path("") if self.attempt.quiz.kind == "ratings" else path(*base, "result")
        return path(*base, "practise", n) if self.practice else path(*base, n)

    def key(self, n: int) -> Hashable:
        """Return what tells the page of question n from all others of this language and address."""
        return self.attempt.quiz.id, self.attempt.questions[n - 1].id, self.of

    def around(self, n: int) -> dict[str, Any]:
        """Return what question and feedback have in common: where one is, and the ways out."""
        quiz = self.attempt.quiz
        return {
            "quiz": quiz,
            "question": self.attempt.questions[n - 1],
            "n": n,
            "of": self.of,
            "practice": self.practice,
            "back": self.address(n - 1) if n > 1 else path("quiz", quiz.id, *(("result",) if self.practice else ())),
            "stop": path("quiz", quiz.id, "result") if self.attempt.answers and not self.practice else None,
        }


def find(quiz: Quiz, *, practice: bool = False) -> Passage | type[Renewed] | None:
    """Return the attempt that this browser is in the middle of; None or Renewed if there is none any more."""
    known = device().practice if practice else device().attempts
    if quiz.id not in known:
        return None
    attempt = site().live.attempt(known[quiz.id], quiz)
    return Passage(attempt, practice) if isinstance(attempt, Attempt) else attempt
