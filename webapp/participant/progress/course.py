"""Course: a programme that this browser is in, which step comes next, and what may not be explained before its end."""

from __future__ import annotations

from secrets import SystemRandom
from typing import NamedTuple

from quizlib import Programme, ProgrammeStep, Quiz
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.participant.progress.workshop_state import says_goodbye
from webapp.storage.workshops.workshop import Workshop
from webapp.web.devices.device import Device, Way
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.visit import Visit


class Course(NamedTuple):
    """A programme, how far this browser is in it, and the quizzes that are offered today."""

    programme: Programme
    way: Way
    offered: OfferedQuizzes

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
        return self.only_at(self.way.done)

    def only_at(self, index: int) -> tuple[str, ...] | None:
        """Return the questions that are asked at a step, numbered from 0; None where it is the whole quiz."""
        step = next(iter(self.programme.steps[index : index + 1]), None)
        quiz = self.quiz_at(index)
        if step is None or quiz is None or step.quiz is not None or step.check_up == "long":
            return None
        return quiz.short if step.check_up else quiz.refresher

    @property
    def practises(self) -> bool:
        """Whether the step that comes next is a check-up right after another: no quiz lies between them."""
        steps, done = self.programme.steps, self.way.done
        return all(step.check_up for step in steps[done - 1 : done + 1]) if 0 < done < len(steps) else False

    def quiz_at(self, step: int) -> Quiz | None:
        """Return the quiz of a step, numbered from 0; None past the last, and where it is not offered any more."""
        if step >= len(self.programme.steps):
            return None
        wanted = self.programme.steps[step]
        if wanted.refresher is not None:
            return self.programme.refresher(step, self.offered.quiz)
        if wanted.check_up is None:
            return self.offered.quiz(wanted.quiz or wanted.refresh or "")
        return self.offered.check_up(self.programme, step, self.way.order)

    def takes(self, quiz: Quiz, step: int) -> bool:
        """Return whether a quiz is that of a step, numbered from 0, in whatever version."""
        found = self.quiz_at(step) if step >= 0 else None
        return found is not None and found.id == quiz.id

    def waits_for(self, quiz: Quiz) -> bool:
        """Return whether a quiz is that of the step that comes next."""
        return self.takes(quiz, self.way.done)

    def has_check_up_after(self, quiz: Quiz) -> bool:
        """Return whether a check-up belongs to the programme and another check-up is still to come."""
        numbers = [number for number, step in enumerate(self.programme.steps) if step.check_up]
        mine = [number for number in numbers if number < self.way.done and self.takes(quiz, number)]
        return bool(mine) and any(number >= self.way.done for number in numbers)


def new_way(offered: OfferedQuizzes) -> Way:
    """Return the beginning of a way: the order of the forms is drawn."""
    return Way(SystemRandom().choice(offered.orders or ("",)))


def way_of(workshop: Workshop, programme: Programme) -> Way:
    """Return the beginning of a way in a workshop, which has the order of the forms and the number of the meeting."""
    return Way(workshop.forms, sum(programme.meetings[: workshop.meeting - 1]))


def courses(offered: OfferedQuizzes, device: Device) -> list[Course]:
    """Return the programmes that a browser is in, the youngest first; also those whose steps are all done."""
    programmes = offered.library.programmes
    ways = reversed(list(device.programmes.items()))
    return [Course(programmes[name], way, offered) for name, way in ways if name in programmes]


def course_with(visit: Visit, quiz: Quiz) -> Course | None:
    """Return the youngest programme in which a quiz was the last thing done, or comes next."""
    for course in courses(visit.offered, visit.device):
        if course.takes(quiz, course.way.done - 1) or course.waits_for(quiz):
            return course
    return None


def waits_for_more(visit: Visit, quiz: Quiz) -> bool:
    """Return whether a check-up cannot be explained yet, since a programme has another one to come."""
    found = courses(visit.offered, visit.device)
    return not says_goodbye(visit) and any(course.has_check_up_after(quiz) for course in found)


def explains_now(visit: Visit, ongoing: OngoingAttempt) -> bool:
    """Return whether answers may be explained: in a check-up at its end, in a programme after its last check-up."""
    return not ongoing.silent or (ongoing.finished and not waits_for_more(visit, ongoing.quiz))
