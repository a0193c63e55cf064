"""Workshops are found, begun, joined, ended and closed when they should be, on both databases."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib import Attempt, Quiz
from quizlib.measures import rotations
from tests.webapp.clock import NOON, TODAY
from tests.webapp.storage.conftest import Place
from tests.webapp.storage.workshops.held import begun, code, made, now, planning
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.live import Live
from webapp.storage.records.store import Records
from webapp.storage.weeks import week_of
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.store import Workshops

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


def test_nothing_else_finds_it(workshops: Workshops) -> None:
    workshop, token = made(workshops)
    for other in ("", "000000", workshop.id, token[:-1], code(workshop)):
        assert workshops.by_leader(other) is None
    assert workshops.by_id(token) is None
    assert workshops.by_code(workshop.id) is None


def test_codes_are_each_a_workshops_own(workshops: Workshops) -> None:
    codes = [code(made(workshops).workshop) for _ in range(40)]
    assert len(set(codes)) == 40


def test_nobody_joins_before_people_are_let_in_nor_after(workshops: Workshops) -> None:
    workshop = made(workshops).workshop
    assert workshops.join(code(workshop), NOON) is None
    workshops.let_in(workshop.id, NOON)
    joined = workshops.join(code(workshop), NOON)
    assert joined is not None
    assert (joined.id, joined.joined) == (workshop.id, 1)
    workshops.stop(workshop.id)
    assert workshops.join(code(workshop), NOON) is None
    workshops.let_in(workshop.id, NOON + HOUR)
    assert workshops.join(code(workshop), NOON + HOUR) is not None
    assert workshops.join(code(workshop), NOON + 12 * HOUR) is None
    assert workshops.join("no code", NOON) is None
    assert now(workshops, workshop).joined == 2


def test_joins_on_twenty_threads_are_all_counted(workshops: Workshops) -> None:
    workshop = begun(workshops)
    with ThreadPoolExecutor(20) as threads:
        joined = list(threads.map(lambda _: workshops.join(code(workshop), NOON), range(60)))
    assert None not in joined
    assert now(workshops, workshop).joined == 60


def test_it_begins_when_people_are_first_let_in(workshops: Workshops) -> None:
    workshop = begun(workshops)
    workshops.stop(workshop.id)
    assert workshops.let_in(workshop.id, NOON + HOUR)
    assert now(workshops, workshop).begun == NOON
    assert now(workshops, workshop).phase(NOON + HOUR) == "running"


def test_after_twelve_hours_nobody_is_let_in_and_nothing_ended(workshops: Workshops) -> None:
    workshop = begun(workshops)
    late = NOON + 12 * HOUR
    assert now(workshops, workshop).phase(late - MINUTE) == "running"
    assert now(workshops, workshop).phase(late) == "ended"
    assert not workshops.let_in(workshop.id, late)
    assert not workshops.end(workshop.id, late)


def test_ending_gives_two_minutes_and_lets_nobody_else_in(workshops: Workshops) -> None:
    workshop = begun(workshops)
    assert workshops.end(workshop.id, NOON + HOUR)
    ending = now(workshops, workshop)
    assert ending.phase(NOON + HOUR + 2 * MINUTE - timedelta(seconds=1)) == "ending"
    assert ending.phase(NOON + HOUR + 2 * MINUTE) == "ended"
    assert not workshops.let_in(workshop.id, NOON + HOUR)
    assert workshops.join(code(workshop), NOON + HOUR) is None
    assert not workshops.end(workshop.id, NOON + HOUR + MINUTE), "ending it once more changes nothing"
    assert now(workshops, workshop) == ending


def test_what_has_not_begun_cannot_be_ended(workshops: Workshops) -> None:
    workshop = made(workshops).workshop
    assert not workshops.end(workshop.id, NOON)
    assert now(workshops, workshop).phase(NOON) == "coming"


def test_the_next_person_at_a_screen_counts_from_the_beginning_until_the_two_minutes_are_over(
    workshops: Workshops,
) -> None:
    coming = made(workshops).workshop
    assert not workshops.hand_over(coming.id, NOON)
    running = begun(workshops)
    assert workshops.hand_over(running.id, NOON)
    workshops.end(running.id, NOON)
    assert workshops.hand_over(running.id, NOON + MINUTE)
    assert not workshops.hand_over(running.id, NOON + 2 * MINUTE)
    assert [now(workshops, each).joined for each in (coming, running)] == [0, 2]


def test_ending_can_be_taken_back_within_the_two_minutes(workshops: Workshops) -> None:
    workshop = begun(workshops)
    workshops.end(workshop.id, NOON)
    workshops.give_head_count(workshop.id, 12, NOON)
    assert workshops.resume(workshop.id, NOON + MINUTE)
    assert now(workshops, workshop) == workshop, "the door is as it was, too"
    workshops.end(workshop.id, NOON)
    assert workshops.join(code(workshop), NOON) is None
    assert not workshops.resume(workshop.id, NOON + 2 * MINUTE)


@pytest.mark.parametrize("people", [14, None])
def test_one_is_due_when_it_has_ended_and_the_head_count_was_asked_for(
    workshops: Workshops, people: int | None
) -> None:
    workshop, other = begun(workshops), begun(workshops)
    for each in (workshop, other):
        workshops.end(each.id, NOON)
    assert workshops.give_head_count(workshop.id, people, NOON + MINUTE)
    assert workshops.due(NOON + MINUTE) == []
    assert workshops.due(NOON + 2 * MINUTE) == [now(workshops, workshop)]
    assert now(workshops, workshop).head_count == people
    assert now(workshops, workshop).phase(NOON + MINUTE) == "ending", "its people still have their two minutes"
    assert now(workshops, other).phase(NOON + 2 * MINUTE) == "ended", "and no more, whatever its leader does"
    after = {each.id for each in workshops.due(NOON + 2 * MINUTE + HOUR)}
    assert after == {workshop.id, other.id}, "a leader who forgets it is waited for, but not for ever"


@pytest.mark.parametrize("after", [12 * HOUR, 3 * DAY])
def test_one_that_its_leader_forgot_is_due_by_itself(workshops: Workshops, after: timedelta) -> None:
    workshop = begun(workshops)
    assert workshops.due(NOON + 11 * HOUR) == []
    assert [each.id for each in workshops.due(NOON + after)] == [workshop.id]


def test_one_whose_day_is_long_over_is_due_even_if_the_clock_was_set_back_when_it_began(workshops: Workshops) -> None:
    workshop = made(workshops, TODAY - 5 * DAY).workshop
    assert workshops.let_in(workshop.id, NOON - 5 * DAY)
    fresh = replace(now(workshops, workshop), begun=NOON)
    assert fresh.due(NOON + MINUTE)


def test_one_that_never_began_is_never_due(workshops: Workshops) -> None:
    made(workshops, TODAY - 30 * DAY)
    assert workshops.due(NOON) == []


def test_what_is_closed_is_over_and_its_code_is_free(workshops: Workshops, database: Database) -> None:
    workshop, token = made(workshops)
    workshops.let_in(workshop.id, NOON)
    sql = "UPDATE workshop SET closed = true, week = '2026-W47', day = null, code = null, leader = null, begun = null"
    database.write(lambda connection: connection.execute(sql, {}).rowcount)
    closed = now(workshops, workshop)
    assert (closed.phase(NOON), closed.led(NOON), closed.due(NOON)) == ("closed", "over", False)
    assert workshops.by_code(code(workshop)) is None
    assert workshops.by_leader(token) is None
    for change in (
        workshops.let_in(workshop.id, NOON),
        workshops.end(workshop.id, NOON),
        workshops.give_head_count(workshop.id, 3, NOON),
    ):
        assert not change
    assert planning(workshops).renew(workshop.id) is None
    assert not planning(workshops).delete(workshop.id)


def test_a_leader_link_is_good_from_the_day_before_until_twelve_hours_after_the_beginning(workshops: Workshops) -> None:
    workshop = made(workshops, TODAY).workshop
    times = {NOON - 2 * DAY: "early", NOON - DAY: "now", NOON: "now", NOON + DAY: "over"}
    assert {at: workshop.led(at) for at in times} == times
    begun = replace(workshop, begun=NOON)
    assert (begun.led(NOON + 11 * HOUR), begun.led(NOON + 12 * HOUR)) == ("now", "over")


def test_the_latest_stands_first(workshops: Workshops) -> None:
    days = [TODAY, TODAY + 2 * DAY, TODAY - 3 * DAY]
    for day in days:
        made(workshops, day)
    assert [workshop.day for workshop in workshops.all()] == sorted(days, reverse=True)


def test_progress_says_how_many_have_come_how_far_and_of_nobody_else(
    workshops: Workshops, database: Database, quiz: Quiz
) -> None:
    workshop, live = begun(workshops), Live(database)

    def take(batch: str, answers: int, *, counted: bool = True) -> None:
        attempt = Attempt.start(quiz, only=["parcel", "call", "keep"])
        live.start(attempt, language="da", batch=batch, counted=counted)
        for question, response in (("parcel", ("scam",)), ("call", ("talk",)), ("keep", ("name",)))[:answers]:
            step = attempt.answer(question, response)
            attempt = step.attempt
            live.save(attempt.id, step.answer, finished=attempt.question is None)

    for answers in (0, 1, 1, 3):
        take(workshop.batch, answers)
    take(workshop.batch, 2, counted=False)
    take("workshop-other", 2)
    reached = workshops.progress(workshop.id)
    assert reached.keys() == {quiz.id}
    assert reached[quiz.id].answered == (4, 3, 1, 1)
    assert reached[quiz.id].finished == 1
    assert workshops.progress("another") == {}


@settings(deadline=None, max_examples=30)
@given(
    planned=st.lists(
        st.tuples(st.sampled_from(["here", "there", "elsewhere"]), st.sampled_from(["course", "practice"])),
        min_size=1,
        max_size=25,
    ),
)
def test_orders_of_forms_stay_balanced_in_each_programme_of_the_campaign(
    tmp_path_factory: pytest.TempPathFactory, planned: list[tuple[str, str]]
) -> None:
    database = Place(f"sqlite:///{tmp_path_factory.mktemp('any') / 'tryg.sqlite'}").open()
    plans, wanted = planning(Workshops(database)), rotations("ABC")
    used = {programme: Counter(dict.fromkeys(wanted, 0)) for programme in ("course", "practice")}
    for place, programme in planned:
        used[programme][plans.create(Plan(place, TODAY, programme=programme), wanted).workshop.forms] += 1
        plans.create(Plan(place, TODAY, quizzes=("sample",)))  # it has no order, and takes none away
        assert all(max(found.values()) - min(found.values()) <= 1 for found in used.values())
    database.close()


def test_the_head_count_can_be_typed_late_and_mended(workshops: Workshops) -> None:
    workshop = begun(workshops)
    assert not workshops.give_head_count(workshop.id, 12, NOON), "nobody has ended it"
    workshops.end(workshop.id, NOON)
    late = NOON + 30 * MINUTE
    for people in (12, 13):
        assert workshops.give_head_count(workshop.id, people, late)
        assert now(workshops, workshop).head_count == people
        assert now(workshops, workshop).due(late)
        assert now(workshops, workshop).phase(late) == "ended"


def test_it_lasts_no_longer_than_the_site_wants(database: Database) -> None:
    workshops = Workshops(database, timedelta(hours=3))
    workshop = begun(workshops)
    late = NOON + 3 * HOUR
    assert (workshop.phase(late - MINUTE), workshop.phase(late), workshop.led(late)) == ("running", "ended", "over")
    assert workshop.hours == 3
    assert workshops.join(code(workshop), late - MINUTE) is not None
    assert workshops.join(code(workshop), late) is None
    assert workshops.due(late) == [now(workshops, workshop)]


@pytest.mark.parametrize("told", [True, False])
def test_closing_closes_what_is_due_and_nothing_else(database: Database, *, told: bool) -> None:
    workshops, closing = Workshops(database), Closing(database, Records(database, lambda place: (place, "campaign")))
    workshop, other = begun(workshops), begun(workshops)
    workshops.end(workshop.id, NOON)
    if told:
        workshops.give_head_count(workshop.id, 12, NOON)
    due = NOON + 2 * MINUTE + (timedelta() if told else HOUR)
    for at in (due - MINUTE, due):
        assert [each.id for each in workshops.due(at)] == ([workshop.id] if at == due else [])
        closing.run(at)
        assert now(workshops, workshop).closed == (at == due)
    assert now(workshops, workshop).week == week_of(TODAY)
    assert not now(workshops, other).closed


def test_the_leader_link_of_a_closed_workshop_reads_until_two_weeks_after_its_week_and_is_then_forgotten(
    workshops: Workshops, database: Database
) -> None:
    workshop, token = made(workshops)
    workshops.let_in(workshop.id, NOON)
    closing = Closing(database, Records(database, lambda place: (place,)))
    assert not now(workshops, workshop).read(TODAY), "it is not closed yet"
    closing.run(NOON + 13 * HOUR)
    found = workshops.by_leader(token)
    assert found is not None
    assert found.led(NOON + 13 * HOUR) == "over", "nothing can be done with it"
    last = found.read_until
    assert last is not None
    assert (week_of(last - 2 * 7 * DAY), last.isoweekday()) == (found.week, 7)
    for later in range((last - TODAY).days + 1):
        closing.run(NOON + later * DAY)
        assert workshops.by_leader(token) == found
        assert found.read(TODAY + later * DAY)
    assert not found.read(last + DAY)
    closing.run(NOON + ((last - TODAY).days + 1) * DAY)
    assert workshops.by_leader(token) is None
    rows = database.read(lambda transaction: transaction.execute("SELECT leader FROM workshop", {}).fetchall())
    assert [tuple(row) for row in rows] == [(None,)]


def test_the_leader_link_of_a_closed_workshop_can_be_withdrawn_once_and_then_reads_nothing(
    workshops: Workshops, database: Database
) -> None:
    workshop, token = made(workshops)
    workshops.let_in(workshop.id, NOON)
    Closing(database, Records(database, lambda place: (place,))).run(NOON + 13 * HOUR)
    noted: list[str] = []
    plans = planning(workshops)
    assert [plans.revoke(workshop.id, lambda _: noted.append("withdrawn")) for _ in range(2)] == [True, False]
    assert noted == ["withdrawn"]
    assert workshops.by_leader(token) is None
    assert not now(workshops, workshop).read(TODAY)
    assert plans.renew(workshop.id) is None, "a closed workshop gets no other"
