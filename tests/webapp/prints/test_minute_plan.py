"""The minute plan: what a workshop does when, out of what it takes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shipped import library
from tests.webapp.clock import TODAY
from webapp.prints.minute_plan import GRID, HOUR, PlannedStep, TakenQuiz, minute_plan, taken_in
from webapp.storage.batches import Way
from webapp.storage.workshops.workshop import COMING_WORKSHOP, LASTS, Workshop
from webapp.web.offered_quizzes import OfferedQuizzes

QUIZ = library().quizzes["falske-beskeder"]
KINDS = st.sampled_from(("quiz", "check-up", "ratings", "refresh"))
TAKEN = st.builds(TakenQuiz, st.just(QUIZ), KINDS, st.floats(1, 60))


def planned(*quizzes: str, programme: str | None = None, meeting: int = 1, way: Way = "apart") -> Workshop:
    """Return a workshop as it is planned."""
    row = dict.fromkeys(("week", "leader", "code", "planner", "time", "name", "language"))
    row |= COMING_WORKSHOP | {"id": "one", "place": "somewhere", "day": TODAY, "closed": False, "generation": 1}
    row |= {"programme": programme, "meeting": meeting, "quizzes": quizzes, "forms": "ABC" if programme else ""}
    return Workshop.of(row | {"way": way}, LASTS)


def plan_of(workshop: Workshop) -> tuple[PlannedStep, ...]:
    """Return the minute plan of a workshop with what ships."""
    return minute_plan(taken_in(OfferedQuizzes(library(), TODAY), workshop))


def test_an_hour_begins_with_a_welcome_and_leaves_ten_minutes_at_its_end() -> None:
    steps = plan_of(planned(programme="en-time"))
    assert [(step.minute, step.doing) for step in steps] == [
        (0, "welcome"),
        (5, "check"),
        (15, "quiz"),
        (40, "check"),
        (50, "end"),
    ]
    assert [[one.kind for one in step.taken] for step in steps[1:4]] == [
        ["ratings", "check-up"],
        ["quiz"],
        ["check-up", "ratings"],
    ]


@pytest.mark.parametrize("way", ["together", "hands"])
def test_a_room_that_answers_together_takes_no_check_ups_and_its_quizzes_have_the_time(way: Way) -> None:
    steps = plan_of(planned(programme="en-time", way=way))
    assert [(step.minute, step.doing) for step in steps] == [(0, "welcome"), (5, "quiz"), (50, "end")]


def test_a_meeting_of_a_series_has_its_own_steps() -> None:
    taken = [
        [
            (one.quiz.id, one.kind)
            for step in plan_of(planned(programme="tre-gange", meeting=meeting))
            for one in step.taken
        ]
        for meeting in (1, 2, 3)
    ]
    assert taken[0][2:] == [("falske-beskeder", "quiz")]
    assert taken[1] == [("falske-beskeder", "refresh"), ("falske-opkald", "quiz")]
    assert taken[2][:2] == [("falske-opkald", "refresh"), ("hvis-det-sker", "quiz")]


def test_a_quiz_that_is_not_offered_any_more_is_left_out() -> None:
    assert [step.doing for step in plan_of(planned("falske-beskeder", "gone"))] == ["welcome", "quiz", "end"]
    assert [step.minute for step in plan_of(planned("gone"))] == [0, 5]


@given(st.lists(TAKEN, max_size=12))
def test_every_plan_gives_each_step_its_time_and_fills_the_hour_if_a_quiz_is_in_it(taken: list[TakenQuiz]) -> None:
    steps = minute_plan(tuple(taken))
    minutes = [step.minute for step in steps]
    assert minutes == sorted(set(minutes))
    assert all(minute % GRID == 0 for minute in minutes)
    assert [one for step in steps for one in step.taken] == taken
    for step, after in pairwise(steps):
        assert after.minute - step.minute >= sum(one.minutes for one in step.taken)
    ends = minutes[-1]
    if any(one.kind == "quiz" for one in taken):
        assert ends >= HOUR - 10
    assert ends <= HOUR - 10 or ends - 5 < sum(one.minutes + GRID for one in taken)


@pytest.mark.parametrize("programme", sorted(name for name, one in library().programmes.items() if not one.at_home))
def test_what_ships_for_workshops_fits_in_an_hour(programme: str) -> None:
    meetings = range(1, len(library().programmes[programme].meetings) + 1)
    assert [plan_of(planned(programme=programme, meeting=meeting))[-1].minute for meeting in meetings] == [50] * len(
        meetings
    )
