"""Course: the programme that this browser is in, which step comes next, and how far a finished attempt brings it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import SystemRandom

from quizlib import Attempt, Programme, ProgrammeStep, Quiz
from webapp.participant.workshop_state import says_goodbye
from webapp.storage.workshops.workshop import Workshop
from webapp.web.device import Device, Way
from webapp.web.services import services


@dataclass(frozen=True)
class Course:
    """A programme, and how far one is in it."""

    programme: Programme
    way: Way

    @property
    def step(self) -> ProgrammeStep | None:
        """The step that comes next; None when all are done."""
        steps = self.programme.steps
        return steps[self.way.done] if self.way.done < len(steps) else None

    @property
    def quiz(self) -> Quiz | None:
        """The quiz of the step that comes next."""
        return self.quiz_at(self.way.done)

    @property
    def only(self) -> tuple[str, ...] | None:
        """The questions that are asked at the step that comes next; None where it is the whole quiz."""
        if self.step is None or self.quiz is None or self.step.quiz is not None or self.step.check_up == "long":
            return None
        return self.quiz.refresher if self.step.refresh else self.quiz.short

    def quiz_at(self, step: int) -> Quiz | None:
        """Return the quiz of a step, numbered from 0; None past the last, and where it is not offered any more."""
        if step >= len(self.programme.steps):
            return None
        wanted = self.programme.steps[step]
        if wanted.check_up is None:
            return services().quiz(wanted.quiz or wanted.refresh or "")
        form = dict(enumerate(self.way.order)).get(self.programme.form(step))  # content may ask for more than was drawn
        return next((quiz for quiz in services().check_ups() if quiz.form == form), None)

    def has_check_up_after(self, quiz: Quiz) -> bool:
        """Say whether this check-up is one of the programme's, and another comes: until then nothing is explained."""
        numbers = [number for number, step in enumerate(self.programme.steps) if step.check_up]
        mine = [number for number in numbers if number < self.way.done and self.quiz_at(number) == quiz]
        return bool(mine) and any(number >= self.way.done for number in numbers)


def new_way() -> Way:
    """Return the beginning of a way: the order of the forms is drawn."""
    forms = [quiz.form or "" for quiz in services().check_ups()]
    return Way("".join(SystemRandom().sample(forms, len(forms))))


def way_of(workshop: Workshop, programme: Programme) -> Way:
    """Return the beginning of a way in a workshop, which says in which order, and at which meeting."""
    return Way(workshop.forms, sum(programme.meetings[: workshop.meeting - 1]))


def courses(known: Device) -> list[Course]:
    """Return the programmes this browser is in, the youngest first; ended ones too."""
    programmes = services().library.programmes
    return [
        Course(programmes[name], way) for name, way in reversed(list(known.programmes.items())) if name in programmes
    ]


def course_with(known: Device, quiz: Quiz) -> Course | None:
    """Return the youngest programme in which this quiz was the last thing done, or is the next."""
    for course in courses(known):
        if quiz in (course.quiz_at(course.way.done - 1) if course.way.done else None, course.quiz):
            return course
    return None


def adopted(known: Device, attempt: Attempt, *, practice: bool) -> Device:
    """Return the device with an attempt that has begun: every programme that waits for one like it goes on with it."""
    for course in reversed(courses(known)):
        refreshes = course.step is not None and course.step.refresh is not None
        if course.quiz == attempt.quiz and course.only == attempt.only and practice == refreshes:
            known = known.with_way(course.programme.id, replace(course.way, attempt=attempt.id))
    return known


def advanced(known: Device, attempt: Attempt) -> Device:
    """Return the device after an attempt has been finished: every programme that went on with it has come a step on."""
    for course in reversed(courses(known)):
        if course.way.attempt == attempt.id:
            known = known.with_way(course.programme.id, Way(course.way.order, course.way.done + 1))
    return known


def waits_for_more(known: Device, quiz: Quiz) -> bool:
    """Say whether a check-up is not to be explained yet, since a programme has another one to come."""
    return not says_goodbye() and any(course.has_check_up_after(quiz) for course in courses(known))
