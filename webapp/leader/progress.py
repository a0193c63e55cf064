"""WorkshopProgress: the state of a workshop as its leader sees it, how far its people are, and what is planned."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizlib import Language, Quiz
from webapp.leader.together import RoomProgress, room_of
from webapp.prints.hour_plan import HourPlan, plan_of
from webapp.storage.workshops.progress import Progress
from webapp.storage.workshops.workshop import Workshop
from webapp.web.languages import words
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.visit import Visit

State = Literal["coming", "open", "shut", "ending", "ended"]


@dataclass(frozen=True)
class Part:
    """One quiz of a workshop: by the number of a question how many have reached it, and how many are through."""

    title: str
    started: int
    rows: tuple[tuple[int, int], ...]
    finished: int

    @property
    def at(self) -> tuple[tuple[int, int], ...]:
        """Where those are who are not through: the number of a question, and how many have come to it, no further."""
        further = [*(count for _, count in self.rows[1:]), self.finished]
        here = ((number, count - beyond) for (number, count), beyond in zip(self.rows, further, strict=True))
        return tuple((number, count) for number, count in here if count > 0)


@dataclass(frozen=True)
class WorkshopProgress:
    """What changes by itself on the leader's page.

    `version` is another one whenever people, parts or the number that was told change, and after its dot whenever the
    present moment of the plan does. `room` is None unless the workshop is taken together.
    """

    state: State
    parts: tuple[Part, ...]
    plan: HourPlan
    version: str
    room: RoomProgress | None

    @property
    def part(self) -> Part | None:
        """The part that most are in the middle of, of equal ones the last; None before the first is begun."""
        begun = [part for part in reversed(self.parts) if part.started]
        return max(begun, key=lambda part: part.started - part.finished, default=None)


def progress_of(visit: Visit, workshop: Workshop) -> WorkshopProgress:
    """Return the state of a workshop, and how far its people are."""
    reached = visit.services.workshops.progress(workshop.id)
    parts = _parts(visit.offered, workshop, reached, visit.language)
    plan = plan_of(visit.offered, workshop, visit.language, words()["_"], visit.now)
    room = room_of(visit, workshop)
    changing = (workshop.joined, workshop.head_count_given, workshop.head_count, parts, room and room.changes)
    version = hashlib.blake2b(repr(changing).encode(), digest_size=6).hexdigest()
    return WorkshopProgress(state_of(workshop, visit.now), parts, plan, f"{version}.{plan.present}", room)


def state_of(workshop: Workshop, now: datetime) -> State:
    """Return the state of a workshop: its phase, and while it runs whether people are let in."""
    phase = workshop.phase(now)
    if phase == "running":
        return "open" if workshop.letting_in else "shut"
    return "ended" if phase == "closed" else phase


def _parts(
    offered: OfferedQuizzes, workshop: Workshop, reached: Mapping[str, Progress], language: Language
) -> tuple[Part, ...]:
    """Return the quizzes in the order in which they are taken, then all others that somebody has begun."""
    planned, quizzes = planned_in(offered, workshop), offered.library.quizzes
    names = [*planned, *(name for name in quizzes if name in reached and name not in planned)]
    known = [(quizzes[name], planned.get(name)) for name in names if name in quizzes]
    return tuple(_part(quiz, only, reached.get(quiz.id, Progress((0,), 0)), language) for quiz, only in known)


def planned_in(offered: OfferedQuizzes, workshop: Workshop) -> dict[str, int | None]:
    """Return the quizzes of a workshop in order, each with how many of its questions are asked; None for all."""
    programme = offered.library.programmes.get(workshop.programme or "")
    if programme is None:
        return dict.fromkeys(workshop.quizzes)
    planned: dict[str, int | None] = {}
    for number, step in enumerate(programme.steps):
        if step.quiz:
            planned[step.quiz] = None
        elif step.check_up and (quiz := offered.check_up(programme, number, workshop.forms)):
            planned[quiz.id] = len(quiz.short) if step.check_up == "short" else None
    return planned


def _part(quiz: Quiz, only: int | None, reached: Progress, language: Language) -> Part:
    examples = quiz.examples
    of = max(only or len(quiz.questions), len(reached.answered) - 1)
    counts = (*reached.answered, *[0] * of)
    rows = tuple((n - examples + 1, counts[n]) for n in range(examples, of))
    return Part(quiz.full_title[language.id], counts[0], rows, reached.finished)
