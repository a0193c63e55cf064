"""Closing turns what has ended into records and deletes its answers; what is too small waits, and then goes."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib import Attempt, Quiz
from quizlib.measures import Record
from tests.quizlib.sample import PLAIN
from tests.webapp.storage.gathering import House, sums_of
from tests.webapp.storage.impatient import make_impatient
from webapp.storage.batches import ended_alone, home_batch
from webapp.storage.closing.batch import too_many
from webapp.storage.closing.live_rows import Closed
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.records.set_aside import Aside, SetAside
from webapp.storage.tallies import Tallies

MONDAY = date(2026, 11, 16)  # of week 47
ENDS = MONDAY + timedelta(weeks=2)  # when a home batch of that week is closed
HOME = "home-2026-W47-sample"
WORDS = "SELECT batch, count(*) FROM liveattempt GROUP BY batch ORDER BY batch"


@pytest.fixture
def house(database: Database, quiz: Quiz) -> House:
    return House(database, quiz)


def record(house: House) -> Record:
    (row,) = house.rows("SELECT numbers FROM block")
    return Record.from_plain(json.loads(str(row[0])))


def test_ten_at_home_become_a_block_and_their_answers_are_gone(house: House) -> None:
    house.people(10, HOME)
    assert house.close(ENDS - timedelta(days=1)) == Closed()
    assert house.close(ENDS) == Closed(counted=10, blocks=1)
    assert house.count("liveattempt") == house.count("liveanswer") == 0
    assert house.rows("SELECT quiz, version, place, week, mode, forms, workshop FROM block") == [
        ("sample", house.quiz.version, "", "2026-W49", "home", None, None)
    ]
    assert record(house).n in (9, 12)


def test_a_block_counts_what_each_of_its_people_left_open(house: House) -> None:
    house.people(12, HOME)
    house.people(30, HOME, stop=7)
    house.close(ENDS)
    categories = record(house).categories
    assert categories is not None
    assert 27 <= categories["caller"]["none"] <= 33
    assert all(sum(one.values()) == record(house).n for one in categories.values())


def test_who_answered_less_than_half_is_counted_among_the_starts_alone(house: House) -> None:
    house.people(12, HOME)
    house.people(12, HOME, stop=3)  # the worked example, and 2 of 10 questions
    assert house.close(ENDS) == Closed(counted=12, dropped=12, blocks=1)
    assert record(house).n == 12
    (row,) = house.rows("SELECT starts, finishes, place, mode FROM attendance")
    assert row == (24, 12, "", "home")


@pytest.mark.parametrize(("left", "opened", "practised"), [(3, 0, 0), (0, 3, 0), (0, 0, 5), (6, 2, 1)])
def test_begun_are_those_who_count_and_those_who_answered_less_than_half(
    house: House, left: int, opened: int, practised: int
) -> None:
    house.people(12, HOME)
    house.people(left, HOME, stop=2)  # the worked example, and one question
    house.people(opened, HOME, stop=0)
    house.people(opened, HOME, stop=1)  # the worked example alone
    house.people(practised, HOME, counted=False)
    house.close(ENDS)
    assert record(house).begun == 12 + left  # multiples of 3 stay as they are
    assert house.rows("SELECT starts FROM attendance") == [(12 + left,)]


def test_of_those_who_waited_it_is_not_known_how_many_left_before_half(house: House) -> None:
    house.people(6, HOME)
    house.people(3, HOME, stop=2)
    house.people(6, "home-2026-W48-sample")
    house.close(ENDS)
    house.close(ENDS + timedelta(weeks=1))
    assert record(house).begun is None


def test_practice_is_deleted_and_never_counted(house: House) -> None:
    house.people(12, HOME, counted=False)
    assert house.close(ENDS) == Closed(practice=12)
    assert (house.count("liveattempt"), house.count("block"), house.count("attendance")) == (0, 0, 0)


def test_nine_wait_and_their_attempts_have_ended_but_can_still_be_deleted(house: House) -> None:
    names = house.people(9, HOME)
    assert house.close(ENDS) == Closed(waiting=9)
    assert house.rows(WORDS) == [("wait-2026-W47-home-sample", 9)]
    assert house.live.attempt(names[0], house.quiz) is None
    assert house.live.progress(names) == {}
    assert house.live.delete(names[:1]) == 1
    assert house.count("block") == 0
    (row,) = house.rows("SELECT starts FROM attendance")
    assert row == (9,)


def test_an_answer_that_comes_while_its_attempt_waits_is_not_stored(house: House) -> None:
    (name, *_) = house.people(9, HOME, stop=8)
    house.close(ENDS)
    question = house.quiz.questions[8]
    given = Attempt.start(house.quiz, id=name).answer(question.id, house.response(question)).answer
    before = house.count("liveanswer")
    assert house.live.save(name, given, finished=False) is None
    assert house.count("liveanswer") == before


def test_who_waits_is_counted_with_those_of_other_weeks_from_the_week_after(house: House) -> None:
    house.people(6, HOME)
    house.people(5, "home-2026-W48-sample")
    house.close(ENDS)
    assert house.close(ENDS + timedelta(weeks=1)) == Closed(waiting=5, counted=11, blocks=1)
    assert house.rows("SELECT place, mode, week FROM block") == [("", "home", "2026-W50")]
    assert house.count("liveattempt") == 0


def test_a_workshop_leaves_its_records_its_people_and_no_more_than_its_week(house: House) -> None:
    house.people(14, house.workshop("w", "library", MONDAY, head_count=15))
    assert house.close(MONDAY) == Closed(counted=14, blocks=1)
    assert house.rows("SELECT place, week, mode, forms, workshop, aside FROM block") == [
        ("library", "2026-W47", "workshop", "ABC", "w", False)
    ]
    row = "SELECT week, day, code, leader, begun, ending, head_count, closed, joined FROM workshop"
    assert house.rows(row) == [("2026-W47", None, None, "leader-w", None, None, 15, True, 0)], "its link still reads"
    house.close(MONDAY + timedelta(weeks=3))
    assert house.rows(row) == [("2026-W47", None, None, None, None, None, 15, True, 0)]


def test_a_workshop_that_goes_on_is_left_alone_and_a_forgotten_one_closes_twelve_hours_after_its_start(
    house: House,
) -> None:
    house.people(12, house.workshop("w", "library", MONDAY, ended=False))
    assert house.close(MONDAY) == Closed()
    assert house.close(MONDAY + timedelta(days=1)).counted == 12


def test_small_workshops_wait_by_municipality_then_join_the_campaign_then_go(house: House) -> None:
    house.people(4, house.workshop("a", "library", MONDAY))
    house.people(4, house.workshop("b", "branch", MONDAY))
    house.people(4, house.workshop("c", "other", MONDAY))
    assert house.close(MONDAY) == Closed(waiting=12)
    assert house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 8), ("wait-2026-W47-odense-sample", 4)]
    for weeks in (1, 2):
        assert house.close(MONDAY + timedelta(weeks=weeks)) == Closed()
    assert house.close(MONDAY + timedelta(weeks=3)) == Closed(counted=12, blocks=1)
    assert house.rows("SELECT place, mode, workshop FROM block") == [("campaign", "workshop", None)]


def test_people_at_home_never_join_those_of_workshops(house: House) -> None:
    house.people(9, house.workshop("a", "library", MONDAY))
    house.people(9, HOME)
    for weeks in (0, 2, 3):
        house.close(MONDAY + timedelta(weeks=weeks))
    assert house.rows(WORDS) == [("wait-2026-W47-campaign-sample", 9), ("wait-2026-W47-home-sample", 9)]
    assert house.close(MONDAY + timedelta(weeks=4)) == Closed(dropped=18)


def test_what_people_answered_together_is_counted_in_a_mode_of_its_own(house: House) -> None:
    house.people(14, house.workshop("w", "library", MONDAY, head_count=15, way="together"))
    assert house.close(MONDAY) == Closed(counted=14, blocks=1)
    assert house.rows("SELECT mode, workshop FROM block") == [("together", "w")]
    assert house.rows("SELECT way FROM workshop") == [("together",)]
    sums = {mode: sums_of(house.database, "campaign", "", mode) for mode in ("workshop", "together")}
    assert sums["together"]["", ""].people.starts > 0
    held = sums["workshop"].pop(("", "")).people
    assert (held.workshops, held.head_count, held.starts) == (1, 15, 0), "that it took place, and no answer"
    assert not sums["workshop"]


def test_those_who_answered_together_wait_for_each_other_alone(house: House) -> None:
    house.people(6, house.workshop("a", "library", MONDAY, way="together"))
    house.people(6, house.workshop("b", "branch", MONDAY))
    house.close(MONDAY)
    assert house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 6), ("wait-2026-W47-together:aarhus-sample", 6)]
    house.people(3, "workshop-a")  # somebody is late
    house.people(6, house.workshop("c", "library", MONDAY + timedelta(weeks=1), way="together"))
    house.close(MONDAY + timedelta(weeks=1))
    assert house.close(MONDAY + timedelta(weeks=2)) == Closed(counted=12, blocks=1)
    assert house.rows("SELECT place, mode, workshop FROM block") == [("aarhus", "together", None)]
    assert house.close(MONDAY + timedelta(weeks=4)).dropped == 6
    assert house.rows(WORDS) == [("wait-2026-W48-together:campaign-sample", 3)]


def test_ten_of_one_municipality_are_a_block_of_its_own(house: House) -> None:
    house.people(6, house.workshop("a", "library", MONDAY))
    house.people(6, house.workshop("b", "branch", MONDAY))
    house.close(MONDAY)
    assert house.close(MONDAY + timedelta(weeks=1)) == Closed(counted=12, blocks=1)
    assert house.rows("SELECT place FROM block") == [("aarhus",)]


def test_four_weeks_after_their_week_those_who_still_wait_are_deleted(house: House) -> None:
    house.people(7, house.workshop("a", "library", MONDAY))
    for weeks in range(4):
        assert house.close(MONDAY + timedelta(weeks=weeks)).dropped == 0
    assert house.rows(WORDS) == [("wait-2026-W47-campaign-sample", 7)]
    assert house.close(MONDAY + timedelta(weeks=4)) == Closed(dropped=7)
    assert (house.count("liveattempt"), house.count("liveanswer"), house.count("block")) == (0, 0, 0)


@pytest.mark.parametrize("n", range(1, 9))
def test_numbers_under_five_are_never_kept_and_five_cannot_be_told(house: House, n: int) -> None:
    house.people(n, house.workshop("w", "library", MONDAY, head_count=n))
    house.close(MONDAY)
    kept = [int(str(row[0])) for row in house.rows("SELECT starts FROM attendance")]
    head_count = house.rows("SELECT head_count FROM workshop")[0][0]
    possible: dict[int, list[list[int]]] = {5: [[], [6]], 6: [[6]], 7: [[6], [9]], 8: [[6], [9]]}
    assert kept in possible.get(n, [[]])
    assert head_count == (n if n >= 5 else None)


def test_a_workshop_with_more_attempts_than_people_stands_aside_until_somebody_decides(house: House) -> None:
    house.people(15, house.workshop("w", "library", MONDAY, head_count=12))
    house.close(MONDAY)
    assert house.rows("SELECT aside FROM block") == [(True,)]
    people = sums_of(house.database, "campaign", "", "workshop")["", ""].people
    assert (people.workshops, people.head_count, people.starts) == (1, 12, 0)
    assert house.database.write(lambda connection: house.records.take(connection, "w"))
    assert not house.database.write(lambda connection: house.records.take(connection, "w"))
    assert sums_of(house.database, "library", "", "workshop")["", ""].people.starts == 15
    assert house.rows("SELECT aside FROM block") == [(False,)]


def test_a_workshop_that_is_left_leaves_nothing(house: House) -> None:
    house.people(15, house.workshop("w", "library", MONDAY, head_count=12))
    house.close(MONDAY)
    assert house.database.write(lambda connection: house.records.leave(connection, "w"))
    assert (house.count("block"), house.count("attendance")) == (0, 0)
    assert sums_of(house.database, "campaign", "", "workshop")["", ""].people.workshops == 1


@pytest.mark.parametrize(
    ("finishes", "head_count", "aside"),
    [(14, 12, False), (15, 12, True), (4, 3, False), (5, 3, True), (24, 20, False), (25, 20, True), (50, None, False)],
)
def test_over_a_fifth_and_two_more_than_people_is_too_many(
    finishes: int, head_count: int | None, *, aside: bool
) -> None:
    assert too_many(finishes, finishes, head_count) == aside


@pytest.mark.parametrize("head_count", [None, 12, 13])
@pytest.mark.parametrize(("joined", "aside"), [(13, False), (12, True), (2, True)])
def test_more_than_have_joined_are_too_many_with_or_without_a_head_count(
    house: House, joined: int, head_count: int | None, *, aside: bool
) -> None:
    house.people(13, house.workshop("w", "library", MONDAY, joined=joined, head_count=head_count))
    house.close(MONDAY)
    assert house.rows("SELECT aside FROM block") == [(aside,)]


def test_a_workshop_to_which_nobody_came_does_not_stand_aside(house: House) -> None:
    house.workshop("w", "library", MONDAY, joined=0)
    assert house.close(MONDAY) == Closed()
    assert [bool(aside) for (aside,) in house.rows("SELECT stood_aside FROM workshop WHERE closed")] == [False]


def test_what_a_workshop_leaves_is_of_its_own_week_however_late_it_is_closed(house: House) -> None:
    house.people(12, house.workshop("w", "library", MONDAY))
    house.people(4, house.workshop("v", "other", MONDAY))
    house.close(MONDAY + timedelta(weeks=1))
    assert house.rows("SELECT week FROM block UNION SELECT week FROM attendance UNION SELECT week FROM workshop") == [
        ("2026-W47",)
    ]
    assert house.rows(WORDS) == [("wait-2026-W47-odense-sample", 4)]


@pytest.mark.parametrize("people", [4, 13], ids=["too few to leave anything", "enough"])
def test_who_planned_a_workshop_is_forgotten_once_nobody_needs_to_decide(house: House, people: int) -> None:
    house.people(12, house.workshop("v", "library", MONDAY, planner="mette"))
    house.people(people, house.workshop("w", "library", MONDAY, joined=1, planner="mette"))
    house.close(MONDAY)
    undecided = "mette" if people >= 10 else None
    assert house.rows("SELECT planner FROM workshop ORDER BY id") == [(None,), (undecided,)]
    assert SetAside(house.database, house.records).take("w", "jens", lambda _: None) == (people >= 10)
    planners = "SELECT planner, stood_aside FROM workshop ORDER BY id"
    assert [(planner, bool(aside)) for planner, aside in house.rows(planners)] == [(None, False), (None, True)]


def test_who_planned_a_workshop_can_leave_it_out_but_not_take_it_in(house: House) -> None:
    for name in ("v", "w"):
        house.people(13, house.workshop(name, "library", MONDAY, joined=1, planner="mette"))
    house.close(MONDAY)
    asides, noted = SetAside(house.database, house.records), list[Transaction]()
    assert {one.planner for one in asides.all()} == {"mette"}
    assert not asides.take("w", "mette", noted.append)
    assert house.rows("SELECT DISTINCT aside FROM block") == [(True,)]
    assert noted == []
    assert asides.take("w", "jens", noted.append)
    assert asides.leave("v", noted.append)


def test_what_comes_to_a_workshop_after_it_was_closed_waits_with_the_campaigns(house: House) -> None:
    batch = house.workshop("w", "library", MONDAY)
    house.people(12, batch)
    house.close(MONDAY)
    house.people(11, batch)
    assert house.close(MONDAY + timedelta(days=1)) == Closed(waiting=11)
    assert house.rows(WORDS) == [("wait-2026-W47-campaign-sample", 11)]
    assert house.count("attendance") == 1


def test_closing_again_changes_nothing(house: House) -> None:
    house.people(13, HOME)
    house.people(13, house.workshop("w", "library", MONDAY))
    house.people(4, house.workshop("v", "other", MONDAY))
    house.close(ENDS)
    tables = ("block", "attendance", "summed", "workshop", "liveattempt", "liveanswer")
    before = [sorted(house.rows(f"SELECT * FROM {table}")) for table in tables]  # noqa: S608 - tables of ours
    assert house.close(ENDS) == Closed()
    assert [sorted(house.rows(f"SELECT * FROM {table}")) for table in tables] == before  # noqa: S608 - as above


def test_a_clock_that_is_set_back_closes_nothing_early_and_nothing_twice(house: House) -> None:
    house.people(12, HOME)
    house.close(ENDS)
    house.people(12, home_batch("sample", ENDS))
    assert house.close(MONDAY) == Closed()
    assert house.close(ENDS + timedelta(weeks=2)) == Closed(counted=12, blocks=1)
    assert house.count("block") == 2


def test_week_53_is_followed_by_week_1(house: House) -> None:
    house.people(4, home_batch("sample", date(2027, 1, 1)))  # 2026-W53
    house.people(7, home_batch("sample", date(2027, 1, 4)))  # 2027-W01
    house.close(date(2027, 1, 11))
    assert house.rows(WORDS) == [("home-2027-W01-sample", 7), ("wait-2026-W53-home-sample", 4)]
    assert house.close(date(2027, 1, 18)) == Closed(waiting=7, counted=11, blocks=1)


@settings(deadline=None, max_examples=50)
@given(day=st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_everybody_at_home_has_at_least_seven_days_and_at_most_two_weeks(day: date) -> None:
    batch = home_batch("sample", day)
    assert not ended_alone(batch, day + timedelta(days=7))
    assert ended_alone(batch, day + timedelta(days=14))


@pytest.mark.parametrize(
    ("batch", "last_day"),
    [
        ("home-2026-W47-sample", date(2026, 11, 29)),
        ("home-2026-W53-sample", date(2027, 1, 10)),
        ("home-2027-W01-sample", date(2027, 1, 17)),
    ],
)
def test_a_home_batch_ends_one_week_after_its_weeks_end(batch: str, last_day: date) -> None:
    assert not ended_alone(batch, last_day)
    assert ended_alone(batch, last_day + timedelta(days=1))


def test_the_sums_are_those_of_every_place_and_period_that_a_block_lies_in(house: House) -> None:
    house.people(12, house.workshop("w", "library", MONDAY, head_count=12))
    house.people(12, house.workshop("v", "other", MONDAY, head_count=12))
    house.close(MONDAY)
    for place, workshops in (("library", 1), ("area", 1), ("aarhus", 1), ("odense", 1), ("campaign", 2)):
        for period in ("", "2026", "2026-11"):
            found = sums_of(house.database, place, period, "workshop")
            assert found["", ""].people.workshops == workshops
            assert found["", ""].people.starts == 12 * workshops
            assert found["", ""].summed.blocks["believed"].m == workshops
        whole = sums_of(house.database, place, "", "workshop")["sample", house.quiz.version].summed
        assert whole.records[10].n == 12 * workshops
    assert sums_of(house.database, "campaign", "", "home") == {}


def test_asides_are_listed_until_they_are_decided_and_what_else_is_to_be_done_is_done_once(house: House) -> None:
    house.people(15, house.workshop("w", "library", MONDAY, head_count=12))
    house.people(15, house.workshop("v", "library", MONDAY, head_count=15))
    house.close(MONDAY)
    asides = SetAside(house.database, house.records)
    noted: list[Transaction] = []
    assert asides.all() == [Aside("w", "library", "2026-W47", 12, 15, None)]
    assert not asides.take("v", "jens", noted.append)
    assert asides.take("w", "jens", noted.append)
    assert not asides.leave("w", noted.append)
    assert (asides.all(), len(noted)) == ([], 1)


def test_two_versions_of_a_quiz_at_home_are_two_groups_of_people(house: House) -> None:
    house.people(12, HOME)
    changed = House(house.database, Quiz.model_validate({**PLAIN, "questions": PLAIN["questions"][:-1]}))
    changed.people(12, HOME)
    assert house.close(ENDS) == Closed(counted=24, blocks=2)
    summed = sums_of(house.database, "campaign", "", "home")["", ""].summed
    assert summed.blocks["believed"].m == 2


def test_the_log_is_emptied_by_the_next_closing_if_somebody_reads(sqlite: Database, quiz: Quiz, file: Path) -> None:
    make_impatient(sqlite)
    house = House(sqlite, quiz)
    house.people(12, HOME)
    log = file.with_name(f"{file.name}-wal")
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM liveanswer").fetchone()
        house.close(ENDS)
        assert log.stat().st_size > 0
    assert house.close(ENDS) == Closed()
    assert log.stat().st_size == 0


def test_answers_somebody_deleted_while_somebody_read_leave_the_log_with_the_next_closing(
    sqlite: Database, quiz: Quiz, file: Path
) -> None:
    make_impatient(sqlite)
    house = House(sqlite, quiz)
    house.close(ENDS)
    (name,) = house.people(1, HOME)
    log = file.with_name(f"{file.name}-wal")
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM liveanswer").fetchone()
        assert house.live.delete([name]) == 1
        assert name.encode() in log.read_bytes()
    assert house.close(MONDAY) == Closed()
    assert log.stat().st_size == 0


def test_a_closing_that_has_nothing_to_do_leaves_the_log_to_those_who_answer(
    sqlite: Database, quiz: Quiz, file: Path
) -> None:
    house, log = House(sqlite, quiz), file.with_name(f"{file.name}-wal")
    house.close(MONDAY)
    assert log.stat().st_size == 0, "the first one of a process empties it: another may have been killed"
    house.people(1, HOME)
    before = log.read_bytes()
    assert house.close(MONDAY) == Closed()
    assert log.read_bytes() == before != b""


def test_tallies_of_a_month_that_is_over_leave_the_log_too(sqlite: Database, quiz: Quiz, file: Path) -> None:
    house = House(sqlite, quiz)
    house.close(MONDAY)
    Tallies(sqlite).count("2026-11", "visits", "poster", 4)
    assert house.close(date(2026, 12, 1)) == Closed()
    assert (house.count("tally"), file.with_name(f"{file.name}-wal").stat().st_size) == (0, 0)


def test_answers_to_a_workshop_that_never_began_wait_for_others(house: House) -> None:
    batch = house.workshop("w", "library", MONDAY)
    house.database.write(lambda connection: connection.execute("UPDATE workshop SET begun = NULL").rowcount)
    house.people(12, batch)  # as after a restore
    assert house.close(MONDAY + timedelta(days=1)) == Closed(waiting=12)


@pytest.fixture
def ratings(database: Database) -> House:
    """Return a house whose quiz is of ratings, which a programme has before and after."""
    (rating,) = [question for question in PLAIN["questions"] if question["type"] == "rating"]
    return House(database, Quiz.model_validate({**PLAIN, "kind": "ratings", "questions": [rating]}))


def test_ratings_are_taken_twice_by_the_same_so_that_ten_people_are_twenty_attempts(ratings: House) -> None:
    ratings.people(19, ratings.workshop("w", "library", MONDAY))
    assert ratings.close(MONDAY) == Closed(waiting=19)
    ratings.people(20, ratings.workshop("v", "library", MONDAY))
    assert ratings.close(MONDAY) == Closed(counted=20, blocks=1)
    ratings.people(10, ratings.workshop("u", "library", MONDAY))
    ratings.close(MONDAY)
    assert ratings.close(MONDAY + timedelta(weeks=1)) == Closed(counted=20, blocks=1)


def test_as_many_ratings_before_as_after_are_not_more_than_people_can_have_come(ratings: House) -> None:
    ratings.people(24, ratings.workshop("w", "library", MONDAY, head_count=12))
    ratings.close(MONDAY)
    assert ratings.rows("SELECT aside FROM block") == [(False,)]
    ratings.people(30, ratings.workshop("v", "library", MONDAY, head_count=12))
    ratings.close(MONDAY)
    assert ratings.rows("SELECT aside FROM block WHERE workshop = 'v'") == [(True,)]


@pytest.mark.parametrize(("n", "kept"), [(9, 0), (10, 1)])
def test_ratings_of_fewer_than_five_people_leave_no_numbers_of_them(ratings: House, n: int, kept: int) -> None:
    ratings.people(n, ratings.workshop("w", "library", MONDAY))
    ratings.close(MONDAY)
    assert ratings.count("attendance") == kept


def test_a_batch_that_cannot_be_counted_keeps_no_other_from_it_and_is_told(house: House) -> None:
    house.people(12, "home-2026-W46-sample")
    house.people(12, HOME)
    unknown = "UPDATE liveanswer SET response = '[\"nonsense\"]' WHERE question = 'parcel' AND attempt IN "
    of_it = "(SELECT id FROM liveattempt WHERE batch = 'home-2026-W46-sample')"
    house.database.write(lambda connection: connection.execute(unknown + of_it).rowcount)
    with pytest.raises(ValueError, match="nonsense"):
        house.close(ENDS)
    assert house.count("block") == 1
    assert house.rows(WORDS) == [("home-2026-W46-sample", 12)]


def test_those_who_wait_and_cannot_be_counted_keep_no_others_from_it(house: House) -> None:
    house.crowd(12, "wait-2026-W46-aarhus-sample")
    house.crowd(12, "wait-2026-W46-odense-sample")
    unknown = "UPDATE liveanswer SET response = '[\"nonsense\"]' WHERE question = 'parcel' AND attempt IN "
    of_it = "(SELECT id FROM liveattempt WHERE batch = 'wait-2026-W46-aarhus-sample')"
    house.database.write(lambda connection: connection.execute(unknown + of_it).rowcount)
    with pytest.raises(ValueError, match="nonsense"):
        house.close(MONDAY)
    assert house.rows("SELECT place FROM block") == [("odense",)]
    assert house.rows(WORDS) == [("wait-2026-W46-aarhus-sample", 12)]


def test_a_meeting_of_a_series_is_a_block_only_if_its_leader_counted_ten_and_a_quiz_only_once(house: House) -> None:
    house.people(12, house.workshop("first", "library", MONDAY, series="café", head_count=12))
    assert house.close(MONDAY) == Closed(counted=12, blocks=1)
    week = timedelta(weeks=1)
    house.people(12, house.workshop("second", "library", MONDAY + week, series="café", head_count=12))
    assert house.close(MONDAY + week) == Closed(dropped=12)  # the same people: they were counted a week ago
    house.people(12, house.workshop("another café", "library", MONDAY + week, series="other", head_count=9, joined=13))
    assert house.close(MONDAY + week).blocks == 0


@pytest.mark.parametrize("head_count", [None, 9])
def test_a_series_of_fewer_than_ten_waits_and_is_a_third_of_a_block_at_most(
    house: House, head_count: int | None
) -> None:
    for weeks in range(3):
        day = MONDAY + timedelta(weeks=weeks)
        house.people(4, house.workshop(f"café {weeks}", "library", day, series="café", head_count=head_count))
        assert house.close(day) == Closed(waiting=4)
    day = MONDAY + timedelta(weeks=2)
    for name in ("a", "b"):
        house.people(5, house.workshop(name, "branch", day))
    house.close(day)
    assert house.close(day + timedelta(weeks=1)).blocks == 1
    assert house.rows("SELECT mode, workshop FROM block") == [("workshop", None)]
    kept = house.rows("SELECT numbers FROM block")[0][0]
    assert isinstance(kept, str)
    left = 12 + 10 - house.count("liveattempt")
    assert 10 <= left <= 15
