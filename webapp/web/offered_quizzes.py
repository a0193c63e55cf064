"""OfferedQuizzes: what of the library can be taken on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quizlib import Library, Programme, Quiz
from webapp.storage.workshops.workshop import Workshop, orders


@dataclass(frozen=True)
class OfferedQuizzes:
    """The quizzes of a library on one day: those before their first day, or after their last, are left out."""

    library: Library
    day: date

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of all quizzes, also of those that are not offered, in the order of the front page."""
        grouped = tuple(name for group in self.library.groups for name in group.quizzes)
        return grouped or tuple(self.library.quizzes)

    def quiz(self, name: str) -> Quiz | None:
        """Return a quiz by its id; None if it is not offered."""
        quiz = self.library.quizzes.get(name)
        return quiz if quiz and quiz.current(self.day) else None

    def check_ups(self) -> list[Quiz]:
        """Return the check-ups in the order of their forms."""
        offered = [quiz for name in self.library.quizzes if (quiz := self.quiz(name)) and quiz.form]
        return sorted(offered, key=lambda quiz: quiz.form or "")

    def orders(self, programme: Programme) -> tuple[str, ...]:
        """Return the orders in which workshops may take the forms of the check-ups of a programme."""
        wanted = sum(step.check_up is not None for step in programme.steps)
        return orders([quiz.form or "" for quiz in self.check_ups()], wanted)

    def taken_in(self, workshop: Workshop) -> set[str]:
        """Return the ids of the quizzes that are taken in a workshop."""
        programme = self.library.programmes.get(workshop.programme or "")
        if programme is None:
            return set(workshop.quizzes)
        taken = {step.quiz or step.refresh or "" for step in programme.steps} - {""}
        return taken | {quiz.id for quiz in self.check_ups()}
