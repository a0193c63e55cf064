"""Quiz list: the quizzes as a page shows them, each with how far this browser is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quizlib import Quiz
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.visit import Visit


@dataclass(frozen=True)
class Card:
    """A quiz in a list, and how far this browser is with it: `n` is the number of its next question."""

    quiz: Quiz
    state: Literal["new", "under_way", "done"]
    n: int

    @property
    def reached(self) -> int:
        """That number as people read it: worked examples are not counted."""
        return max(self.n - self.quiz.examples, 1)

    @property
    def of(self) -> int:
        """How many questions are asked, without worked examples."""
        return len(self.quiz.questions) - self.quiz.examples


def quiz_list(visit: Visit, names: Iterable[str]) -> dict[str, Card]:
    """Return the cards of those quizzes that are offered today. Check-ups are not in this list."""
    device, library = visit.device, visit.services.library
    try:
        answered = visit.services.live.progress(device.attempts.values()) if device.attempts else {}
    except StorageUnavailable:  # the front page says as much as it can
        answered = {}
    cards = {}
    for name in names:
        quiz = visit.offered.quiz(name)
        if quiz is None or (quiz.kind != "quiz" and not library.groups):
            continue
        count = answered.get(device.attempts.get(name, ""))
        done = name in device.results and device.results[name].done
        under_way = count is not None and count < len(quiz.questions)
        cards[name] = Card(quiz, "under_way" if under_way else "done" if done else "new", (count or 0) + 1)
    return cards
