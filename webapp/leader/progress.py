"""WorkshopProgress: the state of a workshop as its leader sees it, and how far its people have come, quiz by quiz."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizlib import Language, Quiz
from webapp.storage.workshops.progress import Progress
from webapp.storage.workshops.workshop import Workshop
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


@dataclass(frozen=True)
class WorkshopProgress:
    """What changes by itself on the leader's page; `version` is another one whenever people or parts change."""

    state: State
    parts: tuple[Part, ...]
    version: str


def progress_of(visit: Visit, workshop: Workshop) -> WorkshopProgress:
    """Return the state of a workshop, and how far its people are."""
    reached = visit.services.workshops.progress(workshop.id)
    parts = _parts(visit.offered, workshop, reached, visit.language)
    version = hashlib.blake2b(repr((workshop.joined, parts)).encode(), digest_size=6).hexdigest()
    return WorkshopProgress(state_of(workshop, visit.now), parts, version)


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
    planned, quizzes = _planned(offered, workshop), offered.library.quizzes
    names = [*planned, *(name for name in quizzes if name in reached and name not in planned)]
    known = [(quizzes[name], planned.get(name)) for name in names if name in quizzes]
    return tuple(_part(quiz, only, reached.get(quiz.id, Progress((0,), 0)), language) for quiz, only in known)


def _planned(offered: OfferedQuizzes, workshop: Workshop) -> dict[str, int | None]:
    """Return the quizzes of a workshop in order, each with how many of its questions are asked; None for all."""
    programme = offered.library.programmes.get(workshop.programme or "")
    if programme is None:
        return dict.fromkeys(workshop.quizzes)
    forms = {str(quiz.form): quiz for quiz in offered.check_ups()}
    planned: dict[str, int | None] = {}
    for number, step in enumerate(programme.steps):
        if step.quiz:
            planned[step.quiz] = None
        elif step.check_up and (quiz := forms.get(dict(enumerate(workshop.forms)).get(programme.form(number), ""))):
            planned[quiz.id] = len(quiz.short) if step.check_up == "short" else None
    return planned


def _part(quiz: Quiz, only: int | None, reached: Progress, language: Language) -> Part:
    examples = quiz.examples
    of = max(only or len(quiz.questions), len(reached.answered) - 1)
    counts = (*reached.answered, *[0] * of)
    rows = tuple((n - examples + 1, counts[n]) for n in range(examples, of))
    return Part(quiz.title[language.id], counts[0], rows, reached.finished)
