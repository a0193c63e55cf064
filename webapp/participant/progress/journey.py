"""Journey: a programme as the person meets it: the step of a page, the end of a sitting, what it was about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Self, TypeVar

from quizlib import Programme, Quiz, Text
from webapp.participant.progress.course import Course, courses
from webapp.participant.progress.ongoing_attempt import OngoingAttempt
from webapp.web.visit import Visit

TAKEAWAYS, PLANS, ACTIONS = 6, 3, 4  # of a programme, on its reminder sheet
Told = TypeVar("Told")


@dataclass(frozen=True)
class Stage:
    """A step of a programme, numbered from 1, to which a page belongs; `of` is how many there are."""

    name: Text
    n: int
    of: int

    @classmethod
    def at(cls, programme: Programme, n: int) -> Self:
        """Return step n of a programme."""
        return cls(programme.short_title or programme.title, n, len(programme.steps))


def stage_of(visit: Visit, quiz: Quiz, ongoing: OngoingAttempt | None = None) -> Stage | None:
    """Return the step of a programme to which the pages of an attempt belong; without one, those of its quiz."""
    for course in courses(visit.offered, visit.device):
        done = course.way.done
        if ongoing and ongoing.attempt.id == course.way.attempt:
            return Stage.at(course.programme, done + 1)
        if ongoing is None or ongoing.finished:
            for index in reversed(range(done)):
                if course.takes(quiz, index):
                    return Stage.at(course.programme, index + 1)
        if ongoing is None and course.waits_for(quiz):
            return Stage.at(course.programme, done + 1)
    return None


def course_of_earlier(visit: Visit, quiz: Quiz) -> Course | None:
    """Return the programme in which a check-up is taken that is not its last: its page has no figures."""
    for course in courses(visit.offered, visit.device):
        steps = [number for number, step in enumerate(course.programme.steps) if step.check_up]
        if any(course.takes(quiz, number) for number in steps[:-1] if number <= course.way.done):
            return course
    return None


def ends_sitting(course: Course) -> bool:
    """Return whether a meeting has just ended in which a check-up was taken: then the reminder code is given."""
    programme, done = course.programme, course.way.done
    ends = [0, *accumulate(programme.meetings or (len(programme.steps),))]
    if done not in ends[1:]:
        return False
    return any(step.check_up for step in programme.steps[ends[ends.index(done) - 1] : done])


def quizzes_of(course: Course) -> tuple[Quiz, ...]:
    """Return the quizzes of the steps that are done, each once, and the check-ups; of all steps before the first."""
    steps = enumerate(course.programme.steps[: course.way.done or None])
    found = (course.quiz_at(index) for index, step in steps if step.counted)
    return tuple({quiz.id: quiz for quiz in found if quiz and quiz.kind != "ratings"}.values())


def rated_in(course: Course) -> tuple[Quiz, ...]:
    """Return the ratings that are among the steps, each once."""
    found = (course.quiz_at(index) for index in range(course.way.done))
    return tuple({quiz.id: quiz for quiz in found if quiz and quiz.kind == "ratings"}.values())


def messages_met(course: Course) -> int:
    """Return how many messages and conversations the steps that are done have shown."""
    return sum(
        question.message is not None or question.shows_itself
        for index in range(course.way.done)
        if (quiz := course.quiz_at(index))
        for question in quiz.questions
        if (only := course.only_at(index)) is None or question.id in only
    )


def to_take_home(course: Course) -> tuple[tuple[Text, ...], tuple[Text, ...], tuple[Text, ...]]:
    """Return takeaways, plans and actions of the quizzes that were taken: the first of each, then the second ones."""
    quizzes = [quiz for quiz in quizzes_of(course) if quiz.kind == "quiz"]

    def first(told: Callable[[Quiz], tuple[Text, ...]], most: int) -> tuple[Text, ...]:
        return tuple(_in_turn([told(quiz) for quiz in quizzes]))[:most]

    return (
        first(lambda quiz: quiz.takeaways, TAKEAWAYS),
        first(lambda quiz: quiz.plans, PLANS),
        first(lambda quiz: quiz.actions, ACTIONS),
    )


def _in_turn(lists: list[tuple[Told, ...]]) -> Iterator[Told]:
    """Yield the first thing of each list, then the second of each, without repeating any."""
    longest = max(map(len, lists), default=0)
    yield from dict.fromkeys(one[at] for at in range(longest) for one in lists if at < len(one))
