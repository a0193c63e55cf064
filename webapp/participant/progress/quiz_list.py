"""Quiz list: the quizzes as a page shows them, each with how far this browser is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from quizlib import Quiz
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.visit import Visit


class Card(NamedTuple):
    """A quiz in a list, and how far this browser is with it.

    `n` is the number of its next question. `examples` is how many worked examples come first: none, if it began with
    three messages.
    """

    quiz: Quiz
    state: Literal["new", "under_way", "done"]
    n: int
    examples: int

    @property
    def reached(self) -> int:
        """That number as people read it: worked examples are not counted."""
        return max(self.n - self.examples, 1)

    @property
    def of(self) -> int:
        """How many questions are asked, without worked examples."""
        return len(self.quiz.questions) - self.quiz.examples


def quiz_list(visit: Visit, names: Iterable[str]) -> dict[str, Card]:
    """Return the cards of those quizzes that are offered today, in a workshop without the discreet ones.

    Check-ups are not in this list.
    """
    device, library = visit.device, visit.services.library
    try:
        answered = visit.services.live.progress(device.attempts.values()) if device.attempts else {}
    except StorageUnavailable:  # the front page says as much as it can
        answered = {}
    cards = {}
    for name in names:
        quiz = visit.offered.quiz(name)
        if quiz is None or (quiz.kind != "quiz" and not library.groups) or (quiz.discreet and visit.phase):
            continue
        count = answered.get(device.attempts.get(name, ""))
        done = name in device.results and device.results[name].done
        three = name in device.three
        examples = 0 if three else quiz.examples
        asked = len(quiz.questions) - quiz.examples + examples
        under_way = count is not None and (len(quiz.three_messages) < count if three else True) and count < asked
        cards[name] = Card(quiz, "under_way" if under_way else "done" if done else "new", (count or 0) + 1, examples)
    return cards


def next_quiz(visit: Visit, after: Quiz | None = None) -> Quiz | None:
    """Return the next quiz, in the order of the front page, not finished in this browser; another than `after`."""
    results, joined = visit.device.results, visit.running
    for name in (*(joined.quizzes if joined else ()), *visit.offered.order_in(visit.language.id)):
        other = visit.offered.quiz(name)
        new = other is not None and other != after and not (name in results and results[name].done)
        if other and new and other.kind == "quiz" and not other.discreet:
            return other
    return None
