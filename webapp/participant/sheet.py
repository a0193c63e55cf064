"""The reminder sheet: one page to take home, with a message to try on a friend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from math import ceil

from flask import Response

from quizlib import Question, Quiz, Text
from webapp.participant.programme import the_programme
from webapp.participant.progress.check_ups import sitting_code
from webapp.participant.progress.course import Course, course_with
from webapp.participant.progress.journey import Stage, quizzes_of, stage_of, to_take_home
from webapp.participant.taking.quiz import the_quiz
from webapp.web.devices.device import Way
from webapp.web.replying.render import render
from webapp.web.visit import Visit

ROOM = {0: (29, 50), 1: (29, 50), 2: (18, 38)}
"""By text size: lines on the first sheet of paper, and characters in a line of it."""
HALVES = (32, 19)  # characters in a line of the strip: beside the message, and in its answer
AROUND = 3  # lines around either of them: who sent it, what it is, who is behind it
LONGEST = 14  # lines of a strip
LARGEST = 2  # the text size
LARGER = 1.6  # lines that a line of the plan takes


@dataclass(frozen=True)
class Sheet:
    """What is taken home from a quiz, or from a programme."""

    title: Text
    takeaways: tuple[Text, ...]
    plans: tuple[Text, ...]
    actions: tuple[Text, ...]


def remember_sheet(visit: Visit, quiz_id: str) -> Response:
    """Show the reminder sheet of a quiz; that of a check-up has the reminder code, unless a programme gives it."""
    quiz = the_quiz(visit, quiz_id)
    sheet = Sheet(quiz.title, quiz.takeaways, quiz.plans, quiz.actions)
    alone = quiz.kind == "check-up" and course_with(visit, quiz) is None
    back = visit.path("quiz", quiz.id, "result")
    return _show(visit, sheet, (quiz,), back, stage_of(visit, quiz), gives_code=alone)


def programme_sheet(visit: Visit, programme_id: str) -> Response:
    """Show the reminder sheet of a programme, with the one reminder code of its sitting."""
    wanted = the_programme(visit, programme_id)
    way = visit.device.programmes.get(wanted.id)
    course = Course(wanted, way or Way(""), visit.offered)
    stage = Stage.at(wanted, min(course.way.done + 1, len(wanted.steps))) if way else None
    sheet = Sheet(wanted.title, *to_take_home(course))
    back = visit.path("programme", wanted.id)
    return _show(visit, sheet, quizzes_of(course), back, stage, gives_code=way is not None)


def _show(
    visit: Visit, sheet: Sheet, quizzes: Sequence[Quiz], back: str, stage: Stage | None, *, gives_code: bool
) -> Response:
    friend = for_a_friend(visit, quizzes)
    return render(
        visit,
        "visit/remember.html",
        stage=stage,
        sheet=sheet,
        friend=friend,
        on_paper=takeaways_on_paper(visit, sheet, friend),
        code=sitting_code(visit.device) if gives_code else None,
        back=back,
        help=visit.services.help,
    )


def takeaways_on_paper(visit: Visit, sheet: Sheet, friend: Question | None) -> int:
    """Return for how many takeaways the printed sheet has room, with the longest plan chosen and every action ticked.

    Widths are those of a wide font, so that it fits in every other. In the largest size the strip has a sheet of
    its own.
    """
    lines, width = ROOM[visit.device.size]

    def heights(texts: Iterable[Text]) -> list[int]:
        return [_lines(text[visit.language.id], width) for text in texts]

    left = lines - LARGER * max(heights(sheet.plans), default=0) - sum(heights(sheet.actions))
    if friend and visit.device.size < LARGEST:
        left -= height_of_strip(visit, friend)
    return max(sum(total <= left for total in accumulate(heights(sheet.takeaways))), 1)


def for_a_friend(visit: Visit, quizzes: Iterable[Quiz]) -> Question | None:
    """Return the message to judge of these quizzes that takes least paper; one of the library's first if all are long.

    Messages of check-ups are never taken: a person who has seen one cannot be asked about it any more.
    """
    first = visit.offered.quiz(visit.services.library.begin or "")
    for some in (quizzes, (first,) if first else ()):
        shown = [quiz for quiz in some if quiz.kind == "quiz" and not quiz.discreet]
        judged = [one for quiz in shown for one in quiz.questions if one.judges and one.message]
        shortest = min(judged, key=partial(height_of_strip, visit), default=None)
        if shortest and height_of_strip(visit, shortest) <= LONGEST:
            return shortest
    return None


def height_of_strip(visit: Visit, question: Question) -> int:
    """Return the lines of the higher half of the strip: the message, or its answer."""
    spoken, owner = visit.language.id, visit.services.library.owner
    told = question.check or question.rationale
    message = (question.stem[spoken], *(question.message.parts(spoken).values() if question.message else ()))
    halves = (message, (told[spoken] if told else "",))
    behind = owner[spoken] if owner else ""
    return max(
        AROUND + sum(_lines(text, width) for text in (*texts, behind))
        for texts, width in zip(halves, HALVES, strict=True)
    )


def _lines(text: str, width: int) -> int:
    return sum(max(ceil(len(line) / width), 1) for line in text.splitlines())
