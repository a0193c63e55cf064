"""Cards: the quizzes as they stand on a page, each with how far this browser is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quizlib import Quiz
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.render import device
from webapp.web.services import services


@dataclass(frozen=True)
class Card:
    """A quiz on the front page, and how far this browser is with it: `n` is the number of its next question."""

    quiz: Quiz
    state: Literal["new", "under_way", "done"]
    n: int

    @property
    def reached(self) -> int:
        """That number as people are told it: worked examples are not counted."""
        return max(self.n - self.quiz.examples, 1)

    @property
    def of(self) -> int:
        """How many questions are asked."""
        return len(self.quiz.questions) - self.quiz.examples


def taken(names: Iterable[str]) -> dict[str, Card]:
    """Return the cards of quizzes, those that are not offered today left out; check-ups have one of their own."""
    known = device()
    try:
        answered = services().live.progress(known.attempts.values()) if known.attempts else {}
    except StorageUnavailable:  # the front page says as much as it can
        answered = {}
    cards = {}
    for name in names:
        quiz = services().quiz(name)
        if quiz is None or (quiz.kind != "quiz" and not services().library.groups):
            continue
        count = answered.get(known.attempts.get(name, ""))
        done = name in known.results and known.results[name].done
        under_way = count is not None and count < len(quiz.questions)
        cards[name] = Card(quiz, "under_way" if under_way else "done" if done else "new", (count or 0) + 1)
    return cards
