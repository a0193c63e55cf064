"""The minute plan: when in its hour a workshop does what, so that its leader knows what to press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from quizlib import Quiz
from webapp.storage.workshops.workshop import Workshop
from webapp.web.offered_quizzes import OfferedQuizzes

HOUR = 60  # minutes that a workshop takes, unless its quizzes need more
WELCOME = 5
LAST = 10  # from *Slut* on: the last answers, how it went, and thanks
GRID = 5  # every step begins at a multiple of it: nobody looks at a clock more closely
REFRESHED = 4  # minutes for the messages that come once more

Kind = Literal["quiz", "check-up", "ratings", "refresh"]
Doing = Literal["welcome", "check", "quiz", "end"]


@dataclass(frozen=True)
class TakenQuiz:
    """A quiz that a workshop takes, as what, and the minutes that its questions need."""

    quiz: Quiz
    kind: Kind
    minutes: float


@dataclass(frozen=True)
class PlannedStep:
    """What a workshop does from a minute on, counted from its beginning, and with which quizzes."""

    minute: int
    doing: Doing
    taken: tuple[TakenQuiz, ...] = ()


def taken_in(offered: OfferedQuizzes, workshop: Workshop) -> tuple[TakenQuiz, ...]:
    """Return what a workshop takes, in order: of a programme, the steps of its meeting alone.

    Where people take it together or raise their hands, it takes no check-ups and no ratings.
    """
    programme = offered.library.programmes.get(workshop.programme or "")
    quizzes = filter(None, map(offered.quiz, workshop.quizzes))
    alone = (TakenQuiz(quiz, quiz.kind, quiz.minutes) for quiz in quizzes)
    taken = _steps(offered, workshop) if programme else alone
    return tuple(one for one in taken if workshop.way == "apart" or one.kind == "quiz")


def minute_plan(taken: tuple[TakenQuiz, ...]) -> tuple[PlannedStep, ...]:
    """Return what is done when. What is left of the hour goes to the quizzes, for talking together.

    Check-ups and ratings that follow each other are done in one go.
    """
    blocks: list[tuple[TakenQuiz, ...]] = []
    for one in taken:
        if blocks and "quiz" not in (one.kind, blocks[-1][-1].kind):
            blocks[-1] += (one,)
        else:
            blocks.append((one,))
    minutes = [_on_grid(sum(one.minutes for one in block)) for block in blocks]
    talked = [number for number, block in enumerate(blocks) if block[0].kind == "quiz"]
    for turn in range((HOUR - WELCOME - LAST - sum(minutes)) // GRID if talked else 0):
        minutes[talked[turn % len(talked)]] += GRID
    begins = tuple(accumulate(minutes, initial=WELCOME))
    return (
        PlannedStep(0, "welcome"),
        *(
            PlannedStep(begin, "quiz" if block[0].kind == "quiz" else "check", block)
            for begin, block in zip(begins, blocks, strict=False)
        ),
        PlannedStep(begins[-1], "end"),
    )


def _steps(offered: OfferedQuizzes, workshop: Workshop) -> Iterator[TakenQuiz]:
    programme = offered.library.programmes[workshop.programme or ""]
    first = sum(programme.meetings[: workshop.meeting - 1])
    held = sum(programme.meetings[workshop.meeting - 1 : workshop.meeting]) or len(programme.steps)
    for number, step in list(enumerate(programme.steps))[first : first + held]:
        if step.quiz and (quiz := offered.quiz(step.quiz)):
            yield TakenQuiz(quiz, quiz.kind, quiz.minutes)
        elif step.check_up and (quiz := offered.check_up(programme, number, workshop.forms)):
            asked = len(quiz.short) if step.check_up == "short" else len(quiz.questions)
            yield TakenQuiz(quiz, "check-up", quiz.minutes * asked / len(quiz.questions))
        else:
            again = programme.refresher(number, offered.quiz) if step.refresher else offered.quiz(step.refresh or "")
            if again:
                yield TakenQuiz(again, "refresh", REFRESHED)


def _on_grid(minutes: float) -> int:
    return int(-(-minutes // GRID)) * GRID
