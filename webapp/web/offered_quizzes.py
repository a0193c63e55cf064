"""OfferedQuizzes: what of the library can be taken on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from quizlib import Library, Programme, Quiz
from quizlib.measures import rotations
from webapp.storage.workshops.workshop import Workshop


@dataclass(frozen=True)
class OfferedQuizzes:
    """The quizzes of a library on one day: those before their first day, or after their last, are left out."""

    library: Library
    day: date
    earlier: tuple[Library, ...] = ()
    """What was served before, the newest first: attempts that began with it go on with it."""

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of all quizzes, also of those that are not offered, in the order of the front page."""
        grouped = tuple(name for group in self.library.groups for name in group.quizzes)
        return grouped or tuple(self.library.quizzes)

    def order_in(self, language: str) -> tuple[str, ...]:
        """Return the ids in that order without the quizzes that are not in a language."""
        return tuple(name for name in self.order if (quiz := self.library.quizzes.get(name)) and quiz.is_in(language))

    def not_in(self, language: str) -> list[Quiz]:
        """Return the offered quizzes, without check-ups, ratings and discreet ones, that are not in a language."""
        offered = filter(None, map(self.quiz, self.order))
        return [one for one in offered if one.kind == "quiz" and not one.discreet and not one.is_in(language)]

    def can_take(self, programme: Programme, language: str) -> bool:
        """Return whether every quiz that a programme names is in a language."""
        names = (step.quiz or step.refresh for step in programme.steps)
        forms = self.check_ups if programme.check_ups else ()
        quizzes = [*forms, *(quiz for name in names if name and (quiz := self.library.quizzes.get(name)))]
        return all(quiz.is_in(language) for quiz in quizzes)

    def quiz(self, name: str) -> Quiz | None:
        """Return a quiz by its id; None if it is not offered."""
        quiz = self.library.quizzes.get(name)
        return quiz if quiz and quiz.current(self.day) else None

    def versions(self, name: str) -> Iterator[Quiz]:
        """Yield a quiz or a mixed refresher as it is now, and as it was before, the newest first."""
        for library in (self.library, *self.earlier):
            then = OfferedQuizzes(library, self.day)
            found = then.quiz(name)
            refresher = None if found else then.refresher(name)
            if found := refresher[1] if refresher else found:
                yield found

    def refresher(self, name: str) -> tuple[Programme, Quiz] | None:
        """Return a mixed refresher by its id, with the programme that it belongs to."""
        for programme in self.library.programmes.values():
            for quiz in programme.refreshers(self.quiz):
                if quiz.id == name:
                    return programme, quiz
        return None

    @property
    def for_workshops(self) -> list[Programme]:
        """The programmes that a workshop can take; those that show what practice alone does come last."""
        here = [programme for programme in self.library.programmes.values() if not programme.at_home]
        return sorted(here, key=lambda programme: programme.practice)

    @cached_property
    def check_ups(self) -> tuple[Quiz, ...]:
        """The check-ups in the order of their forms."""
        offered = [quiz for name in self.library.quizzes if (quiz := self.quiz(name)) and quiz.form]
        return tuple(sorted(offered, key=lambda quiz: quiz.form or ""))

    def check_up(self, programme: Programme, step: int, order: str) -> Quiz | None:
        """Return the check-up of a step, numbered from 0, in this order of the forms; None if there is none to offer.

        A form that is not offered any more gives way to one that the programme does not use.
        """
        offered = {str(quiz.form): quiz for quiz in self.check_ups}
        spare = (form for form in order[programme.check_ups :] if form in offered)
        forms = [form if form in offered else next(spare, "") for form in order[: programme.check_ups]]
        return offered.get(dict(enumerate(forms)).get(programme.form(step), ""))

    @cached_property
    def orders(self) -> tuple[str, ...]:
        """The orders in which the forms of the check-up are taken."""
        return rotations(quiz.form or "" for quiz in self.check_ups)

    def missing(self, workshop: Workshop) -> tuple[str, ...]:
        """Return the ids of the planned quizzes that are not offered; that of the programme alone, if it is missing."""
        programme = self.library.programmes.get(workshop.programme or "")
        if workshop.programme and programme is None:
            return (workshop.programme,)
        steps = programme.steps if programme else ()
        planned = dict.fromkeys([*workshop.quizzes, *(step.quiz or step.refresh or "" for step in steps)])
        return tuple(name for name in planned if name and self.quiz(name) is None)

    def taken_in(self, workshop: Workshop) -> set[str]:
        """Return the ids of the quizzes that are taken in a workshop."""
        programme = self.library.programmes.get(workshop.programme or "")
        if programme is None:
            return set(workshop.quizzes)
        taken = {step.quiz or step.refresh or "" for step in programme.steps} - {""}
        return taken | {quiz.id for quiz in (*self.check_ups, *programme.refreshers(self.quiz))}
