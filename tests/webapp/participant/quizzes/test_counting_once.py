"""A browser counts once a quiz in a batch, until somebody else sits at it; what it takes later is practice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.webapp.clock import Clock
from tests.webapp.taking import answer, begin, led, questions, remembered, remind, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import current, joined, workshop, workshops
from webapp.storage.closing.live_rows import Closed
from webapp.web.services import now

QUIZ = "beskeder"
WHO = "Er du en ny?"
TEN = 10


def take(client: FlaskClient, quiz: str = QUIZ, *, number: int | None = None) -> None:
    """Begin a quiz, and answer all of it or so many of its questions."""
    address = begin(client, quiz)
    for n, question in enumerate(questions(client, quiz)[:number], start=1):
        assert answer(client, f"{address}/{n}", *(question.key or ())).status_code == 303


def half(client: FlaskClient, quiz: str = QUIZ) -> int:
    """Return how many answers are half of a quiz that has no worked examples."""
    asked = questions(client, quiz)
    assert all(question.asks != "none" for question in asked)
    return (len(asked) + 1) // 2


def counted(client: FlaskClient) -> list[bool]:
    """Return of every attempt that is stored whether it counts."""
    return sorted(bool(one) for (one,) in rows(client, "SELECT counted FROM liveattempt"))


def test_ten_attempts_of_one_browser_are_one_and_make_no_block(course: FlaskClient) -> None:
    for _ in range(TEN):
        take(course)
    assert counted(course) == [*[False] * (TEN - 1), True]
    done = site(course).closing.run(now() + timedelta(weeks=2))
    assert (done.blocks, done.waiting, done.practice) == (0, 1, TEN - 1)


def test_a_second_taking_is_shown_whole_and_leaves_the_first_as_it_was(course: FlaskClient) -> None:
    take(course)
    address, (first, *_) = begin(course, QUIZ), questions(course, QUIZ)
    assert answer(course, f"{address}/1", "genuine" if first.key != ("genuine",) else "scam").status_code == 303
    kept = rows(course, "SELECT count(*) FROM liveanswer JOIN liveattempt ON id = attempt WHERE counted")
    assert kept == [(len(questions(course, QUIZ)),)]
    assert site(course).closing.run(now() + timedelta(weeks=2)) == Closed(waiting=1, practice=1)


def test_who_stopped_before_the_half_counts_by_the_next_attempt(course: FlaskClient) -> None:
    take(course, number=half(course) - 1)
    take(course)
    assert counted(course) == [True]
    assert rows(course, "SELECT finished FROM liveattempt") == [(True,)]


def test_the_next_person_counts_after_i_am_done(course: FlaskClient) -> None:
    take(course)
    course.post("/da/done")
    take(course)
    assert counted(course) == [True, True]


def test_in_another_week_one_counts_again(course: FlaskClient, clock: Clock) -> None:
    take(course)
    clock.now += timedelta(weeks=1).total_seconds()
    take(course)
    assert counted(course) == [True, True]


def test_another_quiz_counts_for_itself_and_ratings_count_twice(course: FlaskClient) -> None:
    take(course)
    take(course, "maader")
    assert counted(course) == [True, True]
    for _ in range(3):
        address = begin(course, "bekymring")
        for n in range(1, len(questions(course, "bekymring")) + 1):
            assert answer(course, f"{address}/{n}", "3").status_code == 303
    assert counted(course) == [False, True, True, True, True]


@pytest.mark.parametrize("number", [0, 1, None], ids=["just begun", "one answer", "finished"])
def test_a_cookie_that_is_replayed_to_begin_again_and_again_counts_once(
    course: FlaskClient, number: int | None
) -> None:
    take(course, number=number)
    old = remembered(course)
    for _ in range(TEN):
        remind(course, old)
        take(course)
    assert counted(course).count(True) == 1


def test_two_tabs_that_begin_at_once_share_one_attempt(course: FlaskClient) -> None:
    take(course, "maader")
    before = remembered(course)
    for _ in range(2):
        remind(course, before)
        begin(course, QUIZ)
    assert rows(course, "SELECT quiz FROM liveattempt ORDER BY quiz") == [(QUIZ,), ("maader",)]


def test_deleting_ones_answers_deletes_those_that_count_though_they_were_taken_long_ago(
    course: FlaskClient, clock: Clock
) -> None:
    take(course)
    clock.now += timedelta(weeks=1).total_seconds()
    take(course)
    take(course)
    reply = course.post("/da/delete")
    assert reply.location.endswith("deleted=3")
    assert rows(course, "SELECT count(*) FROM liveattempt") == [(0,)]
    take(course)
    assert counted(course) == [True], "who deletes may take it anew"


def test_in_a_workshop_the_start_page_asks_who_sits_there_now(course: FlaskClient) -> None:
    made, _ = workshop(course)
    client = joined(course.application, made)
    assert WHO not in client.get(f"/da/quiz/{QUIZ}").text
    take(client, number=half(course))
    under_way = text(client.get(f"/da/quiz/{QUIZ}"))
    assert WHO in under_way
    assert "Fortsæt, hvor du slap" in under_way
    take(client)
    shown = client.get(f"/da/quiz/{QUIZ}").text
    assert WHO in shown
    assert shown.count('class="button plain"') == 2, "both answers look alike"
    assert counted(client) == [False, True], "the same person takes it again as practice"


def test_at_home_nobody_is_asked_who_sits_there(course: FlaskClient) -> None:
    take(course)
    assert WHO not in course.get(f"/da/quiz/{QUIZ}").text


@pytest.mark.parametrize("remember", [False, True], ids=["a tablet", "a phone that remembers"])
def test_the_next_person_at_a_tablet_counts_as_joined_and_is_counted(course: FlaskClient, *, remember: bool) -> None:
    made, _ = workshop(course)
    client = joined(course.application, made)
    remind(client, remembered(client).keeping(remember=remember, statistics=False))
    take(client)
    assert led(client.post("/da/another")) == "/da/people"
    assert current(client, made).joined == 2
    assert led(client.post(f"/da/quiz/{QUIZ}")) == "/da/people", "how many they are is asked first"
    assert led(client.post("/da/people", data={"people": "1"})) == "/da/workshop"
    assert WHO not in client.get(f"/da/quiz/{QUIZ}").text
    take(client)
    assert counted(client) == [True, True]
    assert remembered(client).workshop == made.id


def test_at_the_end_of_a_programme_a_workshop_asks_too(course: FlaskClient) -> None:
    made, _ = workshop(course, programme="forloeb", order="AB")
    client = joined(course.application, made)
    device = remembered(client)
    (way,) = device.programmes.values()
    assert WHO not in client.get("/da/programme/forloeb").text
    over = site(client).library.programmes["forloeb"].steps
    remind(client, device.with_way("forloeb", type(way)(way.order, len(over))))
    assert WHO in client.get("/da/programme/forloeb").text
    client.post("/da/another")
    assert remembered(client).programmes["forloeb"].done == 0


def test_nobody_is_handed_a_workshop_that_is_over_or_that_was_not_joined(course: FlaskClient) -> None:
    assert led(course.post("/da/another")) == "/da/"
    made, _ = workshop(course)
    client = joined(course.application, made)
    take(client)
    assert workshops(course).end(made.id, now())
    assert led(client.post("/da/another")) == "/da/people", "in the last two minutes one can"
    assert workshops(course).give_head_count(made.id, 2, now() + timedelta(minutes=3))
    site(course).closing.run(now() + timedelta(minutes=4))
    assert led(client.post("/da/another")) == "/da/"
