"""People: the people at a screen, and their answers to one quiz after the other, drawn from the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from random import Random
from typing import Any, NamedTuple

from quizlib import Attempt, Library, Programme, Quiz, form_order, side_key
from webapp.demo.chances import Chances
from webapp.demo.model import Mind, Truth

Before = Mapping[str, Any]
"""What an attempt stores of an earlier attempt; `quizlib.pair` reads it."""


class Screen(NamedTuple):
    """The people at one screen. They answer as one person; `allows` is whether their answers may be compared."""

    mind: Mind
    people: int = 1
    allows: bool = True


class Sheet(NamedTuple):
    """An attempt, finished or not, and what is stored with it."""

    attempt: Attempt
    finished: bool
    people: int
    before: Before | None = None
    counted: bool = True


@dataclass(frozen=True)
class Answering:
    """Draws the answers of people to the quizzes of a library, by the true values of the model."""

    library: Library
    truth: Truth
    random: Random
    _known: dict[str, tuple[Chances, ...]] = field(default_factory=dict)
    _forms: dict[tuple[str, bool], Mapping[str, str]] = field(default_factory=dict)

    def chances(self, quiz: Quiz, only: Sequence[str] | None = None) -> list[Chances]:
        """Return the chances of the questions that are asked, in order."""
        if quiz.id not in self._known:
            self._known[quiz.id] = tuple(Chances(question, quiz.id, self.truth) for question in quiz.questions)
        return [one for one in self._known[quiz.id] if only is None or one.answers[0].question in only]

    def sheet(
        self,
        screen: Screen,
        quiz: Quiz,
        learned: float,
        stops: float,
        *,
        only: tuple[str, ...] | None = None,
        before: Before | None = None,
        counted: bool = True,
    ) -> Sheet:
        """Return the answers of a screen to a quiz.

        `learned` is the share of the learning, 0 to 1. `stops` is the chance to stop before each question.
        """
        asked = self.chances(quiz, only)
        standing = self.truth.standing(screen.mind, learned)
        going = int(log(1 - self.random.random()) / log(1 - stops)) if stops else len(asked)
        answers = tuple(one.draw(standing.get(one.stands, 0.0), self.random) for one in asked[:going])
        attempt = Attempt(quiz, f"{self.random.getrandbits(128):032x}", answers, only)
        allowed = before if screen.allows else None
        return Sheet(attempt, len(answers) == len(asked), screen.people, allowed, counted)

    def course(self, screen: Screen, programme: Programme, forms: str, month: str) -> Iterator[Sheet]:
        """Yield the answers of a screen in a programme, until it stops; `forms` is the order of check-up forms."""
        by_form = {str(quiz.form): quiz for quiz in self.library.quizzes.values() if quiz.form}
        taken: dict[str, Before] = {}
        learned = 0.0
        for number, step in enumerate(programme.steps):
            if step.refresher:  # it mixes quizzes, and nothing of it is counted
                continue
            only = None
            if step.check_up:
                quiz = by_form[forms[programme.form(number)]]
                only = quiz.short if step.check_up == "short" else None
            else:
                quiz = self.library.quizzes[step.quiz or step.refresh or ""]
                only = quiz.refresher if step.refresh else None
            before = taken.get(quiz.kind)
            if before and step.check_up and programme.steps[number - 1].check_up:
                before = {**before, "practice": True}
            counted = step.refresh is None
            sheet = self.sheet(screen, quiz, learned, self.truth.stops, only=only, before=before, counted=counted)
            yield sheet
            if not sheet.finished:
                return
            if quiz.kind == "quiz":
                learned = 1.0
            elif quiz.kind not in taken:
                taken[quiz.kind] = self.remembered(sheet.attempt, month)

    def remembered(self, attempt: Attempt, month: str) -> Before:
        """Return what later attempts store of the first check-up, or of ratings, finished in this month."""
        if attempt.quiz.kind == "ratings":
            return {"month": month, "steps": {answer.question: answer.response[0] for answer in attempt.answers}}
        result, short = attempt.compared, attempt.only is not None
        counts = {side_key(side): [each.right, each.unsure, each.wrong] for side, each in result.verdicts.items()}
        return {**self._order(attempt.quiz, short=short), "short": short, "month": month, **counts}

    def _order(self, first: Quiz, *, short: bool) -> Mapping[str, str]:
        """Return the order of the forms and their edition, if this form is taken first; always the same."""
        if (first.id, short) not in self._forms:
            check_ups = [quiz for quiz in self.library.quizzes.values() if quiz.form]
            order = form_order(first.form or "", check_ups, short=short)
            self._forms[first.id, short] = {"order": order.forms, "edition": order.edition} if order else {}
        return self._forms[first.id, short]
